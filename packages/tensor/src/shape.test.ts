import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Shape } from './shape.js';
import { broadcastShapes, formatShape, formatType, normalizeAxis, sameShape, sizeOf, stridesOf } from './shape.js';
import { refusal } from './testing/refusal.js';

const shape = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 });
const broadcast = (a: Shape, b: Shape): string => refusal(() => {
  throw new Error(formatShape(broadcastShapes('add', a, b)));
});

test('shapes are written with their sizes, and dtypes before them', () => {
  expect([formatShape([]), formatShape([32, 128]), formatType({ shape: [2], dtype: 'int32' })]).toEqual(['[]', '[32, 128]', 'int32[2]']);
  expect([sizeOf([]), sizeOf([2, 3]), sizeOf([2, 0])]).toEqual([1, 6, 0]);
  expect([stridesOf([]), stridesOf([2, 3, 4])]).toEqual([[], [12, 4, 1]]);
  expect([sameShape([2], [2]), sameShape([2], [2, 1]), sameShape([2, 3], [3, 2])]).toEqual([true, false, false]);
});

describe('broadcastShapes', () => {
  test('aligns at the last axis and stretches sizes of 1', () => {
    expect(broadcastShapes('add', [2, 1, 3], [4, 1])).toEqual([2, 4, 3]);
    expect(broadcastShapes('add', [], [5])).toEqual([5]);
    expect(broadcastShapes('add', [1], [0])).toEqual([0]);
  });

  test('has the same result, or refuses, in either order', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const [ab, ba] = [broadcast(a, b), broadcast(b, a)];
        expect(ab.startsWith('Error') ? ab : 'refused').toBe(ba.startsWith('Error') ? ba : 'refused');
      }),
    );
  });

  test('leaves a shape beside itself and beside a scalar', () => {
    fc.assert(
      fc.property(shape, (a) => {
        expect([broadcastShapes('add', a, a), broadcastShapes('add', [], a)]).toEqual([a, a]);
      }),
    );
  });
});

describe('normalizeAxis', () => {
  test('counts negative axes from the back', () => {
    expect([0, 1, -1, -2].map((axis) => normalizeAxis('sum', axis, [2, 3]))).toEqual([0, 1, 1, 0]);
  });

  test.each([2, -3, 0.5, NaN])('refuses %d of two axes', (axis) => {
    expect(refusal(() => normalizeAxis('sum', axis, [2, 3]))).toBe(
      `ShapeError: sum: no such axis: axis ${axis} of [2, 3]; an axis must be an integer from -2 to 1`,
    );
  });
});
