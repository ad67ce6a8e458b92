import { sizeOf } from '@rekur/tensor';
import type { Instruction, LoopNode, Node } from '../ir/node.js';
import { stepsOf } from './loops.js';
import type { Work } from './report.js';

type Kind = Exclude<keyof Work, 'total'>;

/** What nodes compute, loops running to their capacity. */
export function workOf(nodes: readonly Node[]): Work {
  const work: Record<Kind, number> = { matmul: 0, elementwise: 0, reduction: 0 };
  const add = (node: Exclude<Node, LoopNode>, times: number): void => {
    for (const [kind, count] of Object.entries(countsOf(node))) work[kind as Kind] += times * count;
  };
  const visit = (block: readonly Node[], times: number): void => {
    for (const node of block) {
      if (node.kind === 'loop') visit(node.body, times * stepsOf(node));
      else add(node, times);
    }
  };
  visit(nodes, 1);
  return { ...work, total: work.matmul + work.elementwise + work.reduction };
}

function countsOf(node: Exclude<Node, LoopNode>): Partial<Record<Kind, number>> {
  switch (node.kind) {
    case 'map':
      return { elementwise: operations(node.instructions) * sizeOf(node.shape) };
    case 'reduce':
      return { elementwise: operations(node.instructions) * sizeOf(node.shape), reduction: sizeOf(node.shape) };
    case 'matmul':
      return { matmul: 2 * sizeOf(node.left.shape) * node.right.shape[2] };
    case 'scatterAdd':
      return { reduction: sizeOf(node.values.shape) };
    case 'cumulativeSum':
      return { reduction: sizeOf(node.source.shape) };
    case 'pack':
    case 'gather':
    case 'clear':
      return {};
  }
}

function operations(instructions: readonly Instruction[]): number {
  return instructions.filter(({ kind }) => kind === 'operation').length;
}
