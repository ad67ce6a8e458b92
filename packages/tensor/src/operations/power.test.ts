import { expect, test } from 'vitest';
import { refusal } from '../testing/refusal.js';
import { tensor } from './create.js';
import { pow } from './power.js';

test('pow with a whole exponent multiplies, negative bases included', () => {
  const x = tensor([-3, -1, 0, 0.5, 2]);
  expect(pow(x, 3).toArray()).toEqual([-27, -1, 0, 0.125, 8]);
  expect(pow(x, 4).toArray()).toEqual([81, 1, 0, 0.0625, 16]);
  expect(pow(x, 13).toArray()).toEqual([-1594323, -1, 0, 2 ** -13, 8192]);
  expect(pow(x, 0).toArray()).toEqual([1, 1, 1, 1, 1]);
  expect(pow(x, -2).toArray()).toEqual([1 / 9, 1, Infinity, 4, 0.25].map(Math.fround));
});

test('pow with ½ is the square root, with any other number close to Math.pow', () => {
  expect(pow(tensor([4, 2]), 0.5).toArray()).toEqual([2, Math.fround(Math.SQRT2)]);
  expect(pow(tensor([4, 16]), -0.5).toArray()).toEqual([0.5, 0.25]);
  const x = tensor([0.1, 0.9, 1, 3, 10], { dtype: 'float64' });
  const given = pow(x, 1.7).data;
  x.data.forEach((value, index) => expect(given[index]).toBeCloseTo(value ** 1.7, 12));
  expect(pow(tensor([0, -1]), 1.5).toArray()).toEqual([0, NaN]);
  expect(pow(tensor(0), -1.5).item()).toBe(Infinity);
});

test('pow with a tensor of exponents takes each its own', () => {
  const given = pow(tensor([2, 9, 0, 0, 0], { dtype: 'float64' }), tensor([3, 0.5, 2, 0, -1], { dtype: 'float64' })).toArray() as number[];
  [8, 3, 0, 1, Infinity].forEach((value, index) => expect(given[index]).toBeCloseTo(value, 12));
});

test('pow refuses an exponent that is no number', () => {
  expect(refusal(() => pow(tensor([1]), NaN))).toBe('ValueError: pow: not an exponent: NaN; a finite number is expected');
});

test('pow with a great whole exponent keeps the sign, as multiplications do', () => {
  expect(pow(tensor([-1, -1, 0]), 65).toArray()).toEqual([-1, -1, 0]);
  const given = pow(tensor([-1.01, 1.5], { dtype: 'float64' }), 101).data;
  expect(given[0]).toBeCloseTo((-1.01) ** 101, 12);
  expect(given[1] / 1.5 ** 101).toBeCloseTo(1, 12);
});

test('pow of negative numbers to a tensor of exponents has the sign of whole ones, and is NaN for others', () => {
  const given = pow(tensor([-2, -2, -2, -2, 0], { dtype: 'float64' }), tensor([2, 3, -1, 0.5, 1], { dtype: 'float64' })).toArray() as number[];
  [4, -8, -0.5].forEach((value, index) => expect(given[index]).toBeCloseTo(value, 12));
  expect(given.slice(3)).toEqual([NaN, 0]);
});
