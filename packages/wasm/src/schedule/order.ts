import type { Instruction, MapNode } from '../ir/node.js';

/**
 * Puts instructions into the order in which few values are waiting: everything for the first store, then what the second needs in
 * addition, and so on. Chains that were joined breadth first would fill all registers.
 *
 *     { %0 = a; %1 = b; %2 = exp %0; %3 = exp %1 } x = %2; y = %3   →   { %0 = a; %1 = exp %0; %2 = b; %3 = exp %2 } x = %1; y = %3
 */
export function order(node: MapNode): MapNode {
  const places = new Map<number, number>();
  const instructions: Instruction[] = [];
  const visit = (index: number): number => {
    const known = places.get(index);
    if (known !== undefined) return known;
    const instruction = node.instructions[index];
    const placed = instruction.kind === 'operation' ? { ...instruction, operands: instruction.operands.map(visit) } : instruction;
    const place = instructions.push(placed) - 1;
    places.set(index, place);
    return place;
  };
  const inOrder = [...node.stores].sort((a, b) => a.value - b.value);
  const stores = inOrder.map((store) => ({ ...store, value: visit(store.value) }));
  return { ...node, instructions, stores };
}
