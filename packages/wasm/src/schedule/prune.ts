import type { Instruction, MapNode, Node, ReduceNode, Store } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import type { Buffer } from '../ir/view.js';

/** Leaves out what is stored in scratch and never read, and what nothing then needs. */
export function prune(nodes: readonly Node[]): Node[] {
  let current = [...nodes];
  for (;;) {
    const read = new Set<Buffer>();
    for (const node of current) for (const { buffer } of readsOf(node)) read.add(buffer);
    const wanted = (buffer: Buffer): boolean => buffer.role !== 'scratch' || read.has(buffer);
    let changed = false;
    const keep = (node: Node): Node[] => {
      if (node.kind === 'loop') {
        const body = node.body.flatMap(keep);
        return body.length === 0 ? [] : [{ ...node, body }];
      }
      if (node.kind === 'map') {
        const stores = node.stores.filter(({ view }) => wanted(view.buffer));
        if (stores.length === node.stores.length) return [node];
        changed = true;
        return stores.length === 0 ? [] : [withoutUnused({ ...node, stores })];
      }
      if (writesOf(node).every(({ buffer }) => wanted(buffer))) return [node];
      changed = true;
      return [];
    };
    current = current.flatMap(keep);
    if (!changed) return current;
  }
}

/** A map without instructions that no store needs. */
export function withoutUnused(node: MapNode): MapNode {
  const { instructions, roots } = used(node.instructions, node.stores.map(({ value }) => value));
  const stores: Store[] = node.stores.map((store, index) => ({ ...store, value: roots[index] }));
  return { ...node, instructions, stores };
}

export function reduceWithoutUnused(node: ReduceNode): ReduceNode {
  const { instructions, roots } = used(node.instructions, [node.value]);
  return { ...node, instructions, value: roots[0] };
}

function used(instructions: readonly Instruction[], wanted: readonly number[]): { instructions: Instruction[]; roots: number[] } {
  const needed = new Set(wanted);
  for (let index = instructions.length - 1; index >= 0; index--) {
    const instruction = instructions[index];
    if (needed.has(index) && instruction.kind === 'operation') for (const operand of instruction.operands) needed.add(operand);
  }
  const places = new Map<number, number>();
  const kept: Instruction[] = [];
  instructions.forEach((instruction, index) => {
    if (!needed.has(index)) return;
    const moved = instruction.kind === 'operation' ? { ...instruction, operands: instruction.operands.map((operand) => places.get(operand) as number) } : instruction;
    places.set(index, kept.push(moved) - 1);
  });
  return { instructions: kept, roots: wanted.map((index) => places.get(index) as number) };
}
