import { tensor, zeros, type Tensor } from '@rekur/tensor';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from './error.js';
import { bucketBatches } from './bucketBatches.js';
import { firstNames } from './firstNames.js';

/** Example i has `lengths[i]` steps of the value i + 1, and label i. */
const ofLengths = (lengths: readonly number[]) =>
  lengths.map((length, index) => ({ input: new Int32Array(length).fill(index + 1), label: index }));

const arrays = (values: readonly (Tensor | undefined)[]) => values.map((value) => value?.toArray());

test('sequences of similar length come together, padded to the width of their bucket', () => {
  const all = bucketBatches(ofLengths([1, 4, 2, 3, 1]), { batch: 2, buckets: [2, 5] });
  expect(all.length).toBe(3);
  expect(Array.from(all, ({ inputs, targets, lengths, weights }) => arrays([inputs, targets, lengths, weights]))).toEqual([
    [[[1, 0], [3, 3]], [0, 2], [1, 2], [1, 1]],
    [[[5, 0], [0, 0]], [4, 0], [1, 1], [1, 0]],
    [[[2, 2, 2, 2, 0], [4, 4, 4, 0, 0]], [1, 3], [4, 3], [1, 1]],
  ]);
});

test('without widths there are as many buckets as asked, each for about as many examples', () => {
  const shapes = (lengths: number[], buckets?: number) =>
    Array.from(bucketBatches(ofLengths(lengths), { batch: 2, ...(buckets && { buckets }) }), ({ inputs }) => inputs.shape[1]);
  expect(shapes([8, 7, 6, 5, 4, 3, 2, 1])).toEqual([2, 4, 6, 8]);
  expect(shapes([8, 7, 6, 5, 4, 3, 2, 1], 1)).toEqual([8, 8, 8, 8]);
  expect(shapes([3, 3, 3, 9])).toEqual([3, 3, 9]);
  expect(shapes([3, 1, 2], 2 ** 31)).toEqual([1, 2, 3]);
});

describe('targets', () => {
  test('as long as their inputs are padded with them', () => {
    const examples = [1, 3].map((length) => ({ input: zeros([length, 2]), target: new Int32Array(length).fill(7) }));
    const { inputs, targets, targetLengths } = bucketBatches(examples, { batch: 2, buckets: [4] }).at(0);
    expect([inputs.shape, targets.dtype, targets.toArray(), targetLengths]).toEqual([[2, 4, 2], 'int32', [[7, 0, 0, 0], [7, 7, 7, 0]], undefined]);
    const alike = bucketBatches([{ input: [1, 2], target: [3, 4] }], { batch: 1, buckets: [3] }).at(0);
    expect([alike.inputs.shape, alike.targets.shape]).toEqual([[1, 3], [1, 3]]);
  });

  test('with lengths of their own come with targetLengths', () => {
    const examples = [{ input: [1, 1, 1], target: Int32Array.of(2) }, { input: [1, 1], target: Int32Array.of(3, 4) }];
    const { targets, lengths, targetLengths } = bucketBatches(examples, { batch: 3, buckets: 1 }).at(0);
    expect(arrays([targets, lengths, targetLengths])).toEqual([[[2, 0], [3, 4], [0, 0]], [3, 2, 1], [1, 2, 1]]);
  });

  test('of one shape are only stacked', () => {
    const examples = [{ input: [1, 1, 1], target: [1, 2] }, { input: [1], target: [3, 4] }];
    const { targets, targetLengths } = bucketBatches(examples, { batch: 2, buckets: 1 }).at(0);
    expect([targets.toArray(), targetLengths]).toEqual([[[1, 2], [3, 4]], undefined]);
  });
});

test('each example is in exactly one batch of each epoch, whole, with zeros behind it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      fc.nat(5),
      (given, batch, buckets, shuffle, epoch) => {
        const seen: number[] = [];
        for (const { inputs, targets, lengths, weights } of bucketBatches(ofLengths(given), { batch, buckets, shuffle, seed: 1 }).epoch(epoch)) {
          const rows = inputs.toArray() as number[][];
          rows.forEach((row, index) => {
            const length = lengths?.data[index] ?? 0;
            if (weights.data[index] === 0) return expect([row.every((value) => value === 0), length]).toEqual([true, 1]);
            const example = targets.data[index];
            seen.push(example);
            expect(length).toBe(given[example]);
            expect(row).toEqual(row.map((_, step) => (step < length ? example + 1 : 0)));
          });
        }
        expect(seen.sort((a, b) => a - b)).toEqual(given.map((_, index) => index));
      },
    ),
  );
});

