import { describe, expect, test } from 'vitest';
import { tensor, zeros } from './operations/create.js';
import { mul } from './operations/elementwise.js';
import type { Tensor } from './tensor.js';
import { refusal } from './testing/refusal.js';
import type { Tree } from './tree.js';
import { flattenTree, mapTree, rebuildTree } from './tree.js';

const tree = { layers: [{ weight: tensor(1), bias: tensor(2) }, { weight: tensor(3), bias: tensor(4) }], head: { bias: tensor(5) }, empty: [] };
const unchecked = (values: unknown): Tree => values as Tree;

describe('a tree', () => {
  test('has leaves with dotted paths, in order of the keys', () => {
    expect(flattenTree(tree).map(({ path, value }) => `${path} ${value.item()}`)).toEqual([
      'layers.0.weight 1',
      'layers.0.bias 2',
      'layers.1.weight 3',
      'layers.1.bias 4',
      'head.bias 5',
    ]);
    expect(flattenTree(tensor(7)).map(({ path }) => path)).toEqual(['']);
    expect(flattenTree([])).toEqual([]);
  });

  test('is mapped leaf by leaf, with paths, to one of the same structure', () => {
    const paths: string[] = [];
    const twice = mapTree(tree, (value, path) => {
      paths.push(path);
      return mul(value, 2);
    });
    expect(paths).toEqual(flattenTree(tree).map(({ path }) => path));
    expect([twice.layers[1].weight.item(), twice.head.bias.item(), twice.empty]).toEqual([6, 10, []]);
    expect(tree.layers[1].weight.item()).toBe(3);
  });

  test('is built again from its leaves', () => {
    const rebuilt = rebuildTree(tree, flattenTree(tree).map(({ value }) => value));
    expect(Object.keys(rebuilt)).toEqual(['layers', 'head', 'empty']);
    expect(rebuilt.layers[0].bias).toBe(tree.layers[0].bias);
  });

  test('is not built from fewer or more leaves', () => {
    const form = (count: number): string => `ValueError: rebuildTree: leaves do not fit the tree: ${count} leaves; 5 are expected`;
    expect(refusal(() => rebuildTree(tree, [zeros([])]))).toBe(form(1));
    expect(refusal(() => rebuildTree(tree, new Array<Tensor>(6).fill(zeros([]))))).toBe(form(6));
  });

  test.each([
    ['a number', { layers: [{ weight: 5 }] }, 'layers.0.weight is Number'],
    ['nothing', { bias: undefined }, 'bias is Undefined'],
    ['null', null, 'the tree is Null'],
    ['a typed array', [new Float32Array(2)], '0 is Float32Array'],
    ['a Map, whose entries would be passed over', { states: new Map() }, 'states is Map'],
  ])('does not hold %s', (_, values, given) => {
    const expected = `ValueError: tree: not a tensor: ${given}; tensors, arrays and plain objects are expected`;
    expect(refusal(() => flattenTree(unchecked(values)))).toBe(expected);
    expect(refusal(() => mapTree(unchecked(values), (value) => value))).toBe(expected);
  });
});
