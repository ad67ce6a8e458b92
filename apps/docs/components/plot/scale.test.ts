import { expect, test } from 'vitest';
import { pathOf, powerOfTen, readable, roundTicks, scaleOf, subscript } from './scale.js';

const axis = { domain: [1, 100], ticks: [], label: '' } as const;

test('an axis begins and ends where it should, and a logarithmic one has its middle at the geometric mean', () => {
  const linear = scaleOf(axis, 10, 109);
  expect([linear(1), linear(100), linear(50.5)]).toEqual([10, 109, 59.5]);
  const log = scaleOf({ ...axis, kind: 'log' }, 200, 0);
  expect([log(1), log(10), log(100)]).toEqual([200, 100, 0]);
});

test('what a logarithmic axis cannot show interrupts the line, and huge values stay near the plot', () => {
  const y = scaleOf({ ...axis, kind: 'log' }, 200, 0);
  expect(pathOf([[1, 10], [2, -1], [3, 1], [4, 1e300]], (value) => value, y)).toBe('M1.0 100.0M3.0 200.0L4.0 -2000.0');
  expect(pathOf([[1, 0], [2, 1]], (value) => value, y)).toBe('M1.0 2000.0L2.0 200.0');
});

test('numbers are written for people', () => {
  expect([0, 1, -0.25, 12.345, 1234.5, 3.2e-7, -4.56e8, Infinity].map(readable)).toEqual(['0', '1.00', '−0.250', '12.3', '1235', '3.2·10⁻⁷', '−4.6·10⁸', '∞']);
  expect([1e-6, 1, 10, 1000].map(powerOfTen)).toEqual(['10⁻⁶', '1', '10', '10³']);
  expect(subscript(120)).toBe('₁₂₀');
});

test('ticks are round', () => {
  expect(roundTicks(10_000)).toEqual([0, 5000, 10_000]);
  expect(roundTicks(800)).toEqual([0, 200, 400, 600, 800]);
});
