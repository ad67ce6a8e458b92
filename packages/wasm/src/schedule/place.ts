import { sizeOf } from '@rekur/tensor';
import type { Node } from '../ir/node.js';
import { mapViews, readsOf, writesOf } from '../ir/node.js';
import type { Buffer, View } from '../ir/view.js';
import { isContiguous, mayOverlap, sameView, stridesOf } from '../ir/view.js';

/**
 * Lets a value be computed where it will be copied to.
 *
 *     matmul x = a · b;  map out+0[2,4] = x      →      matmul out+0[2,4] = a · b
 *
 * A copy of a whole scratch buffer goes away if its target can hold the value from its first write on: nothing reads or writes
 * the target in between, and nothing overwrites it while the value is still read.
 */
export function place(nodes: readonly Node[]): Node[] {
  const totals = new Map<Buffer, number>();
  for (const node of nodes) for (const buffer of buffersOf(node)) totals.set(buffer, (totals.get(buffer) ?? 0) + 1);
  return placeBlock(nodes, totals);
}

/** Every buffer that a node touches, once per view. */
function buffersOf(node: Node): Buffer[] {
  return [...readsOf(node), ...writesOf(node)].map(({ buffer }) => buffer);
}

function placeBlock(given: readonly Node[], totals: Map<Buffer, number>): Node[] {
  const nodes: (Node | undefined)[] = given.map((node) => (node.kind === 'loop' ? { ...node, body: placeBlock(node.body, totals) } : node));
  const positions = new Map<Buffer, number[]>();
  const touches = new Map<Buffer, number>();
  nodes.forEach((node, position) => {
    for (const buffer of buffersOf(node as Node)) {
      touches.set(buffer, (touches.get(buffer) ?? 0) + 1);
      const known = positions.get(buffer);
      if (!known) positions.set(buffer, [position]);
      else if (known.at(-1) !== position) known.push(position);
    }
  });
  const isLocal = (buffer: Buffer): boolean => buffer.role === 'scratch' && touches.get(buffer) === totals.get(buffer);

  for (let at = 0; at < nodes.length; at++) {
    const copy = copyOf(nodes[at]);
    if (!copy || !isLocal(copy.source.buffer) || !isWholeBuffer(copy.source)) continue;
    const { source, target } = copy;
    const rebase = rebaser(source, target);
    const where = positions.get(source.buffer) as number[];
    if (!rebase || !mayMove(nodes, where, positions.get(target.buffer) ?? [], at, source.buffer, target, rebase)) continue;
    for (const position of where) {
      const node = nodes[position] as Node;
      nodes[position] = position === at ? undefined : mapViews(node, (view) => (view.buffer === source.buffer ? (rebase(view) as View) : view));
    }
    const merged = [...new Set([...(positions.get(target.buffer) ?? []), ...where])].filter((position) => position !== at).sort((a, b) => a - b);
    positions.set(target.buffer, merged);
    positions.delete(source.buffer);
    // The copy's two views are gone, the source's others are the target's now.
    const gained = (touches.get(source.buffer) as number) - 2;
    touches.set(target.buffer, (touches.get(target.buffer) ?? 0) + gained);
    totals.set(target.buffer, (totals.get(target.buffer) ?? 0) + gained);
    totals.delete(source.buffer);
  }
  return nodes.filter((node) => node !== undefined);
}

/** Source and target of a node that only copies. */
function copyOf(node: Node | undefined): { source: View; target: View } | undefined {
  if (node?.kind !== 'map' || node.instructions.length !== 1 || node.stores.length !== 1) return undefined;
  const [only] = node.instructions;
  return only.kind === 'load' ? { source: only.view, target: node.stores[0].view } : undefined;
}

function isWholeBuffer(view: View): boolean {
  return view.offset === 0 && view.steps.length === 0 && sizeOf(view.shape) === view.buffer.elements && isContiguous(view);
}

