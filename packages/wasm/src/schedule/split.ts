import type { Node } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import type { Buffer } from '../ir/view.js';

export interface Split {
  /** What depends on nothing but residents that the Program leaves alone. */
  readonly once: readonly Node[];
  readonly each: readonly Node[];
  /** What `once` leaves behind for every run. */
  readonly kept: ReadonlySet<Buffer>;
  /** The residents that `once` depends on. */
  readonly sources: ReadonlySet<Buffer>;
}

/**
 * Parts what must be done in every run from what stays as long as the residents do: in a stream of single steps the weights are
 * packed once.
 *
 *     pack p = weights;  matmul y = x · panels p      →      once: pack p = weights      each: matmul y = x · panels p
 */
export function split(nodes: readonly Node[]): Split {
  const writers = new Map<Buffer, number>();
  for (const node of nodes) for (const buffer of new Set(writesOf(node).map((view) => view.buffer))) writers.set(buffer, (writers.get(buffer) ?? 0) + 1);
  const kept = new Set<Buffer>();
  const sources = new Set<Buffer>();
  const once: Node[] = [];
  const each: Node[] = [];
  for (const node of nodes) {
    const stays = (buffer: Buffer): boolean => kept.has(buffer) || (buffer.role === 'resident' && !writers.has(buffer));
    // A buffer with several writers takes shape bit by bit; that is left to every run.
    const own = writesOf(node).every(({ buffer }) => buffer.role === 'scratch' && writers.get(buffer) === 1);
    const lasting = own && node.kind !== 'loop' && readsOf(node).every(({ buffer }) => stays(buffer));
    (lasting ? once : each).push(node);
    if (!lasting) continue;
    for (const { buffer } of readsOf(node)) if (buffer.role === 'resident') sources.add(buffer);
    for (const { buffer } of writesOf(node)) kept.add(buffer);
  }
  return { once, each, kept, sources };
}
