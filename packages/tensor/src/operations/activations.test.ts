import { describe, expect, test } from 'vitest';
import { erf64 } from '../float64/erf.js';
import { tensor } from './create.js';
import { gelu, logOnePlus, silu, softplus } from './activations.js';
import { clip } from './elementwise.js';

const points = [-80, -20, -3, -1, -1e-3, 0, 1e-6, 0.5, 2, 20, 100];

/** The greatest relative error in float32 against float64 formulas; where the formula gives 0, the result must be 0 too. */
function worst(f: (x: ReturnType<typeof tensor>) => ReturnType<typeof tensor>, exact: (x: number) => number): number {
  const given = f(tensor(points)).data;
  return Math.max(...points.map((x, index) => {
    const wanted = exact(Math.fround(x));
    return Math.abs(given[index] - wanted) / (Math.abs(wanted) || 1);
  }));
}

describe('activations agree with their formulas', () => {
  test('silu', () => expect(worst(silu, (x) => x / (1 + Math.exp(-x)))).toBeLessThan(4e-7));
  test('softplus, where e^x vanishes beside 1 too', () => {
    expect(worst(softplus, (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))).toBeLessThan(4e-7);
  });
  test('logOnePlus, close to 0 too', () => {
    for (const x of [0, 1e-30, 1e-8, 1e-4, 0.3, 1, 1000]) {
      const exact = Math.log1p(Math.fround(x));
      expect(Math.abs(logOnePlus(tensor(x)).item() - exact)).toBeLessThanOrEqual(exact * 3e-7);
    }
  });
  test('gelu, to the rounding of 1 + erf', () => {
    const given = gelu(tensor(points)).data;
    points.forEach((x, index) => {
      expect(Math.abs(given[index] - 0.5 * x * (1 + erf64(x * Math.SQRT1_2)))).toBeLessThan(Math.max(1, Math.abs(x)) * 2e-7);
    });
  });
});

test('clip keeps what lies between, NaN too', () => {
  expect(clip(tensor([-2, -0.5, 0.5, 2, NaN]), -1, 1).toArray()).toEqual([-1, -0.5, 0.5, 1, NaN]);
  expect(clip(tensor([[1, 9]]), tensor([2, 2]), tensor([3, 4])).toArray()).toEqual([[2, 4]]);
});

test('logOnePlus of ∞ is ∞', () => expect(logOnePlus(tensor([Infinity, NaN])).toArray()).toEqual([Infinity, NaN]));
