import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot } from './orthogonalize.js';
import { principalComponents, projectOnto } from './principalComponents.js';
import { golden } from './testing/golden.js';
import { matrixOf } from './testing/matrices.js';

test('numpy finds the same mean, variances and axes', () => {
  const { points, mean, variances, axes } = golden.components;
  const found = principalComponents(points, 5);
  found.mean.forEach((value, index) => expect(value).toBeCloseTo(mean[index], 13));
  found.variances.forEach((value, index) => expect(value).toBeCloseTo(variances[index], 12));
  found.axes.forEach((axis, index) => expect(Math.abs(dot(axis, axes[index]))).toBeCloseTo(1, 12));
  expect(found.explained.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 14);
});

test('points on a line have one component, along it', () => {
  const found = principalComponents([[0, 0, 1], [3, 4, 1], [6, 8, 1]]);
  expect(found.axes[0][0]).toBeCloseTo(0.6, 14);
  expect(found.axes[0][1]).toBeCloseTo(0.8, 14);
  expect(found.variances[0]).toBeCloseTo(25, 12);
  expect(found.explained[0]).toBeCloseTo(1, 14);
  expect(projectOnto(found, [[9, 12, 1]])[0][0]).toBeCloseTo(10, 12);
});

test('axes are orthogonal, their largest element is positive, and projections have the variances', () => {
  fc.assert(
    fc.property(matrixOf(9, 4), (points) => {
      const { axes, ...rest } = principalComponents(points, 4);
      axes.forEach((axis, one) => axes.forEach((other, two) => expect(dot(axis, other)).toBeCloseTo(one === two ? 1 : 0, 12)));
      for (const axis of axes) expect(Math.max(...axis)).toBeGreaterThanOrEqual(Math.abs(Math.min(...axis)) - 1e-11);
      const flat = projectOnto({ axes, ...rest }, points);
      rest.variances.forEach((variance, component) => {
        const square = flat.reduce((sum, point) => sum + point[component] ** 2, 0) / (points.length - 1);
        expect(Math.abs(square - variance)).toBeLessThan(1e-10 * Math.max(1, rest.variances[0]));
      });
    }),
  );
});

test('moving all points moves the mean and nothing else', () => {
  fc.assert(
    fc.property(matrixOf(6, 3), fc.double({ min: -5, max: 5, noNaN: true }), (points, by) => {
      const [before, after] = [points, points.map((point) => point.map((value) => value + by))].map((each) => principalComponents(each, 3));
      before.variances.forEach((variance, index) => expect(Math.abs(variance - after.variances[index])).toBeLessThan(1e-10 * Math.max(1, before.variances[0])));
      before.mean.forEach((value, index) => expect(after.mean[index] - value).toBeCloseTo(by, 12));
    }),
  );
});

test('more dimensions than points, as hidden states often are', () => {
  const points = Array.from({ length: 5 }, (_, row) => Array.from({ length: 40 }, (__, column) => Math.sin(row * 40 + column + row * column)));
  const found = principalComponents(points, 6);
  expect(found.explained.slice(0, 4).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(found.explained[4]).toBeLessThan(1e-12);
});

test('points that do not differ explain nothing', () => {
  expect(principalComponents([[1, 2], [1, 2]]).explained).toEqual([0, 0]);
});

test('too few points, counts and dimensions that do not fit are refused', () => {
  expect(() => principalComponents([[1, 2]])).toThrow('principalComponents: too few points: 1; two or more are expected');
  expect(() => principalComponents([[1], [2]], 2)).toThrow('principalComponents: count out of range: 2; a whole number from 1 to 1, the number of dimensions, is expected');
  const found = principalComponents([[1, 2], [2, 1]]);
  expect(() => projectOnto(found, [[1, 2], [1]])).toThrow('projectOnto: wrong dimension: point 1 has 1 numbers; 2 are expected');
});
