import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Complex, eigenvalues } from './eigenvalues.js';
import { golden } from './testing/golden.js';
import { product, reflection, squareMatrix } from './testing/matrices.js';

const times = (a: Complex, b: Complex): Complex => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });
const size = ({ re, im }: Complex): number => Math.hypot(re, im);

const squares = golden.spectra.filter((spectrum) => spectrum.eigenvalues !== undefined);

test.each(squares)('numpy finds the same eigenvalues: $name', ({ name, matrix, eigenvalues: expected = [] }) => {
  const found = eigenvalues(matrix);
  expect(found).toHaveLength(expected.length);
  // Each takes the nearest that is left. Six zeros of a matrix of rank 2 are ill-conditioned: its seventh digit is noise.
  const left = expected.map(([re, im]) => ({ re, im }));
  for (const value of found) {
    const distances = left.map(({ re, im }) => Math.hypot(re - value.re, im - value.im));
    const nearest = distances.indexOf(Math.min(...distances));
    expect(distances[nearest]).toBeLessThan(name.startsWith('rank') ? 1e-7 : 1e-12);
    left.splice(nearest, 1);
  }
});

test.each(squares)('their sum is the trace, their product the determinant: $name', ({ matrix, trace = NaN, determinant = NaN }) => {
  const found = eigenvalues(matrix);
  expect(found.reduce((sum, { re }) => sum + re, 0)).toBeCloseTo(trace, 11);
  expect(found.reduce((sum, { im }) => sum + im, 0)).toBe(0);
  const all = found.reduce(times, { re: 1, im: 0 });
  expect(Math.abs(all.re - determinant)).toBeLessThan(1e-11 * Math.max(1, Math.abs(determinant)));
});

test('their sum is the trace, and the largest comes first', () => {
  fc.assert(
    fc.property(squareMatrix(), (matrix) => {
      const found = eigenvalues(matrix);
      const trace = matrix.reduce((sum, row, index) => sum + row[index], 0);
      expect(Math.abs(found.reduce((sum, { re }) => sum + re, 0) - trace)).toBeLessThan(1e-11 * Math.max(1, size(found[0])));
      expect(found.map(size)).toEqual(found.map(size).sort((a, b) => b - a));
      expect(found.filter(({ im }) => im > 0)).toHaveLength(found.filter(({ im }) => im < 0).length);
    }),
  );
});

test('those of A² are the squares: the sum of the squares is the trace of A²', () => {
  fc.assert(
    fc.property(squareMatrix(), (matrix) => {
      const found = eigenvalues(matrix);
      const trace = product(matrix, matrix).reduce((sum, row, index) => sum + row[index], 0);
      const sum = found.reduce((all, value) => all + times(value, value).re, 0);
      const scale = matrix.flat().reduce((all, value) => all + value * value, 0);
      expect(Math.abs(sum - trace)).toBeLessThanOrEqual(1e-11 * Math.max(1e-280, scale));
    }),
  );
});

test('a change of basis keeps the sums of their squares and cubes', () => {
  fc.assert(
    fc.property(squareMatrix(6), fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: 6, maxLength: 6 }), (matrix, vector) => {
      const mirror = reflection(vector.slice(0, matrix.length));
      const powers = (of: number[][]): number[] =>
        [2, 3].map((power) => eigenvalues(of).reduce((sum, value) => sum + new Array<Complex>(power).fill(value).reduce(times).re, 0));
      const [before, after] = [powers(matrix), powers(product(mirror, product(matrix, mirror)))];
      const scale = Math.max(1, ...matrix.flat().map(Math.abs)) * matrix.length;
      before.forEach((value, index) => expect(Math.abs(value - after[index])).toBeLessThan(1e-11 * scale ** (index + 2)));
    }),
  );
});

test('a cyclic shift of eight, on which plain shifts go in circles, has the eight roots of one', () => {
  const shift = Array.from({ length: 8 }, (_, row) => Array.from({ length: 8 }, (__, column) => (column === (row + 1) % 8 ? 1 : 0)));
  const found = eigenvalues(shift);
  for (const value of found) {
    let power: Complex = { re: 1, im: 0 };
    for (let step = 0; step < 8; step++) power = times(power, value);
    expect(power.re).toBeCloseTo(1, 12);
    expect(power.im).toBeCloseTo(0, 12);
  }
  const angles = found.map(({ re, im }) => Math.round((Math.atan2(im, re) / Math.PI) * 4));
  expect(angles.map((angle) => (angle + 8) % 8).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('a large matrix converges: 96 units', () => {
  const matrix = Array.from({ length: 96 }, (_, row) => Array.from({ length: 96 }, (__, column) => Math.sin(1 + row * 12.9898 + column * 78.233 + row * column)));
  const found = eigenvalues(matrix);
  const trace = matrix.reduce((sum, row, index) => sum + row[index], 0);
  expect(found).toHaveLength(96);
  expect(found.reduce((sum, { re }) => sum + re, 0)).toBeCloseTo(trace, 10);
});

test('tiny numbers far apart converge too', () => {
  const first = [[-9.497757772964545e-41, 0, 0, 0], [1.6543612251060553e-24, 0, 0, 0], [-6.401949487736988e-167, 0, 0, 0], [0, 0, -4.025420286601101e-40, 0]];
  for (const { re, im } of eigenvalues(first)) expect(Math.hypot(re, im)).toBeLessThan(1e-30);
  const second = [[-2e-62, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, -4e-137, 0, 0, 0], [0, 0, 0, 0, 2e-193], [0, 0, -5e-324, 0, 0]];
  expect(eigenvalues(second)[0].re).toBeCloseTo(-2e-62, 75);
  expect(eigenvalues([[0, 4e200], [-4e200, 0]])).toEqual([{ re: 0, im: 4e200 }, { re: 0, im: -4e200 }]);
});

test('what is no square matrix is refused', () => {
  expect(() => eigenvalues([[1, 2]])).toThrow('eigenvalues: not a square matrix: [1, 2]; as many rows as columns are expected');
  expect(() => eigenvalues([[Infinity]])).toThrow('eigenvalues: not a finite number: Infinity in row 0, column 0; finite numbers are expected');
});