test('the order depends on seed and epoch alone, and shuffles examples and batches', () => {
  const examples = ofLengths(Array.from({ length: 60 }, (_, index) => (index % 6) + 1));
  const order = (options: { seed?: number; epoch?: number }) =>
    Array.from(bucketBatches(examples, { batch: 5, shuffle: true, ...options }), ({ targets }) => Array.from(targets.data));
  expect(order({ seed: 1, epoch: 2 })).toEqual(order({ seed: 1, epoch: 2 }));
  expect(Array.from(bucketBatches(examples, { batch: 5, shuffle: true, seed: 1 }).epoch(2), ({ targets }) => Array.from(targets.data))).toEqual(
    order({ seed: 1, epoch: 2 }),
  );
  expect(order({ seed: 1 })).not.toEqual(order({ seed: 2 }));
  expect(order({ epoch: 0 })).not.toEqual(order({ epoch: 1 }));
  const widths = Array.from(bucketBatches(examples, { batch: 5, shuffle: true }), ({ inputs }) => inputs.shape[1]);
  expect(widths).not.toEqual(widths.slice().sort((a, b) => a - b));
});

test('buckets leave less than half of the padding of first names', async () => {
  const { train } = await firstNames();
  const examples = train.map(({ text, label }) => ({ input: new Int32Array(text.length), label }));
  const padding = (buckets: number) => {
    let steps = 0;
    for (const { inputs } of bucketBatches(examples, { batch: 32, buckets })) steps += inputs.size;
    return steps - train.reduce((sum, { text }) => sum + text.length, 0);
  };
  expect(padding(4) / padding(1)).toBeLessThan(0.5);
});

test('bucketBatches refuses what has no steps, differs in more than length, or fits no bucket', () => {
  expect(() => bucketBatches([], { batch: 1 })).toThrow(new DataError('bucketBatches: no examples: 0 examples; at least 1 is expected'));
  expect(() => bucketBatches([{ input: [1], label: 0 }, { input: [], label: 0 }], { batch: 1 })).toThrow(
    new DataError(
      'bucketBatches: input has no steps: examples[1].input is float32[0]; [time, …] with at least 1 step is expected; leave empty examples out',
    ),
  );
  expect(() => bucketBatches([{ input: 1, label: 0 }], { batch: 1 })).toThrow(
    new DataError(
      'bucketBatches: input has no steps: examples[0].input is float32[]; [time, …] with at least 1 step is expected; leave empty examples out',
    ),
  );
  expect(() => bucketBatches([{ input: zeros([2, 3]), label: 0 }, { input: zeros([2, 4]), label: 0 }], { batch: 1 })).toThrow(
    new DataError(
      'bucketBatches: inputs differ in type: examples[0].input is float32[2, 3], examples[1].input is float32[2, 4]; ' +
        'only the first axis may differ',
    ),
  );
  expect(() => bucketBatches([{ input: [1], target: [1] }, { input: [1], target: tensor(Int32Array.of(1)) }], { batch: 1 })).toThrow(
    new DataError(
      'bucketBatches: targets differ in type: examples[0].target is float32[1], examples[1].target is int32[1]; only the first axis may differ',
    ),
  );
  expect(() => bucketBatches(ofLengths([1, 9, 3]), { batch: 1, buckets: [2, 5] })).toThrow(
    new DataError(
      'bucketBatches: no bucket is wide enough: examples[1].input has 9 steps, the widest bucket 5; ' +
        'a bucket for every example is expected; add a width, or cut long examples',
    ),
  );
  for (const widths of [[], [3, 3], [0.5]]) {
    expect(() => bucketBatches(ofLengths([1]), { batch: 1, buckets: widths })).toThrow(
      new DataError(`bucketBatches: buckets are not widths: [${widths.join(', ')}]; ascending counts of steps are expected`),
    );
  }
  expect(() => bucketBatches(ofLengths([1]), { batch: 1, buckets: 0 })).toThrow(
    new DataError('bucketBatches: buckets is not a count: 0; a whole number of at least 1 is expected'),
  );
});
