import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eigenvalues } from './eigenvalues.js';
import { singularValues } from './singularValues.js';
import { golden } from './testing/golden.js';
import { anyMatrix, matrixOf, product, reflection, transpose } from './testing/matrices.js';

test.each(golden.spectra)('numpy finds the same singular values: $name', ({ matrix, singularValues: expected }) => {
  const found = singularValues(matrix);
  expect(found).toHaveLength(expected.length);
  found.forEach((value, index) => expect(Math.abs(value - expected[index])).toBeLessThan(1e-13 * Math.max(1, expected[0])));
});

test('a matrix and its transpose have the same ones, in falling order, and their squares add up to those of the elements', () => {
  fc.assert(
    fc.property(anyMatrix(), (matrix) => {
      const found = singularValues(matrix);
      const size = Math.max(1, found[0]);
      singularValues(transpose(matrix)).forEach((value, index) => expect(Math.abs(value - found[index])).toBeLessThan(1e-12 * size));
      expect([...found].sort((a, b) => b - a)).toEqual(found);
      const squares = matrix.flat().reduce((sum, value) => sum + value * value, 0);
      expect(Math.abs(found.reduce((sum, value) => sum + value * value, 0) - squares)).toBeLessThanOrEqual(1e-12 * squares);
    }),
  );
});

test('their squares are the eigenvalues of AᵀA', () => {
  fc.assert(
    fc.property(matrixOf(6, 4), (matrix) => {
      const squares = singularValues(matrix).map((value) => value * value);
      eigenvalues(product(transpose(matrix), matrix)).forEach(({ re }, index) => expect(Math.abs(re - squares[index])).toBeLessThan(1e-11 * Math.max(1, squares[0])));
    }),
  );
});

test('a reflection changes none of them', () => {
  fc.assert(
    fc.property(matrixOf(5, 5), fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: 5, maxLength: 5 }), (matrix, vector) => {
      const found = singularValues(matrix);
      singularValues(product(reflection(vector), matrix)).forEach((value, index) => expect(Math.abs(value - found[index])).toBeLessThan(1e-12 * Math.max(1, found[0])));
    }),
  );
});

test('numbers near the ends of the range of doubles do not overflow', () => {
  expect(singularValues([[3e200, 0], [0, 4e200]])).toEqual([4e200, 3e200]);
  expect(singularValues([[3e-200, 0], [0, 4e-200]])[0]).toBeCloseTo(4e-200, 210);
});

test('typed arrays are rows too', () => {
  expect(singularValues([Float32Array.of(3, 0), Float32Array.of(0, -2)])).toEqual([3, 2]);
});

test('what is no matrix is refused', () => {
  expect(() => singularValues([])).toThrow('singularValues: empty matrix: [0, 0]; at least one row and one column are expected');
  expect(() => singularValues([[1, 2], [3]])).toThrow('singularValues: ragged matrix: row 1 has 1 numbers, row 0 has 2; rows of one length are expected');
  expect(() => singularValues([[1, NaN]])).toThrow('singularValues: not a finite number: NaN in row 0, column 1; finite numbers are expected');
});
