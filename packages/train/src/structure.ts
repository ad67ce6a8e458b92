import type { Tree } from '@rekur/tensor';
import { describe, Tensor, ValueError } from '@rekur/tensor';

/** A tree as JSON, with null for each tensor: what its dotted paths do not say (arrays, branches without leaves). */
export function structureOf(tree: Tree): unknown {
  if (tree instanceof Tensor) return null;
  if (Array.isArray(tree)) return tree.map(structureOf);
  return Object.fromEntries(Object.entries(tree).map(([key, child]) => [key, structureOf(child)]));
}

/**
 * The tree of a structure, each tensor read by its dotted path. Keys of JavaScript's own objects are plain keys.
 * @throws ValueError for what no tree has as its structure
 */
export function fillStructure(structure: unknown, read: (path: string) => Tensor, path = ''): Tree {
  if (structure === null) return read(path);
  if (typeof structure !== 'object') {
    throw new ValueError(describe('structure', 'not a tree', `'${path}' is ${JSON.stringify(structure)}`, 'null for a tensor, arrays and objects are expected'));
  }
  const child = (key: string, value: unknown): Tree => fillStructure(value, read, path ? `${path}.${key}` : key);
  if (Array.isArray(structure)) return structure.map((value, index) => child(String(index), value));
  return Object.fromEntries(Object.entries(structure).map(([key, value]) => [key, child(key, value)]));
}

/** Whether JSON gives the value back as it was. */
export function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return Array.from(value as unknown[]).every(isJson);
  const isPlain = typeof value === 'object' && Object.prototype.toString.call(value) === '[object Object]' && !('toJSON' in value);
  return isPlain && Object.values(value).every(isJson);
}
