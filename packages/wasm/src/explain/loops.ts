import type { Target } from '../emit/scope.js';
import { independentRows, rowsOf, sameRows } from '../emit/share.js';
import type { LoopNode, Node } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import { printNode, printView } from '../ir/print.js';
import type { View } from '../ir/view.js';
import type { LoopReport } from './report.js';

type Leaf = Exclude<Node, LoopNode>;

/** The steps that a loop may run. */
export function stepsOf({ tripCount, capacity }: LoopNode): number {
  return typeof tripCount === 'number' ? Math.min(tripCount, capacity) : capacity;
}

/** Every loop, and whether threads may divide its rows. */
export function loopsOf(nodes: readonly Node[], target: Target, within?: LoopReport): LoopReport[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'loop') return [];
    const loop = loopReport(node, target, within);
    return [loop, ...loopsOf(node.body, target, loop)];
  });
}

function loopReport(loop: LoopNode, target: Target, within: LoopReport | undefined): LoopReport {
  const { variable, capacity, tripCount, reverse } = loop;
  const is = { name: variable.name, capacity, runtime: typeof tripCount !== 'number', reverse };
  if (within) return { ...is, within: within.name, ...(within.rows === undefined ? { reason: `as ${within.name}, in which it is` } : { rows: within.rows }) };
  const rows = independentRows(loop, target);
  return rows === undefined ? { ...is, reason: whyTogether(loop, target) } : { ...is, rows };
}

/** Why the rows of a loop are not kept apart: the first condition of `independentRows` that does not hold. */
function whyTogether(loop: LoopNode, target: Target): string {
  const nodes = leavesOf(loop);
  const [first] = nodes;
  if (!first) return 'its body is empty';
  const rows = rowsOf(first, target);
  if (rows < 2) return `${named(first)} has no rows to divide`;
  for (const node of nodes) {
    if (node.kind === 'pack') return `${named(node)} copies a factor anew at every step, which all rows need`;
    if (node.kind === 'matmul' && node.left.shape[0] !== 1) return `${named(node)} multiplies ${node.left.shape[0]} pairs of matrices, not rows`;
    const other = rowsOf(node, target);
    if (other !== rows) return `${named(node)} has ${other === 1 ? 'no rows to divide' : `${other} rows`}, ${named(first)} has ${rows}`;
  }
  const written = new Set(nodes.flatMap(writesOf).map(({ buffer }) => buffer));
  for (const node of nodes) {
    const common = node.kind === 'matmul' ? node.right : node.kind === 'gather' ? node.table : undefined;
    if (common && written.has(common.buffer)) return `each row of ${named(node)} needs all of ${common.buffer.name}, which changes from step to step`;
  }
  for (const buffer of written) {
    const views = nodes.flatMap((node) => [...readsOf(node), ...writesOf(node)]).filter((view) => view.buffer === buffer);
    if (!sameRows(views, rows)) return `${buffer.name} is not divided into ${rows} rows in one way: it is touched as ${seen(views)}`;
  }
  return 'it is not proved that its rows are independent';
}

function leavesOf(loop: LoopNode): Leaf[] {
  return loop.body.flatMap((node) => (node.kind === 'loop' ? leavesOf(node) : [node]));
}

const MOST_VIEWS = 4;

function seen(views: readonly View[]): string {
  const texts = [...new Set(views.map(printView))];
  const shown = texts.slice(0, MOST_VIEWS).join(', ');
  return texts.length > MOST_VIEWS ? `${shown} and in ${texts.length - MOST_VIEWS} more ways` : shown;
}

/** A node by what it is and where its first result goes. */
function named(node: Leaf): string {
  const [word] = printNode(node)[0].split(/[ [{]/);
  const [target] = writesOf(node);
  return target ? `the ${word} that makes ${printView(target)}` : `the ${word}`;
}
