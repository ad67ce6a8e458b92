import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp64, log64 } from './math64.js';

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** The place of a double among all doubles in order: neighbours differ by 1. */
function place(x: number): bigint {
  float[0] = x;
  return bits[0] < 0n ? -(bits[0] & 0x7fffffffffffffffn) : bits[0];
}

function ulps(a: number, b: number): bigint {
  const distance = place(a) - place(b);
  return distance < 0n ? -distance : distance;
}

test('exp64 is within 1 ulp of Math.exp', () => {
  fc.assert(
    fc.property(fc.double({ min: -746, max: 710, noNaN: true }), (x) => {
      expect(ulps(exp64(x), Math.exp(x))).toBeLessThanOrEqual(1n);
    }),
    { numRuns: 5000 },
  );
  for (let x = -40; x < 40; x += 0.0137) expect(ulps(exp64(x), Math.exp(x))).toBeLessThanOrEqual(1n);
});

test('log64 is within 1 ulp of Math.log', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(ulps(log64(x), Math.log(x))).toBeLessThanOrEqual(1n);
    }),
    { numRuns: 5000 },
  );
  for (let x = 0.01; x < 20; x += 0.00337) expect(ulps(log64(x), Math.log(x))).toBeLessThanOrEqual(1n);
});

test('exp64 and log64 have these bits on every engine', () => {
  expect([0.1, -3.7, 100.25, 700, -740].map(exp64)).toEqual([1.1051709180756477, 0.024723526470339388, 3.451610733125924e43, 1.0142320547350045e304, 4.2e-322]);
  expect([0.1, 3.7, 1e-310, 1e300, 1.0000001].map(log64)).toEqual([-2.3025850929940455, 1.308332819650179, -713.8013788281542, 690.7755278982137, 9.999999505838704e-8]);
});

test.each([
  [0, 1],
  [-0, 1],
  [1, Math.E],
  [Infinity, Infinity],
  [-Infinity, 0],
  [NaN, NaN],
  [709.782712893384, 1.7976931348622732e308],
  [709.7827128933841, Infinity],
  [-745.1332191019411, 5e-324],
  [-745.1332191019412, 0],
  [1e-10, 1.0000000001],
])('exp64(%d) is %d', (x, expected) => {
  expect(exp64(x)).toBe(expected);
});

test.each([
  [1, 0],
  [0, -Infinity],
  [-0, -Infinity],
  [-1, NaN],
  [Infinity, Infinity],
  [NaN, NaN],
  [Math.E, 1],
  [5e-324, -744.4400719213812],
  [Number.MAX_VALUE, 709.782712893384],
])('log64(%d) is %d', (x, expected) => {
  expect(log64(x)).toBe(expected);
});