function mayMove(
  nodes: readonly (Node | undefined)[],
  where: readonly number[],
  others: readonly number[],
  at: number,
  source: Buffer,
  target: View,
  rebase: (view: View) => View | undefined,
): boolean {
  const first = where[0];
  const last = where[where.length - 1];
  if (first >= at || !beginsWithWrite(nodes[first] as Node, source)) return false;
  // Every access must have a place in the target, one that its node can work with.
  for (const position of where) {
    const node = nodes[position] as Node;
    for (const view of [...readsOf(node), ...writesOf(node)]) if (view.buffer === source && !rebase(view)) return false;
    if (node.kind === 'loop' ? node.body.some((inner) => !accepts(inner, source, rebase)) : !accepts(node, source, rebase)) return false;
  }
  for (const position of others) {
    const node = nodes[position];
    if (!node || position === at || position < first) continue;
    const touched = (views: readonly View[]): View[] => views.filter((view) => mayOverlap(view, target));
    if (position < at) {
      const inPlace = position === first && node.kind === 'map' && touched(writesOf(node)).length === 0;
      if (!inPlace && touched([...readsOf(node), ...writesOf(node)]).length > 0) return false;
      const stored = inPlace ? node.stores.filter(({ view }) => view.buffer === source).map(({ view }) => rebase(view) as View) : [];
      if (inPlace && touched(readsOf(node)).some((read) => !stored.every((view) => sameView(read, view)))) return false;
    } else if (position <= last && touched(writesOf(node)).length > 0) return false;
  }
  return true;
}

/** Whether the first that a node does with a buffer is to write it. */
function beginsWithWrite(node: Node, buffer: Buffer): boolean {
  const touches = (views: readonly View[]): boolean => views.some((view) => view.buffer === buffer);
  if (node.kind !== 'loop') return touches(writesOf(node)) && !touches(readsOf(node));
  const first = node.body.find((inner) => touches(readsOf(inner)) || touches(writesOf(inner)));
  return first !== undefined && beginsWithWrite(first, buffer);
}

/** Kernels of products and gathers write whole rows: the last axis must stay contiguous, for some everything. */
function accepts(node: Node, source: Buffer, rebase: (view: View) => View | undefined): boolean {
  const fits = (view: View, whole: boolean): boolean => {
    if (view.buffer !== source) return true;
    const moved = rebase(view) as View;
    return whole ? isContiguous(moved) : moved.shape.at(-1) === 1 || moved.strides.at(-1) === 1;
  };
  switch (node.kind) {
    case 'map':
    case 'reduce':
      return true;
    case 'matmul':
      return [node.left, node.right, node.target].every((view) => view.buffer !== source || (rebase(view) as View).strides.every((stride) => stride >= 0)) && fits(node.target, false);
    case 'pack':
      return true;
    case 'gather':
      return fits(node.table, false) && fits(node.target, true) && fits(node.indices, true);
    case 'scatterAdd':
      return fits(node.values, false) && fits(node.target, true) && fits(node.indices, true);
    case 'cumulativeSum':
      return fits(node.target, true) && fits(node.source, true);
    case 'clear':
      return fits(node.target, true);
    case 'loop':
      return node.body.every((inner) => accepts(inner, source, rebase));
  }
}

/** Where a view of the source lies in the target. */
function rebaser(source: View, target: View): ((view: View) => View | undefined) | undefined {
  if (target.buffer === source.buffer) return undefined;
  const steps = (view: View): View['steps'] => [...view.steps, ...target.steps];
  if (isContiguous(target)) {
    return (view) => ({ ...view, buffer: target.buffer, offset: view.offset + target.offset, steps: steps(view) });
  }
  // By axes: the view must be a block of the source, axis for axis.
  const shape = source.shape.filter((size) => size !== 1);
  const from = stridesOf(shape);
  const to = target.strides.filter((_, axis) => target.shape[axis] !== 1);
  return (view) => {
    if (view.steps.length > 0) return undefined;
    const axes = [...view.shape.keys()].filter((axis) => view.shape[axis] !== 1);
    if (axes.length !== shape.length || axes.some((axis, index) => view.strides[axis] !== from[index])) return undefined;
    let rest = view.offset;
    let offset = target.offset;
    for (let index = 0; index < from.length; index++) {
      const start = Math.floor(rest / from[index]);
      rest -= start * from[index];
      offset += start * to[index];
    }
    const strides = view.strides.map((_, axis) => (axes.includes(axis) ? to[axes.indexOf(axis)] : 0));
    return { ...view, buffer: target.buffer, offset, strides, steps: steps(view) };
  };
}
