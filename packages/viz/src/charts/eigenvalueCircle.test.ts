import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { eigenvalueCircle } from './eigenvalueCircle.js';

const before = { name: 'before', values: [{ re: 0.6, im: 0.7 }, { re: 0.6, im: -0.7 }, { re: -0.2, im: 0 }] };
const after = { name: 'after', values: [{ re: 0.9, im: 1.2 }, { re: 0.9, im: -1.2 }, { re: 1.1, im: 0 }] };

test('eigenvalues are drawn in every look', async () => {
  await expectEveryLook((options) => eigenvalueCircle({ matrices: [before] }, options));
  await expectEveryLook((options) => eigenvalueCircle({ matrices: [before, after] }, options));
});

test('both axes have the same length and domain, which holds the circle and every value', () => {
  const { spec } = eigenvalueCircle({ matrices: [after] }, { width: 400 });
  const [plot] = (spec as unknown as { vconcat: { width: number; height: number; layer: { encoding: Record<'x' | 'y', { scale: { domain: number[] } }> }[] }[] }).vconcat;
  expect(plot.width).toBe(plot.height);
  const [{ x, y }] = plot.layer.map(({ encoding }) => encoding);
  expect(x.scale.domain).toEqual(y.scale.domain);
  expect(x.scale.domain[1]).toBeGreaterThan(1.5);
});

test('the description tells the spectral radius, and how many lie outside of the unit circle', () => {
  expect(eigenvalueCircle({ matrices: [after] }).description).toBe('Eigenvalues in the complex plane. spectral radius 1.5, 3 of 3 outside the unit circle.');
  expect(eigenvalueCircle({ matrices: [before, after] }, { language: 'ko' }).description).toBe(
    '복소평면의 고유값. before: 스펙트럼 반지름 0.922, 3개 중 0개가 단위원 밖; after: 스펙트럼 반지름 1.5, 3개 중 3개가 단위원 밖.',
  );
});

test('matrices without values, and values that are not finite, are refused', () => {
  expect(() => eigenvalueCircle({ matrices: [{ name: 'W', values: [] }] })).toThrow('eigenvalueCircle: nothing to draw: W is empty');
  expect(() => eigenvalueCircle({ matrices: [{ name: 'W', values: [{ re: 1, im: NaN }] }] })).toThrow('eigenvalueCircle: a value cannot be drawn: imaginary part of W[0] is NaN');
});
