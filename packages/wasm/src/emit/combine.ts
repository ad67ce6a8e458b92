import type { DType } from '@rekur/tensor';
import type { V128 } from '../assemble/expression.js';
import { f32x4, i32x4 } from '../assemble/expression.js';

export type ReduceOperation = 'sum' | 'max' | 'min';

type Combine = (a: V128, b: V128) => V128;

const float: Readonly<Record<ReduceOperation, Combine>> = { sum: f32x4.add, max: f32x4.max, min: f32x4.min };
const signed: Readonly<Record<ReduceOperation, Combine>> = { sum: i32x4.add, max: i32x4.maxS, min: i32x4.minS };
const unsigned: Readonly<Record<ReduceOperation, Combine>> = { sum: i32x4.add, max: i32x4.maxU, min: i32x4.minU };

/** How two partial results become one. */
export function combineOf(operation: ReduceOperation, dtype: DType): Combine {
  return (dtype === 'float32' ? float : dtype === 'uint32' ? unsigned : signed)[operation];
}

/** The bits that change nothing: +0 for sums, which start there; −∞ or the least integer for the greatest, and so on. */
export function neutralBits(operation: ReduceOperation, dtype: DType): number {
  if (operation === 'sum') return 0;
  if (dtype === 'float32') return operation === 'max' ? 0xff800000 | 0 : 0x7f800000;
  if (dtype === 'uint32') return operation === 'max' ? 0 : -1;
  return operation === 'max' ? -2147483648 : 2147483647;
}
