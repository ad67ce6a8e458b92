import { expect, test } from 'vitest';
import { matmul } from '../operations/linear.js';
import { cast } from '../operations/elementwise.js';
import { hex } from '../testing/bits.js';
import { refusal } from '../testing/refusal.js';
import { randomKey } from './key.js';
import { orthogonal } from './orthogonal.js';

test.each([[5, 5], [3, 8], [8, 3], [64, 64], [1, 1]])('orthogonal [%d, %d] has orthonormal rows or columns', (rows, columns) => {
  const q = cast(orthogonal(randomKey(3), [rows, columns], { gain: 2 }), 'float64');
  const product = matmul(q, q, rows <= columns ? { transposeB: true } : { transposeA: true });
  const size = Math.min(rows, columns);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) expect(product.data[i * size + j]).toBeCloseTo(i === j ? 4 : 0, 5);
});

test('orthogonal gives these bits, on every engine', () => {
  expect(hex(orthogonal(randomKey(0), [2, 2]).data)).toMatchInlineSnapshot(`"bf20ef8b 3f471650 bf471650 bf20ef8b"`);
});

test('orthogonal has no preferred direction: the mean of many is 0', () => {
  let total = 0;
  for (let seed = 0; seed < 2000; seed++) total += orthogonal(randomKey(seed), [3, 3]).data[0];
  expect(Math.abs(total / 2000)).toBeLessThan((4 * Math.sqrt(1 / 3)) / Math.sqrt(2000));
});

test('orthogonal refuses what is no matrix', () => {
  expect(refusal(() => orthogonal(randomKey(0), [3]))).toBe('ShapeError: orthogonal: no matrix: [3]; [rows, columns] is expected');
});
