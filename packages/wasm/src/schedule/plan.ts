import type { Node } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import type { Buffer } from '../ir/view.js';

/** Buffers start at such addresses and have as many bytes behind them that may be read, though nothing there is used. */
const ALIGNMENT = 64;

export interface Plan {
  /** Byte addresses of every buffer of the Program that is no resident. */
  readonly addresses: ReadonlyMap<Buffer, number>;
  /** The first byte behind all of them. */
  readonly end: number;
  /** Bytes that they would take without sharing. */
  readonly unshared: number;
  /** From which node to which each of them is needed. */
  readonly lives: ReadonlyMap<Buffer, Life>;
}

/** Numbers of nodes, counted from 1 through the bodies of loops; each loop's end has a number too. 0: before all; the last: after all. */
export interface Life {
  from: number;
  to: number;
}

/** Bytes of a buffer in memory: four an element, bool too, and some to read past the end. */
export function bytesOf(buffer: Buffer): number {
  return Math.ceil((buffer.elements * 4) / ALIGNMENT) * ALIGNMENT + ALIGNMENT;
}

/**
 * Gives every buffer an address; two whose lives do not meet may share one. A buffer that a loop uses and something outside of it
 * too lives as long as the whole loop; one that only a loop's body uses lives from its first to its last use in a step, or, where
 * threads run the loop without waiting for each other, as long as the loop.
 * @param kept what stays from run to run
 */
export function plan(nodes: readonly Node[], start: number, keepsApart: (loop: Node) => boolean, kept: ReadonlySet<Buffer> = new Set()): Plan {
  const lives = livesOf(nodes, keepsApart);
  for (const [buffer, life] of lives) if (kept.has(buffer)) Object.assign(life, { from: 0, to: Infinity });
  const placed: { address: number; end: number; from: number; to: number }[] = [];
  const addresses = new Map<Buffer, number>();
  let end = start;
  let unshared = 0;
  const bySize = [...lives].sort(([a], [b]) => bytesOf(b) - bytesOf(a));
  for (const [buffer, { from, to }] of bySize) {
    const size = bytesOf(buffer);
    unshared += size;
    let address = start;
    for (const other of placed) {
      // `placed` is sorted by address: the first gap that is large enough.
      if (other.to < from || to < other.from) continue;
      if (address + size <= other.address) break;
      address = Math.max(address, other.end);
    }
    const at = placed.findIndex((other) => other.address > address);
    placed.splice(at < 0 ? placed.length : at, 0, { address, end: address + size, from, to });
    addresses.set(buffer, address);
    end = Math.max(end, address + size);
  }
  return { addresses, end, unshared, lives };
}

function livesOf(nodes: readonly Node[], keepsApart: (loop: Node) => boolean): Map<Buffer, Life> {
  const lives = new Map<Buffer, Life>();
  const use = (buffer: Buffer, from: number, to: number): void => {
    if (buffer.role === 'resident') return;
    const life = lives.get(buffer);
    if (life) {
      life.from = Math.min(life.from, from);
      life.to = Math.max(life.to, to);
    } else lives.set(buffer, { from, to });
  };
  const outside = outsideUses(nodes);
  let position = 0;
  const walk = (block: readonly Node[], apart: boolean, span: () => Life): void => {
    for (const node of block) {
      const from = ++position;
      if (node.kind !== 'loop') {
        for (const { buffer } of [...readsOf(node), ...writesOf(node)]) {
          const whole = apart ? span() : undefined;
          use(buffer, whole?.from ?? from, whole?.to ?? from);
        }
        continue;
      }
      if (typeof node.tripCount !== 'number') use(node.tripCount.buffer, from, from);
      const to = from + lengthOf(node.body) + 1;
      const inside = apart || keepsApart(node);
      walk(node.body, inside, apart ? span : () => ({ from, to }));
      position = to;
      for (const { buffer } of [...readsOf(node), ...writesOf(node)]) if (outside.get(node)?.has(buffer)) use(buffer, from, to);
    }
  };
  walk(nodes, false, () => ({ from: 0, to: 0 }));
  for (const [buffer, life] of lives) {
    if (buffer.role === 'input') life.from = 0;
    if (buffer.role === 'result') life.to = position + 1;
  }
  return lives;
}

function lengthOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + 1 + (node.kind === 'loop' ? lengthOf(node.body) + 1 : 0), 0);
}

/** For each loop the buffers of its body that something outside of it uses too; whoever puts arguments there and reads results is outside. */
function outsideUses(nodes: readonly Node[]): Map<Node, Set<Buffer>> {
  const totals = countUses(nodes);
  const result = new Map<Node, Set<Buffer>>();
  const visit = (block: readonly Node[]): void => {
    for (const node of block) {
      if (node.kind !== 'loop') continue;
      const within = countUses(node.body);
      result.set(node, new Set([...within].filter(([buffer, count]) => buffer.role !== 'scratch' || totals.get(buffer) !== count).map(([buffer]) => buffer)));
      visit(node.body);
    }
  };
  visit(nodes);
  return result;
}

function countUses(nodes: readonly Node[]): Map<Buffer, number> {
  const counts = new Map<Buffer, number>();
  for (const node of nodes) {
    for (const { buffer } of [...readsOf(node), ...writesOf(node)]) counts.set(buffer, (counts.get(buffer) ?? 0) + 1);
  }
  return counts;
}
