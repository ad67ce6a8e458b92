import type { DType } from '@rekur/tensor';
import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import type { OperationCall, Vectors } from './operation.js';
import { bitsConstant, floatConstant, step } from './operation.js';

/** What `cast` computes: between integers, and to the dtype that it has, the same bits. */
export function cast(call: OperationCall): Vectors {
  const { code } = call;
  const [x] = call.operands;
  const [from] = call.dtypes;
  const to = call.params.dtype as DType;
  if (from === to) return x;
  if (from === 'bool') return step(code, v128.and, x, to === 'float32' ? floatConstant(call, 1) : bitsConstant(call, 1));
  if (to === 'bool') return step(code, from === 'float32' ? f32x4.ne : i32x4.ne, x, bitsConstant(call, 0));
  if (to === 'float32') return step(code, from === 'int32' ? f32x4.convertS : f32x4.convertU, x);
  if (from === 'float32') return step(code, to === 'int32' ? i32x4.truncSatS : i32x4.truncSatU, x);
  return x;
}
