import { expect, test } from 'vitest';
import { erf64 } from './erf.js';

/** Published values: Abramowitz & Stegun, table 7.1, and the 16 digits that C's erf gives. */
const published = [
  [0.1, 0.1124629160182849],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [1.5, 0.9661051464753108],
  [2, 0.9953222650189527],
  [2.9999, 0.9999778955735178],
  [3, 0.9999779095030014],
  [3.5, 0.9999992569016276],
  [4, 0.9999999845827421],
] as const;

test.each(published)('erf64(%d) is the published value to 15 digits, and odd', (x, value) => {
  expect(Math.abs(erf64(x) - value)).toBeLessThan(1e-15 * 5);
  expect(erf64(-x)).toBe(-erf64(x));
});

test('erf64 keeps zeros and NaN, is 1 far out and 2x/√π close to 0', () => {
  expect([0, -0, NaN, 7, -Infinity].map(erf64)).toEqual([0, -0, NaN, 1, -1]);
  expect(erf64(1e-300)).toBe(1e-300 * 1.1283791670955126);
});
