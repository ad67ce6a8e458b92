import { describe, expect, test } from 'vitest';
import { foldIn, randomKey, type Tensor } from '@rekur/tensor';
import { constantInitializer, identityInitializer, orthogonalInitializer, rowBlocksInitializer, uniformInitializer } from './initializers.js';

const key = randomKey(6);
const rowsOf = (value: Tensor): number[][] => value.toArray() as number[][];
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((total, value, index) => total + value * b[index], 0);
const transposed = (rows: readonly number[][]): number[][] => rows[0].map((_, column) => rows.map((row) => row[column]));

describe('orthogonalInitializer', () => {
  test('rows of a wide and columns of a tall matrix are orthonormal, times the gain', () => {
    for (const shape of [[3, 8], [8, 3], [5, 5]]) {
      const rows = rowsOf(orthogonalInitializer(2)(key, shape));
      const vectors = shape[0] < shape[1] ? rows : transposed(rows);
      vectors.forEach((a, i) => vectors.forEach((b, j) => expect(dot(a, b)).toBeCloseTo(i === j ? 4 : 0, 6)));
    }
  });

  test('the same key gives the same bits, another key others', () => {
    const first = orthogonalInitializer()(key, [6, 6]);
    expect(orthogonalInitializer()(key, [6, 6]).data).toEqual(first.data);
    expect(orthogonalInitializer()(randomKey(7), [6, 6]).data).not.toEqual(first.data);
    expect(first.dtype).toBe('float32');
  });

  test('refuses what is no matrix', () => {
    expect(() => orthogonalInitializer()(key, [4])).toThrow('orthogonal: no matrix: [4]; [rows, columns] is expected');
  });
});

describe('identityInitializer', () => {
  test('puts its scale on the diagonal', () => {
    expect(identityInitializer()(key, [2, 2]).toArray()).toEqual([[1, 0], [0, 1]]);
    expect(identityInitializer(0.5)(key, [2, 3]).toArray()).toEqual([[0.5, 0, 0], [0, 0.5, 0]]);
    expect(identityInitializer(2)(key, [3, 1]).toArray()).toEqual([[2], [0], [0]]);
  });

  test('refuses what is no matrix', () => {
    expect(() => identityInitializer()(key, [2, 2, 2])).toThrow('identityInitializer: no matrix: [2, 2, 2]; [rows, columns] is expected');
  });
});

describe('rowBlocksInitializer', () => {
  test('draws every block by itself, each from a key of its own', () => {
    const blocks = rowsOf(rowBlocksInitializer(orthogonalInitializer(), 3)(key, [6, 2]));
    for (const index of [0, 1, 2]) {
      expect(blocks.slice(2 * index, 2 * index + 2)).toEqual(rowsOf(orthogonalInitializer()(foldIn(key, index), [2, 2])));
    }
    expect(new Set(blocks.flat()).size).toBeGreaterThan(4);
    expect(rowBlocksInitializer(uniformInitializer(1), 2)(key, [4]).shape).toEqual([4]);
  });

  test('refuses rows that do not divide', () => {
    expect(() => rowBlocksInitializer(constantInitializer(0), 4)(key, [6, 2])).toThrow(
      'rowBlocksInitializer: rows do not divide: [6, 2]; a first axis of 4 equal blocks is expected',
    );
  });
});
