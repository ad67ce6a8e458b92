import { describe, expect, test } from 'vitest';
import { contrastRatio, relativeLuminance } from './contrast.js';
import { themes } from './theme.js';

describe.each(Object.values(themes))('the $mode theme', (theme) => {
  const { surface, raised, ink, muted, accent, series, sequential, diverging } = theme;

  test.each([surface, raised])('has texts of 4.5:1 on %s', (background) => {
    for (const color of [ink, muted]) expect(contrastRatio(color, background), color).toBeGreaterThanOrEqual(4.5);
  });

  test.each([surface, raised])('has marks of 3:1 on %s', (background) => {
    for (const color of [accent, ...series]) expect(contrastRatio(color, background), color).toBeGreaterThanOrEqual(3);
  });

  test('has eight series colours, all different', () => {
    expect(new Set(series).size).toBe(8);
  });

  test('has amounts whose distance from the surface in lightness only grows', () => {
    const distances = sequential.map((color) => Math.abs(relativeLuminance(color) - relativeLuminance(surface)));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });

  test('has diverging colours with the surface in the middle and ends that stand out equally', () => {
    expect(diverging[(diverging.length - 1) / 2]).toBe(surface);
    const [low, high] = [diverging[0], diverging[diverging.length - 1]].map((color) => contrastRatio(color, surface));
    expect(Math.max(low, high) / Math.min(low, high)).toBeLessThan(1.35);
  });
});
