import { expect, test } from 'vitest';
import { hierarchicalClusters } from '../analysis/hierarchicalClusters.js';
import { expectEveryLook } from '../testing/everyLook.js';
import { dendrogram } from './dendrogram.js';

const labels = ['cat', 'eat', 'dog', 'sleep', 'an unusually long name of an item that is cut'];
const clusters = hierarchicalClusters([[0, 0], [9, 0], [0, 1], [9, 2], [4, 4]]);
const groups = ['noun', 'verb', 'noun', 'verb', 'none'];

test('trees are drawn in every look, with every label', async () => {
  const svgs = await expectEveryLook((options) => dendrogram({ labels, clusters, groups }, options));
  for (const svg of svgs) for (const label of labels.slice(0, 4)) expect(svg).toContain(`>${label}</text>`);
  await expectEveryLook((options) => dendrogram({ labels, clusters }, options));
});

test('the figure grows by a row for each item', () => {
  const heightOf = (items: number): number => {
    const points = Array.from({ length: items }, (_, index) => [index ** 2]);
    const { spec } = dendrogram({ labels: points.map(String), clusters: hierarchicalClusters(points) });
    return (spec as unknown as { vconcat: { height: number }[] }).vconcat[0].height;
  };
  expect(heightOf(40) - heightOf(39)).toBe(15);
});

test('items that are all the same make a tree of no height', async () => {
  await expectEveryLook((options) => dendrogram({ labels: ['a', 'b'], clusters: hierarchicalClusters([[1], [1]]) }, options));
});

test('the description names the items in the order of the tree', () => {
  expect(dendrogram({ labels: ['a', 'b', 'c'], clusters: hierarchicalClusters([[0], [5], [1]]) }).description).toBe(
    "Tree of 3 items; the last two clusters are 4.5 from each other. In the tree's order: a, c, b.",
  );
});

test('labels, groups and merges that do not fit each other are refused', () => {
  expect(() => dendrogram({ labels: labels.slice(1), clusters })).toThrow('dendrogram: ragged data: order has 5 items; expected 4');
  expect(() => dendrogram({ labels, clusters, groups: ['noun'] })).toThrow('dendrogram: ragged data: groups has 1 items; expected 5');
  expect(() => dendrogram({ labels: ['a', 'b'], clusters: { order: [0, 1], merges: [{ left: 0, right: 2, height: 1, size: 2 }] } })).toThrow(
    'dendrogram: merge of what is not there: merge 0 names 2; items and merges before it, 0 to 1, are expected',
  );
  expect(() => dendrogram({ labels: ['a'], clusters: { order: [0], merges: [] } })).toThrow('dendrogram: too few items: 1; two or more are expected');
});
