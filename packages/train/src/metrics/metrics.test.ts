import { describe, expect, test } from 'vitest';
import { tensor, type Tensor } from '@rekur/tensor';
import { metrics } from './index.js';

const int32 = (values: number[][]): Tensor => tensor(values, { dtype: 'int32' });

// Actual 0 0 1 1 1 2, predicted 0 1 1 1 2 2.
const actual = [0, 0, 1, 1, 1, 2];
const predicted = [0, 1, 1, 1, 2, 2];

describe('metrics of classes, worked by hand:', () => {
  test('accuracy', () => {
    expect(metrics.accuracy(predicted, actual)).toBe(4 / 6);
    expect(metrics.accuracy([], [])).toBeNaN();
  });

  test('confusionMatrix: rows are actual classes, columns predicted ones', () => {
    expect(metrics.confusionMatrix(predicted, actual)).toEqual([[1, 1, 0], [0, 2, 1], [0, 0, 1]]);
    expect(metrics.confusionMatrix([0], [0], { classes: 2 })).toEqual([[1, 0], [0, 0]]);
  });

  test('f1: precision and recall of the classes are 1/1 and 1/2, 2/3 and 2/3, 1/2 and 1/1', () => {
    expect(metrics.f1(predicted, actual)).toBeCloseTo(2 / 3, 15);
    expect(metrics.f1(predicted, actual, { positive: 0 })).toBeCloseTo(2 / 3, 15);
    expect(metrics.f1(predicted, actual, { average: 'macro' })).toBeCloseTo((2 / 3 + 2 / 3 + 2 / 3) / 3, 15);
    expect(metrics.f1(predicted, actual, { average: 'micro' })).toBeCloseTo(4 / 6, 15);
  });

  test('f1: averages differ where classes are met differently well, and classes that never appear do not count', () => {
    // Class 0: 3 hits of 3 targets, 4 predictions: 6/7. Class 3: 0 of 1 target. Class 1 and 2 do not appear.
    const [given, truth] = [[0, 0, 0, 0], [0, 0, 0, 3]];
    expect(metrics.f1(given, truth, { average: 'macro' })).toBeCloseTo(6 / 7 / 2, 15);
    expect(metrics.f1(given, truth, { average: 'weighted' })).toBeCloseTo((6 / 7) * (3 / 4), 15);
    expect(metrics.f1(given, truth, { average: 'micro' })).toBe(3 / 4);
    expect([metrics.f1(given, truth), metrics.f1(given, truth, { positive: 9 })]).toEqual([0, 0]);
  });

  test('padding and ignored targets do not count', () => {
    const targets = int32([[1, 2, -100], [0, 1, 1]]);
    const predictions = int32([[1, 0, 0], [0, 2, 2]]);
    expect(metrics.accuracy(predictions, targets)).toBe(2 / 5);
    expect(metrics.accuracy(predictions, targets, { lengths: [3, 1] })).toBe(2 / 3);
    expect(metrics.accuracy(predictions, targets, { lengths: tensor([1, 1], { dtype: 'int32' }) })).toBe(1);
    expect(metrics.accuracy([1, 2], [1, 5], { ignoreIndex: 5 })).toBe(1);
    expect(metrics.confusionMatrix(predictions, targets, { lengths: [2, 1] })).toEqual([[1, 0, 0], [0, 1, 0], [1, 0, 0]]);
  });

  test('scores stand for the class of the greatest, the first of equals', () => {
    const scores = tensor([[[0.1, 0.9], [0.5, 0.5]]]);
    expect(metrics.confusionMatrix(scores, int32([[1, 0]]))).toEqual([[1, 0], [0, 1]]);
  });
});

describe('metrics of a mean cross-entropy:', () => {
  test('perplexity of an even choice among 8 is 8, and takes 3 bits per character', () => {
    expect(metrics.perplexity(Math.log(8))).toBeCloseTo(8, 13);
    expect(metrics.bitsPerCharacter(Math.log(8))).toBeCloseTo(3, 14);
  });
});

describe('metrics of forecasts, worked by hand:', () => {
  test('meanAbsoluteScaledError is in units of the seasonal naive forecast in training', () => {
    // Two steps apart: |3 − 1|, |6 − 2|, so 3 on average.
    expect(metrics.meanAbsoluteScaledError([1, 2], [1, 5], [1, 2, 3, 6], 2)).toBe(0.5);
    expect(metrics.meanAbsoluteScaledError([1], [2], [4, 4, 4])).toBe(Infinity);
    expect([metrics.meanAbsoluteScaledError([], [], [1, 2]), metrics.meanAbsoluteScaledError([1], [2], [1])]).toEqual([NaN, NaN]);
  });

  test('pinballLoss', () => {
    expect(metrics.pinballLoss([1, 5], [3, 4], 0.75)).toBe((0.75 * 2 + 0.25 * 1) / 2);
    expect(metrics.pinballLoss([1, 5], [3, 4], 0.5)).toBe((2 + 1) / 4);
  });

  test('coverage counts the ends of an interval as inside', () => {
    expect(metrics.coverage([0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 1.5, -0.1])).toBe(0.5);
  });

  test('padding does not count', () => {
    const [low, high, values] = [tensor([[0, 0], [0, 0]]), tensor([[1, 1], [1, 1]]), tensor([[0.5, 2], [0.5, NaN]])];
    expect(metrics.coverage(low, high, values, { lengths: [2, 1] })).toBe(2 / 3);
    expect(metrics.pinballLoss(low, values, 0.5, { lengths: [2, 1] })).toBe(0.5);
    expect(metrics.meanAbsoluteScaledError(low, values, [1, 2], 1, { lengths: [2, 1] })).toBe(1);
  });
});

test('what does not fit is refused', () => {
  expect(() => metrics.accuracy([1, 2], [1])).toThrow('accuracy: shapes differ: actual are [1]; [2] is expected, as predicted are');
  expect(() => metrics.accuracy([0.5], [1])).toThrow('accuracy: not a class: 0.5; whole numbers, 0 or more, are expected');
  expect(() => metrics.accuracy([1], [1], { lengths: [1] })).toThrow(
    'accuracy: lengths do not fit: 1 lengths for values [1]; values [batch, time, …] and one length per row are expected',
  );
  expect(() => metrics.pinballLoss([1], [1], 1)).toThrow('pinballLoss: level out of range: level is 1; a number between 0 and 1 is expected');
  expect(() => metrics.confusionMatrix([0, 3], [0, 1], { classes: 2 })).toThrow(
    'confusionMatrix: number of classes out of range: classes are 2, the last that appears is 3; all that appear, and 10000 at the most, are expected',
  );
  expect(() => metrics.confusionMatrix([2 ** 31], [0])).toThrow('all that appear, and 10000 at the most, are expected');
  expect(() => metrics.f1([1], [1], { positive: -1 })).toThrow('f1: positive out of range: positive is -1; a class is expected');
  expect(() => metrics.f1([1], [1], { average: 'samples' as never })).toThrow("f1: no such average: 'samples'; binary, macro, micro or weighted is expected");
  expect(() => metrics.meanAbsoluteScaledError([1], [2], [1, 2], 0)).toThrow(
    'meanAbsoluteScaledError: period out of range: period is 0; a whole number above 0 is expected',
  );
});

test('scores are taken apart by class also beside a plain array of targets', () => {
  expect(metrics.accuracy(tensor([[0.9, 0.1], [0.2, 0.8]]), [0, 0])).toBe(0.5);
});
