import { expect, test } from 'vitest';
import { tensor, zeros } from '@rekur/tensor';
import { lastStep } from './last.js';
import { maxOverTime, meanOverTime } from './pooling.js';

const x = tensor([[[1, -1], [2, -2], [NaN, NaN]], [[4, -3], [8, -6], [3, -6]]]);
const context = { lengths: tensor([2, 3], { dtype: 'int32' }) };

test('lastStep, meanOverTime and maxOverTime read the steps that count', () => {
  expect(lastStep().apply({}, x, undefined, context).output.toArray()).toEqual([[2, -2], [3, -6]]);
  expect(meanOverTime().apply({}, x, undefined, context).output.toArray()).toEqual([[1.5, -1.5], [5, -5]]);
  expect(maxOverTime().apply({}, x, undefined, context).output.toArray()).toEqual([[2, -1], [8, -3]]);
});

test('without lengths every step counts', () => {
  const full = tensor([[[1, -1], [2, -2], [6, 3]]]);
  expect(lastStep().apply({}, full).output.toArray()).toEqual([[6, 3]]);
  expect(meanOverTime().apply({}, full).output.toArray()).toEqual([[3, 0]]);
  expect(maxOverTime().apply({}, full).output.toArray()).toEqual([[6, 3]]);
});

test('meanOverTime and maxOverTime refuse what is no batch of sequences', () => {
  for (const [name, layer] of Object.entries({ meanOverTime: meanOverTime(), maxOverTime: maxOverTime() })) {
    expect(() => layer.apply({}, zeros([2, 3]))).toThrow(
      `${name}: input is no batch of sequences: input is [2, 3]; [batch, time, features] is expected`,
    );
  }
});
