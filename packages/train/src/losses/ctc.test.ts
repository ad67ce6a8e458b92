import { describe, expect, test } from 'vitest';
import { checkGradients, valueAndGrad } from '@rekur/autodiff';
import { cast, normal, randomKey, tensor, type Tensor, where } from '@rekur/tensor';
import { ctc } from './ctc.js';

const int32 = (values: number[] | number[][]): Tensor => tensor(values, { dtype: 'int32' });
const randomLogits = (seed: number, shape: number[]): Tensor => cast(normal(randomKey(seed), shape), 'float64');

/** What a path of classes reads: repeats merged, blanks dropped. */
function labelsOf(path: readonly number[], blank: number): string {
  return path.filter((label, t) => label !== path[t - 1]).filter((label) => label !== blank).join();
}

/** −log of the summed probability of every path over the first `steps` steps that reads `labels`. */
function byEnumeration(logits: number[][], labels: readonly number[], steps: number, blank = 0): number {
  const classes = logits[0].length;
  const probabilities = logits.map((row) => {
    const powers = row.map(Math.exp);
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  });
  let likelihood = 0;
  for (let number = 0; number < classes ** steps; number++) {
    const path = Array.from({ length: steps }, (_, t) => Math.floor(number / classes ** t) % classes);
    if (labelsOf(path, blank) === labels.join()) likelihood += path.reduce((product, label, t) => product * probabilities[t][label], 1);
  }
  return -Math.log(likelihood);
}

/** The loss of one row. */
function single(logits: Tensor, labels: number[], { steps = logits.shape[0], blank = 0 } = {}): number {
  const row = tensor([logits.toArray()], { dtype: 'float64' });
  const given = { lengths: int32([steps]), targetLengths: int32([labels.length]) };
  // Padding that is no class must not matter.
  return ctc({ blank, reduction: 'sum' })(row, int32([[...labels, -7, 99]]), given).item();
}

