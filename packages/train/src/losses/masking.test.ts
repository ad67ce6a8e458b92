import { describe, expect, test } from 'vitest';
import { valueAndGrad } from '@rekur/autodiff';
import { normal, randomKey, reshape, slice, tensor, type Tensor, where } from '@rekur/tensor';
import { losses } from './index.js';
import type { Loss } from './loss.js';

/** Output [batch 3, time 4, 6] and targets of every loss but CTC, whose targets have no steps. */
const output = normal(randomKey(1), [3, 4, 6]);
const classes = tensor([[0, 1, 2, 3], [4, 5, 0, 1], [2, 3, 4, 5]], { dtype: 'int32' });
const cases: [string, Loss, Tensor][] = [
  ['binaryCrossEntropyWithLogits', losses.binaryCrossEntropyWithLogits(), normal(randomKey(2), [3, 4, 6])],
  ['crossEntropy', losses.crossEntropy(), classes],
  ['crossEntropy with smoothing', losses.crossEntropy({ labelSmoothing: 0.2 }), classes],
  ['gaussianNegativeLogLikelihood', losses.gaussianNegativeLogLikelihood(), normal(randomKey(2), [3, 4, 3])],
  ['huber', losses.huber(), normal(randomKey(2), [3, 4, 6])],
  ['meanAbsoluteError', losses.meanAbsoluteError(), normal(randomKey(2), [3, 4, 6])],
  ['meanSquaredError', losses.meanSquaredError(), normal(randomKey(2), [3, 4, 6])],
  ['quantile', losses.quantile({ quantiles: [0.05, 0.2, 0.4, 0.6, 0.8, 0.95] }), normal(randomKey(2), [3, 4])],
  ['smoothL1', losses.smoothL1(), normal(randomKey(2), [3, 4, 6])],
];

const lengths = tensor([4, 1, 2], { dtype: 'int32' });
const padding = tensor([[false, false, false, false], [false, true, true, true], [false, false, true, true]]);

/** NaN at every padded step; classes there become −1. */
function poison(x: Tensor): Tensor {
  return where(reshape(padding, [3, 4, ...x.shape.slice(2).map(() => 1)]), x.dtype === 'int32' ? -1 : NaN, x);
}

/** The rows' real steps laid one after the other, [1, 7, …]. */
function realSteps(x: Tensor): Tensor {
  const rows = [4, 1, 2].map((length, row) => slice(slice(x, 0, row, row + 1), 1, 0, length).data);
  return tensor(rows.flatMap((row) => [...row]), { shape: [1, 7, ...x.shape.slice(2)], dtype: x.dtype });
}

test('every loss is here', () => {
  expect([...new Set(cases.map(([name]) => name.split(' ')[0])), 'ctc'].sort()).toEqual(Object.keys(losses).sort());
});

describe.each(cases)('%s', (_name, loss, targets) => {
  test('is the mean over real steps: the same as of a batch that has no others', () => {
    const padded = loss(poison(output), poison(targets), { lengths }).item();
    expect(padded).toBeCloseTo(loss(realSteps(output), realSteps(targets)).item(), 5);
    expect(padded).not.toBeCloseTo(loss(output, targets).item(), 3);
  });

  test('has the gradient 0 at padded steps, even where they are NaN, and elsewhere the one of a batch without them', () => {
    const given = { lengths };
    const { gradient } = valueAndGrad((x: Tensor) => loss(x, poison(targets), given))(poison(output));
    const inPadding = where(reshape(padding, [3, 4, 1]), gradient, 0);
    expect(inPadding.data.every((element) => element === 0)).toBe(true);
    const alone = valueAndGrad((x: Tensor) => loss(x, realSteps(targets)))(realSteps(output)).gradient;
    realSteps(gradient).data.forEach((element, index) => expect(element).toBeCloseTo(alone.data[index], 6));
  });

  test('weighs steps: weights of 1 and 0 say the same as lengths', () => {
    const weights = where(padding, 0, tensor(new Array<number>(12).fill(1), { shape: [3, 4] }));
    expect(loss(poison(output), poison(targets), { weights }).item()).toBeCloseTo(loss(output, targets, { lengths }).item(), 6);
  });

  test('weighs rows: a row of weight 2 counts as two rows, one of weight 0 as none', () => {
    const weights = tensor([2, 0, 1]);
    const twice = (x: Tensor): Tensor => tensor([0, 0, 2].flatMap((row) => [...slice(x, 0, row, row + 1).data]), { shape: x.shape, dtype: x.dtype });
    expect(loss(output, targets, { weights }).item()).toBeCloseTo(loss(twice(output), twice(targets)).item(), 5);
  });
});

test('an output without time ignores the lengths of the inputs', () => {
  const [logits, targets] = [normal(randomKey(3), [3, 6]), tensor([1, 2, 3], { dtype: 'int32' })];
  expect(losses.crossEntropy()(logits, targets, { lengths }).item()).toBe(losses.crossEntropy()(logits, targets).item());
});
