import { apply } from '../apply.js';
import { requireFactors } from '../primitives/matmul.js';
import { sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { broadcastTo } from './elementwise.js';
import { reshape } from './movement.js';

/**
 * Matrix product [...batch, M, K] · [...batch, K, N] → [...batch, M, N]; with `transposeA` a is [...batch, K, M], with
 * `transposeB` b is [...batch, N, K]. A two-axis b serves every batch of a.
 * @throws ShapeError naming both shapes, DTypeError
 */
export function matmul(a: Tensor, b: Tensor, options: { transposeA?: boolean; transposeB?: boolean } = {}): Tensor {
  const { transposeA = false, transposeB = false } = options;
  if (b.rank === 2 && a.rank > 2) {
    requireFactors(a, b, transposeA, transposeB);
    if (transposeA) return matmul(a, broadcastTo(b, [...a.shape.slice(0, -2), ...b.shape]), options);
    const rows = a.shape.slice(0, -1);
    const flat = matmul(reshape(a, [sizeOf(rows), a.shape[a.rank - 1]]), b, { transposeB });
    return reshape(flat, [...rows, flat.shape[1]]);
  }
  return apply('matmul', { transposeA, transposeB }, [a, b])[0];
}

/** Rows of `table` [rows, ...rest] by number: indices int32 [any] → [any, ...rest]. @throws ShapeError, DTypeError, ValueError */
export function gather(table: Tensor, indices: Tensor): Tensor {
  return apply('gather', {}, [table, indices])[0];
}

/** Zeros [rows, ...rest] with row i of `values` [any, ...rest] added at row indices[i]. @throws ShapeError, DTypeError, ValueError */
export function scatterAdd(indices: Tensor, values: Tensor, rows: number): Tensor {
  return apply('scatterAdd', { rows }, [indices, values])[0];
}