describe('ctc', () => {
  test.each([
    ['one label', [1], 0],
    ['two labels', [1, 2], 0],
    ['a label twice, which needs a blank between', [2, 2], 0],
    ['repeats and others', [1, 1, 2], 0],
    ['no label: blanks alone', [], 0],
    ['another blank', [0, 1], 2],
  ])('equals the sum over all paths: %s', (_, labels, blank) => {
    const logits = randomLogits(7, [5, 3]);
    const rows = logits.toArray() as number[][];
    expect(single(logits, labels, { blank })).toBeCloseTo(byEnumeration(rows, labels, 5, blank), 12);
    expect(single(logits, labels, { blank, steps: 4 })).toBeCloseTo(byEnumeration(rows, labels, 4, blank), 12);
  });

  test('takes batches of rows whose steps and labels differ in number; mean divides by labels, then averages', () => {
    const logits = randomLogits(8, [3, 4, 3]);
    const rows = logits.toArray() as number[][][];
    const given = { lengths: int32([4, 3, 2]), targetLengths: int32([2, 1, 0]) };
    const targets = int32([[1, 2], [2, 0], [0, 0]]);
    const each = [byEnumeration(rows[0], [1, 2], 4), byEnumeration(rows[1], [2], 3), byEnumeration(rows[2], [], 2)];
    expect(ctc({ reduction: 'sum' })(logits, targets, given).item()).toBeCloseTo(each[0] + each[1] + each[2], 12);
    expect(ctc()(logits, targets, given).item()).toBeCloseTo((each[0] / 2 + each[1] + each[2]) / 3, 12);
    const weights = tensor([3, 0, 1], { dtype: 'float64' });
    expect(ctc()(logits, targets, { ...given, weights }).item()).toBeCloseTo((3 * each[0] / 2 + each[2]) / 4, 12);
    expect(ctc({ reduction: 'sum' })(logits, targets, { ...given, weights }).item()).toBeCloseTo(3 * each[0] + each[2], 12);
  });

  test('without lengths takes all steps and all labels', () => {
    const logits = randomLogits(9, [1, 4, 3]);
    const expected = byEnumeration((logits.toArray() as number[][][])[0], [2, 1], 4);
    expect(ctc({ reduction: 'sum' })(logits, int32([[2, 1]])).item()).toBeCloseTo(expected, 12);
  });

  test('gives Infinity where the labels do not fit into the steps, or 0 with zeroInfinity, and no gradient there', () => {
    const logits = randomLogits(10, [2, 3, 3]);
    // 1 1 needs three steps; the first row has two, the second three.
    const targets = int32([[1, 1], [1, 1]]);
    const given = { lengths: int32([2, 3]), targetLengths: int32([2, 2]) };
    expect(ctc({ reduction: 'sum' })(logits, targets, given).item()).toBe(Infinity);
    const second = byEnumeration((logits.toArray() as number[][][])[1], [1, 1], 3);
    const { value, gradient } = valueAndGrad((x: Tensor) => ctc({ reduction: 'sum', zeroInfinity: true })(x, targets, given))(logits);
    expect(value.item()).toBeCloseTo(second, 12);
    const [first, other] = gradient.toArray() as number[][][];
    expect(first.flat().every((element) => element === 0)).toBe(true);
    expect(other.flat().every((element) => Number.isFinite(element) && element !== 0)).toBe(true);
  });

  test('has a gradient that agrees with central differences', () => {
    const given = { lengths: int32([4, 3]), targetLengths: int32([3, 1]) };
    const targets = int32([[1, 1, 2], [2, 0, 0]]);
    const objective = (x: Tensor): Tensor => ctc()(x, targets, given);
    expect(checkGradients(objective, randomLogits(11, [2, 5, 3]))).toMatchObject({ agrees: true });
  });

  test('keeps steps beyond a row’s length out of loss and gradient, even NaN', () => {
    const logits = randomLogits(12, [1, 4, 3]);
    const poisoned = where(tensor([[[false], [false], [false], [true]]]), NaN, logits);
    const given = { lengths: int32([3]) };
    const objective = (x: Tensor): Tensor => ctc()(x, int32([[1, 2]]), given);
    const [clean, dirty] = [valueAndGrad(objective)(logits), valueAndGrad(objective)(poisoned)];
    expect(dirty.value.item()).toBe(clean.value.item());
    expect([...dirty.gradient.data]).toEqual([...clean.gradient.data]);
    expect([...dirty.gradient.data.slice(9)].every((element) => element === 0)).toBe(true);
  });

  test('in float32 stays finite over hundreds of steps', () => {
    const logits = normal(randomKey(13), [1, 300, 5]);
    const targets = int32([Array.from({ length: 40 }, (_, index) => 1 + (index % 4))]);
    const { value, gradient } = valueAndGrad((x: Tensor) => ctc()(x, targets))(logits);
    expect(value.item()).toBeGreaterThan(0);
    expect([value, gradient].every(({ data }) => data.every(Number.isFinite))).toBe(true);
  });

  test('is NaN for a label that is no class', () => {
    expect(ctc()(randomLogits(14, [1, 4, 3]), int32([[1, 3]])).item()).toBeNaN();
    expect(ctc()(randomLogits(14, [1, 4, 3]), int32([[-1, 1]])).item()).toBeNaN();
  });

  test('refuses what does not fit', () => {
    const logits = randomLogits(15, [2, 4, 3]);
    expect(() => ctc({ blank: -1 })).toThrow('ctc: blank out of range: blank is -1; a whole number, 0 or more, is expected');
    expect(() => ctc({ reduction: 'none' as never })).toThrow("ctc: no such reduction: 'none'; mean or sum is expected");
    expect(() => ctc({ blank: 3 })(logits, int32([[1], [2]]))).toThrow(
      'ctc: output or targets do not fit: output is [2, 4, 3], targets are [2, 1], blank is 3; ' +
        'output [batch, time, classes], targets [batch, labels] and a blank below classes are expected',
    );
    expect(() => ctc()(logits, int32([[1], [2]]), { targetLengths: int32([1]) })).toThrow(
      'ctc: targetLengths do not fit: targetLengths are int32[1]; int32[2] is expected: one per row',
    );
    expect(() => ctc()(logits, int32([[1], [2]]), { lengths: int32([1]) })).toThrow(
      'ctc: lengths do not fit: lengths are int32[1]; int32[2] is expected: one per row',
    );
    expect(() => ctc()(logits, int32([[1], [2]]), { targetLengths: int32([1, 2]) })).toThrow(
      'ctc: targetLengths out of range: row 1 has 2; 0 to 1 are expected',
    );
    expect(() => ctc()(logits, int32([[1], [2]]), { lengths: int32([5, 4]) })).toThrow('ctc: lengths out of range: row 0 has 5; 1 to 4 are expected');
    expect(() => ctc()(logits, int32([[1], [2]]), { weights: tensor([1]) })).toThrow(
      'ctc: weights do not fit: weights are [1]; [2] is expected: one weight per row',
    );
  });
});
