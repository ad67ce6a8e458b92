import type { Equation, PrimitiveParams } from '@rekur/tensor';
import { primitiveNamed } from '@rekur/tensor';

export function isProduct({ primitive }: Equation): boolean {
  return primitiveNamed(primitive).traits.family === 'contraction';
}

/** Two axes, left operand as it lies: the rows of all steps below each other are one left operand for all steps. */
export function hasPlainRows({ params, inputs: [rows] }: Equation): boolean {
  return rows.type.shape.length === 2 && !(params as unknown as PrimitiveParams<'matmul'>).transposeA;
}

/** Whether operands must lie in memory, so that a broadcast among them has to be written out. */
export function readsMemory({ primitive }: Equation): boolean {
  const { family } = primitiveNamed(primitive).traits;
  return family === 'contraction' || family === 'control' || family === 'indexed';
}
