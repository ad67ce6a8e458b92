import type { Instruction, Limit, Node } from './node.js';
import type { View } from './view.js';
import { isContiguous } from './view.js';

/** A node as text, one line each; bodies of loops indented. */
export function printNode(node: Node, indent = ''): string[] {
  switch (node.kind) {
    case 'map':
      return [`${indent}map[${node.shape.join(',')}] ${printBody(node.instructions)} ${node.stores.map(({ view, value }) => `${printView(view)} = %${value}`).join('; ')}`];
    case 'reduce':
      return [`${indent}${node.operation}[${node.shape.join(',')} over ${node.axes.join(',')}] ${printBody(node.instructions)} ${printView(node.target)} = Σ %${node.value}`];
    case 'matmul': {
      const right = node.panels ? `panels ${node.panels.name}` : printView(node.right);
      return [`${indent}matmul ${printView(node.target)} = ${printView(node.left)} · ${right}${printLimit('rows', node.rows)}${printLimit('depth', node.depth)}`];
    }
    case 'pack':
      return [`${indent}pack ${node.panels.name} = ${printView(node.source)}`];
    case 'gather':
      return [`${indent}gather ${printView(node.target)} = ${printView(node.table)} at ${printView(node.indices)}`];
    case 'scatterAdd':
      return [`${indent}scatterAdd ${printView(node.target)} += ${printView(node.values)} at ${printView(node.indices)}`];
    case 'cumulativeSum':
      return [`${indent}cumulativeSum ${printView(node.target)} = ${printView(node.source)} along ${node.axis}${node.reverse ? ' from the end' : ''}`];
    case 'clear':
      return [`${indent}clear ${printView(node.target)}${printLimit('from', node.from)}`];
    case 'loop': {
      const steps = typeof node.tripCount === 'number' ? node.tripCount : printView(node.tripCount);
      return [
        `${indent}loop ${node.variable.name} < ${steps} of ${node.capacity}${node.reverse ? ' from the end' : ''}`,
        ...node.body.flatMap((inner) => printNode(inner, `${indent}  `)),
      ];
    }
  }
}

export function printNodes(nodes: readonly Node[]): string {
  return nodes.flatMap((node) => printNode(node)).join('\n');
}

/** name[shape], with offset, strides and steps where they are not the plain ones. */
export function printView(view: View): string {
  const offset = view.offset === 0 ? '' : `+${view.offset}`;
  const strides = isContiguous(view) ? '' : `:${view.strides.join(',')}`;
  const steps = view.steps.map(({ variable, stride }) => `+${variable.name}·${stride}`).join('');
  return `${view.buffer.name}${offset}${steps}[${view.shape.join(',')}${strides}]`;
}

function printBody(instructions: readonly Instruction[]): string {
  return `{ ${instructions.map((instruction, index) => `%${index} = ${printInstruction(instruction)}`).join('; ')} }`;
}

function printInstruction(instruction: Instruction): string {
  switch (instruction.kind) {
    case 'load':
      return printView(instruction.view);
    case 'constant':
      return `${instruction.value}:${instruction.dtype}`;
    case 'index':
      return `index ${instruction.axis}`;
    case 'operation':
      return `${instruction.primitive} ${instruction.operands.map((operand) => `%${operand}`).join(' ')}`;
  }
}

function printLimit(what: string, limit: Limit | undefined): string {
  return limit ? ` ${what} ${printView(limit.tripCount)}·${limit.each}` : '';
}
