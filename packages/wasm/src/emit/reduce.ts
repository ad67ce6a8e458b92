import type { ReduceNode } from '../ir/node.js';
import { columnScratchBytes, emitColumnReduce } from './reduceColumns.js';
import { emitRowReduce, ROW_SCRATCH_BYTES } from './reduceRows.js';
import type { NodeFunction, Scope } from './scope.js';

/**
 * Sums, greatest and least elements. Where the last axis stays, whole rows of results grow side by side; where it goes, each result
 * is made of one run of terms. Both keep the order of the primitive: eight partial sums by the term's number, then a tree.
 */
export function emitReduce(node: ReduceNode, scope: Scope): NodeFunction {
  return keepsLastAxis(node) ? emitColumnReduce(node, scope) : emitRowReduce(node, scope);
}

/** Bytes of scratch that each thread needs. */
export function reduceScratchBytes(node: ReduceNode): number {
  return keepsLastAxis(node) ? columnScratchBytes(node) : ROW_SCRATCH_BYTES;
}

/** Of the axes that have more than one place, whether the last one stays. */
function keepsLastAxis({ shape, axes }: ReduceNode): boolean {
  for (let axis = shape.length - 1; axis >= 0; axis--) if (shape[axis] !== 1) return !axes.includes(axis);
  return false;
}
