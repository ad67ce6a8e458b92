import { expect, test } from 'vitest';
import { tensor, zeros } from '@rekur/tensor';
import { countTargets } from './batch.js';
import { quantile } from './losses/quantile.js';

const inputs = zeros([2, 3, 1]);
const classes = tensor([[0, 1, 2], [3, -100, 0]], { dtype: 'int32' });
const lengths = tensor([3, 1], { dtype: 'int32' });

test('countTargets counts all targets of a batch that says nothing else', () => {
  expect(countTargets({ inputs, targets: zeros([2, 3, 5]) })).toBe(30);
  expect(countTargets({ inputs, targets: classes })).toBe(6);
});

test('countTargets leaves out padded steps, and targets that the loss ignores', () => {
  expect(countTargets({ inputs, targets: classes, lengths })).toBe(4);
  expect(countTargets({ inputs, targets: classes }, { ignoreIndex: -100 })).toBe(5);
  expect(countTargets({ inputs, targets: classes, lengths: tensor([3, 2], { dtype: 'int32' }) }, { ignoreIndex: -100 })).toBe(4);
  expect(countTargets({ inputs, targets: zeros([2, 3, 5]), lengths })).toBe(20);
});

test('countTargets leaves lengths aside where targets have no steps', () => {
  expect(countTargets({ inputs, targets: zeros([2, 5]), lengths })).toBe(10);
  expect(countTargets({ inputs, targets: tensor([1, 2], { dtype: 'int32' }), lengths })).toBe(2);
});

test('countTargets weighs rows and steps', () => {
  expect(countTargets({ inputs, targets: zeros([2, 3, 5]), weights: tensor([1, 0]) })).toBe(15);
  expect(countTargets({ inputs, targets: classes, weights: tensor([[1, 0, 2], [1, 1, 0]]) }, { ignoreIndex: -100 })).toBe(4);
});

test('countTargets knows the steps of targets [batch, time] by their weights, or by the axis that the output has beside', () => {
  const targets = zeros([2, 3]);
  expect(countTargets({ inputs, targets, weights: tensor([[1, 0, 2], [1, 1, 0]]) })).toBe(5);
  expect(countTargets({ inputs, targets, lengths }, quantile())).toBe(4);
});

test('countTargets counts rows where targets have lengths of their own', () => {
  expect(countTargets({ inputs, targets: classes, lengths, targetLengths: tensor([2, 1], { dtype: 'int32' }) })).toBe(2);
});
