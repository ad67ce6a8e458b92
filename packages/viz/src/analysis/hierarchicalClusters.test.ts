import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hierarchicalClusters, type Merge } from './hierarchicalClusters.js';
import { golden } from './testing/golden.js';
import { matrixOf } from './testing/matrices.js';

const linkages = ['average', 'complete', 'ward'] as const;

function itemsOf(id: number, merges: readonly Merge[], items: number): number[] {
  if (id < items) return [id];
  const { left, right } = merges[id - items];
  return [...itemsOf(left, merges, items), ...itemsOf(right, merges, items)];
}

test.each(linkages)('%s linkage: the definition, worked out by numpy, gives the same clusters at the same heights', (linkage) => {
  const { points, [linkage]: expected } = golden.clusters;
  const { merges } = hierarchicalClusters(points, linkage);
  merges.forEach(({ height, size }, index) => {
    const items = itemsOf(points.length + index, merges, points.length).sort((a, b) => a - b);
    expect(items).toEqual(expected[index].items);
    expect(size).toBe(items.length);
    expect(height).toBeCloseTo(expected[index].height, 12);
  });
});

test('four points on a line, by hand', () => {
  const { merges, order } = hierarchicalClusters([[0], [10], [1], [12]], 'average');
  expect(merges).toEqual([
    { left: 0, right: 2, height: 1, size: 2 },
    { left: 1, right: 3, height: 2, size: 2 },
    { left: 4, right: 5, height: 10.5, size: 4 },
  ]);
  expect(order).toEqual([0, 2, 1, 3]);
  expect(hierarchicalClusters([[0], [10], [1], [12]], 'complete').merges[2].height).toBe(12);
  expect(hierarchicalClusters([[0], [10], [1], [12]], 'ward').merges[2].height).toBeCloseTo(Math.SQRT2 * 10.5, 14);
});

test('heights never fall, every cluster stands together in the order, and each item is there once', () => {
  fc.assert(
    fc.property(matrixOf(9, 2), fc.constantFrom(...linkages), (points, linkage) => {
      const { merges, order } = hierarchicalClusters(points, linkage);
      expect([...order].sort((a, b) => a - b)).toEqual(points.map((_, item) => item));
      merges.forEach(({ height }, index) => {
        if (index > 0) expect(height).toBeGreaterThanOrEqual(merges[index - 1].height - 1e-9);
        const places = itemsOf(points.length + index, merges, points.length).map((item) => order.indexOf(item));
        expect(Math.max(...places) - Math.min(...places) + 1).toBe(places.length);
      });
    }),
  );
});

test('clusters do not depend on where the origin is', () => {
  const { points } = golden.clusters;
  const moved = points.map((point) => point.map((value) => value + 7));
  for (const linkage of linkages) expect(hierarchicalClusters(moved, linkage).order).toEqual(hierarchicalClusters(points, linkage).order);
});

test('fewer than two items are refused', () => {
  expect(() => hierarchicalClusters([[1, 2]])).toThrow('hierarchicalClusters: too few items: 1; two or more are expected');
});
