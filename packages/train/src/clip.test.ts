import { expect, test } from 'vitest';
import { tensor, type Tensor } from '@rekur/tensor';
import { clipByGlobalNorm, clipByValue, globalNorm } from './clip.js';

const gradients = { a: tensor([3], { dtype: 'float64' }), b: { c: tensor([4], { dtype: 'float64' }) } };

test('globalNorm is taken over all tensors together', () => expect(globalNorm(gradients).item()).toBe(5));

test('clipByGlobalNorm scales all gradients alike, as PyTorch does with 1e-6 added to the norm', () => {
  const clipped = clipByGlobalNorm(gradients, 1);
  expect((clipped.a as Tensor).item()).toBeCloseTo(3 / 5.000001, 14);
  expect(globalNorm(clipped).item()).toBeCloseTo(5 / 5.000001, 14);
});

test('clipByGlobalNorm leaves smaller gradients as they are', () => {
  expect((clipByGlobalNorm(gradients, 6).a as Tensor).item()).toBe(3);
});

test('clipByValue brings every element into the range, as PyTorch does', () => {
  const given = { a: tensor([-3, -1, 0.5, 7], { dtype: 'float64' }) };
  expect([...(clipByValue(given, 1).a as Tensor).data]).toEqual([-1, -1, 0.5, 1]);
});

test('a limit that is not above 0 is refused, and a tree without gradients', () => {
  expect(() => clipByGlobalNorm(gradients, -1)).toThrow('clipByGlobalNorm: maxNorm out of range: maxNorm is -1; a number above 0 is expected');
  expect(() => clipByValue(gradients, NaN)).toThrow('clipByValue: maxValue out of range: maxValue is NaN; a number above 0 is expected');
  expect(() => globalNorm({})).toThrow('globalNorm: no gradients: a tree without tensors; at least one is expected');
});
