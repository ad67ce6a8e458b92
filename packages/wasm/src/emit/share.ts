import { sizeOf } from '@rekur/tensor';
import type { LoopNode, Node } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import type { Buffer, View } from '../ir/view.js';
import { extent } from '../ir/view.js';
import { panelsOf } from './matmul.js';
import type { Target } from './scope.js';

/**
 * How threads share a node, or that one thread does all. The places along its first axis are cut into a stretch for each thread. The
 * beginning of a stretch is its thread's own, which lies in the same core's cache from node to node; the rest goes in pieces to whoever
 * is free, since cores are seldom equally fast. So at first threads also stay away from each other: a core that reads ahead into what
 * another one writes is a brake on both.
 */
export type Share = { readonly rows: number; readonly stretch: number; readonly own: number; readonly piece: number } | 'one';

/** The part of a stretch that is nobody's own. A loop is cheaper in few parts: it goes through all weights for each. */
const LEFT_OF_NODE = 1 / 2;
const LEFT_OF_LOOP = 1 / 4;
/** At most so many pieces of a stretch. */
const PIECES = 4;

/** All in whole units. */
function divided(rows: number, unit: number, threads: number, left: number): Share {
  const stretch = Math.ceil(Math.ceil(rows / unit) / threads);
  const own = Math.floor(stretch * (1 - left));
  const piece = Math.max(1, Math.ceil((stretch - own) / PIECES));
  return { rows, stretch: stretch * unit, own: own * unit, piece: piece * unit };
}

/** Below so many elements waking others takes longer than the work. */
const FEWEST_ELEMENTS = 4096;

/** The places along a node's first axis that a call of its function may be given. */
export function rowsOf(node: Exclude<Node, LoopNode>, target: Target): number {
  switch (node.kind) {
    case 'map':
      return node.shape.length === 0 ? 1 : node.shape[0];
    case 'reduce':
      return node.shape.length === 0 || node.axes.includes(0) ? 1 : node.shape[0];
    case 'matmul':
      return node.left.shape[0] === 1 ? node.left.shape[1] : node.left.shape[0];
    case 'pack':
      return panelsOf(node, target.tile);
    case 'gather':
      return node.indices.shape[0];
    case 'scatterAdd':
    case 'cumulativeSum':
    case 'clear':
      return 1;
  }
}

export function shareOf(node: Exclude<Node, LoopNode>, target: Target): Share {
  const rows = rowsOf(node, target);
  if (rows < 2 || workOf(node) < FEWEST_ELEMENTS) return 'one';
  const unit = node.kind === 'matmul' && node.left.shape[0] === 1 ? target.tile.rows : node.kind === 'map' && node.shape.length === 1 ? 16 : 1;
  return divided(rows, unit, target.threads, LEFT_OF_NODE);
}

/** Multiply-adds, or what takes about as long, that threads may share when they run these nodes. */
export function sharedWork(nodes: readonly Node[], target: Target): number {
  const shared = (node: Node): number => {
    if (node.kind !== 'loop') return shareOf(node, target) === 'one' ? 0 : workOf(node);
    return shareOfLoop(node, target) === 'one' ? 0 : workOfLoop(node);
  };
  return nodes.reduce((sum, node) => sum + shared(node), 0);
}

function workOfLoop({ tripCount, capacity, body }: LoopNode): number {
  const once = body.reduce((sum, node) => sum + (node.kind === 'loop' ? workOfLoop(node) : workOf(node)), 0);
  return once * (typeof tripCount === 'number' ? Math.min(tripCount, capacity) : capacity);
}

export function shareOfLoop(loop: LoopNode, target: Target): Share {
  const rows = target.threads === 1 ? undefined : independentRows(loop, target);
  if (rows === undefined) return 'one';
  return divided(rows, rows >= target.threads * target.tile.rows ? target.tile.rows : 1, target.threads, LEFT_OF_LOOP);
}

function workOf(node: Exclude<Node, LoopNode>): number {
  switch (node.kind) {
    case 'map':
    case 'reduce':
      return sizeOf(node.shape) * Math.max(1, node.instructions.length / 4);
    case 'matmul':
      return sizeOf(node.left.shape) * node.right.shape[2];
    case 'pack':
      return node.panels.elements;
    case 'gather':
      return sizeOf(node.target.shape);
    case 'scatterAdd':
    case 'cumulativeSum':
    case 'clear':
      return 0;
  }
}

/**
 * The number of rows (of the batch, mostly) that a loop keeps apart from its first step to its last, so that threads may run it for
 * some rows each without waiting for each other; undefined if that is not proved. Every node of the body must go over these rows,
 * and whatever the body writes must be divided into rows in one way by all that touch it.
 */
export function independentRows(loop: LoopNode, target: Target): number | undefined {
  const nodes = leavesOf(loop);
  const [first] = nodes;
  if (!first) return undefined;
  const rows = rowsOf(first, target);
  if (rows < 2) return undefined;
  for (const node of nodes) {
    if (rowsOf(node, target) !== rows || node.kind === 'pack') return undefined;
    if (node.kind === 'matmul' && node.left.shape[0] !== 1) return undefined;
  }
  const touched = new Map<Buffer, View[]>();
  for (const node of nodes) {
    for (const view of [...readsOf(node), ...writesOf(node)]) {
      const known = touched.get(view.buffer);
      if (known) known.push(view);
      else touched.set(view.buffer, [view]);
    }
  }
  const written = new Set(nodes.flatMap(writesOf).map(({ buffer }) => buffer));
  // Every row of a product needs all of its right factor, and a row of a gather any row of its table.
  for (const node of nodes) {
    const common = node.kind === 'matmul' ? node.right : node.kind === 'gather' ? node.table : undefined;
    if (common && written.has(common.buffer)) return undefined;
  }
  for (const buffer of written) if (!sameRows(touched.get(buffer) as View[], rows)) return undefined;
  return rows;
}

function leavesOf(loop: LoopNode): Exclude<Node, LoopNode>[] {
  return loop.body.flatMap((node) => (node.kind === 'loop' ? leavesOf(node) : [node]));
}

/** Whether all views of a buffer divide it into rows in the same way: element (r, …) lies in row r. */
export function sameRows(views: readonly View[], rows: number): boolean {
  const places = views.map((view) => placeOfRows(view, rows));
  const [first] = places;
  return first !== undefined && places.every((place) => place !== undefined && place.stride === first.stride && place.start === first.start);
}

function placeOfRows(view: View, rows: number): { stride: number; start: number } | undefined {
  // A product's target has an axis of one matrix in front.
  const skip = view.shape[0] === 1 && view.shape[1] === rows ? 1 : 0;
  const stride = view.strides[skip];
  if (view.shape[skip] !== rows || !(stride > 0)) return undefined;
  const inner = extent({ ...view, shape: view.shape.slice(skip + 1), strides: view.strides.slice(skip + 1) });
  const start = Math.floor(inner.first / stride) * stride;
  if (inner.last - start >= stride || view.steps.some((step) => step.stride % (stride * rows) !== 0)) return undefined;
  return { stride, start: start % (stride * rows) };
}
