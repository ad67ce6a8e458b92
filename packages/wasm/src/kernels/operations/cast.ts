import type { DType } from '@rekur/tensor';
import { f32x4, i32x4, v128 } from '../../assemble/expression.js';
import { operation } from './operation.js';

/** What `cast` computes: between integers, and to the dtype that it has, the same bits. */
export const cast = operation(({ step, operands: [x], dtypes: [from], params, float, bits }) => {
  const to = params.dtype as DType;
  if (from === to) return x;
  if (from === 'bool') return step(v128.and, x, to === 'float32' ? float(1) : bits(1));
  if (to === 'bool') return step(from === 'float32' ? f32x4.ne : i32x4.ne, x, bits(0));
  if (to === 'float32') return step(from === 'int32' ? f32x4.convertS : f32x4.convertU, x);
  if (from === 'float32') return step(to === 'int32' ? i32x4.truncSatS : i32x4.truncSatU, x);
  return x;
});
