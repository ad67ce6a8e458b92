import type { TypedArray } from '../dtype.js';
import { describe, ShapeError } from '../error.js';
import { definePrimitive } from '../primitive.js';
import type { ValueType } from '../shape.js';
import { formatShape, sameShape, sizeOf } from '../shape.js';
import { requireDType, requireSameDType } from './rules.js';

const round = Math.fround;

/**
 * Matrix product [...batch, M, K] × [...batch, K, N] → [...batch, M, N]; `transposeA` reads a as [...batch, K, M],
 * `transposeB` reads b as [...batch, N, K]. Batch axes must be equal.
 *
 * Separate arithmetic: each product is rounded, then added in rising order of k to a sum that starts at +0, and rounded.
 */
export const matmul = definePrimitive({
  name: 'matmul',
  operands: ['a', 'b'],
  params: { transposeA: 'boolean', transposeB: 'boolean' },
  traits: { family: 'contraction', cheap: false, commutative: false },
  types: ([a, b], { transposeA, transposeB }) => {
    const rank = a.shape.length;
    if (rank < 2 || b.shape.length !== rank || !sameShape(a.shape.slice(0, -2), b.shape.slice(0, -2))) {
      throw new ShapeError(
        describe(
          'matmul',
          'ranks or batch axes differ',
          formatFactors(a, b, transposeA, transposeB),
          'both need two axes or more, and equal axes before the last two',
        ),
      );
    }
    requireFactors(a, b, transposeA, transposeB);
    const rows = a.shape[transposeA ? rank - 1 : rank - 2];
    const columns = b.shape[transposeB ? rank - 2 : rank - 1];
    return [{ shape: [...a.shape.slice(0, -2), rows, columns], dtype: a.dtype }];
  },
  kernel: ({ inputs: [a, b], outputs: [output], params: { transposeA, transposeB } }) => {
    const rank = output.shape.length;
    const M = output.shape[rank - 2];
    const N = output.shape[rank - 1];
    const K = a.shape[transposeA ? rank - 2 : rank - 1];
    const batches = sizeOf(output.shape.slice(0, -2));
    const multiply = output.data instanceof Float32Array ? multiplyFloat32 : multiplyFloat64;
    for (let batch = 0; batch < batches; batch++) {
      multiply(
        { data: a.data, offset: batch * M * K, row: transposeA ? 1 : K, column: transposeA ? M : 1 },
        { data: b.data, offset: batch * K * N, row: transposeB ? 1 : N, column: transposeB ? K : 1 },
        output.data,
        batch * M * N,
        M,
        N,
        K,
      );
    }
  },
});

function formatFactors(a: ValueType, b: ValueType, transposeA: boolean, transposeB: boolean): string {
  const show = (type: ValueType, transposed: boolean): string => `${formatShape(type.shape)}${transposed ? ' (transposed)' : ''}`;
  return `a is ${show(a, transposeA)}, b is ${show(b, transposeB)}`;
}

/** What does not depend on the batch axes. @throws ShapeError, DTypeError */
export function requireFactors(a: ValueType, b: ValueType, transposeA: boolean, transposeB: boolean): void {
  requireDType('matmul', 'a', a, 'float');
  requireSameDType('matmul', a, b);
  if (a.shape.at(transposeA ? -2 : -1) === b.shape.at(transposeB ? -1 : -2)) return;
  throw new ShapeError(
    describe(
      'matmul',
      'inner sizes differ',
      formatFactors(a, b, transposeA, transposeB),
      `a's ${transposeA ? 'second last' : 'last'} axis must equal b's ${transposeB ? 'last' : 'second last'}`,
      'transposeA and transposeB swap the last two axes',
    ),
  );
}

/** A matrix inside an array: element (i, j) lies at offset + i·row + j·column. */
interface Matrix {
  readonly data: TypedArray;
  readonly offset: number;
  readonly row: number;
  readonly column: number;
}

type Multiply = (a: Matrix, b: Matrix, out: TypedArray, offset: number, M: number, N: number, K: number) => void;

/**
 * Independent sums hide the latency of an addition: tiles of 4 rows × 2 columns where there are rows enough, of 1 × 4 for
 * the rows left over, single elements at the edges.
 */
const multiplyFloat32: Multiply = (a, b, out, offset, M, N, K) => {
  const tiledRows = M - (M % 4);
  const tiledColumns = N - (N % 2);
  for (let i = 0; i < tiledRows; i += 4) {
    for (let j = 0; j < tiledColumns; j += 2) tile(a, b, out as Float32Array, offset + i * N + j, i, j, N, K);
    if (tiledColumns < N) for (let row = i; row < i + 4; row++) single(a, b, out, offset + row * N + N - 1, row, N - 1, K);
  }
  const quads = N - (N % 4);
  for (let i = tiledRows; i < M; i++) {
    for (let j = 0; j < quads; j += 4) rowTile(a, b, out as Float32Array, offset + i * N + j, i, j, K);
    for (let j = quads; j < N; j++) single(a, b, out, offset + i * N + j, i, j, K);
  }
};

function tile(a: Matrix, b: Matrix, out: Float32Array, at: number, i: number, j: number, N: number, K: number): void {
  const x = a.data as Float32Array;
  const y = b.data as Float32Array;
  const xStep = a.column;
  const yStep = b.row;
  const yNext = b.column;
  let p0 = a.offset + i * a.row;
  let p1 = p0 + a.row;
  let p2 = p1 + a.row;
  let p3 = p2 + a.row;
  let q = b.offset + j * b.column;
  let s00 = 0, s01 = 0, s10 = 0, s11 = 0, s20 = 0, s21 = 0, s30 = 0, s31 = 0;
  for (let k = 0; k < K; k++) {
    const left = y[q];
    const right = y[q + yNext];
    let value = x[p0];
    s00 = round(s00 + round(value * left));
    s01 = round(s01 + round(value * right));
    value = x[p1];
    s10 = round(s10 + round(value * left));
    s11 = round(s11 + round(value * right));
    value = x[p2];
    s20 = round(s20 + round(value * left));
    s21 = round(s21 + round(value * right));
    value = x[p3];
    s30 = round(s30 + round(value * left));
    s31 = round(s31 + round(value * right));
    p0 += xStep;
    p1 += xStep;
    p2 += xStep;
    p3 += xStep;
    q += yStep;
  }
  out[at] = s00;
  out[at + 1] = s01;
  out[at + N] = s10;
  out[at + N + 1] = s11;
  out[at + 2 * N] = s20;
  out[at + 2 * N + 1] = s21;
  out[at + 3 * N] = s30;
  out[at + 3 * N + 1] = s31;
}

function rowTile(a: Matrix, b: Matrix, out: Float32Array, at: number, i: number, j: number, K: number): void {
  const x = a.data as Float32Array;
  const y = b.data as Float32Array;
  const xStep = a.column;
  const yStep = b.row;
  let p = a.offset + i * a.row;
  let q0 = b.offset + j * b.column;
  let q1 = q0 + b.column;
  let q2 = q1 + b.column;
  let q3 = q2 + b.column;
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (let k = 0; k < K; k++) {
    const value = x[p];
    s0 = round(s0 + round(value * y[q0]));
    s1 = round(s1 + round(value * y[q1]));
    s2 = round(s2 + round(value * y[q2]));
    s3 = round(s3 + round(value * y[q3]));
    p += xStep;
    q0 += yStep;
    q1 += yStep;
    q2 += yStep;
    q3 += yStep;
  }
  out[at] = s0;
  out[at + 1] = s1;
  out[at + 2] = s2;
  out[at + 3] = s3;
}

function single(a: Matrix, b: Matrix, out: TypedArray, at: number, i: number, j: number, K: number): void {
  const x = a.data as Float32Array;
  const y = b.data as Float32Array;
  let p = a.offset + i * a.row;
  let q = b.offset + j * b.column;
  let total = 0;
  for (let k = 0; k < K; k++) {
    total = round(total + round(x[p] * y[q]));
    p += a.column;
    q += b.row;
  }
  out[at] = total;
}

const multiplyFloat64: Multiply = (a, b, out, offset, M, N, K) => {
  for (let i = 0; i < M; i++) {
    for (let j = 0; j < N; j++) {
      let p = a.offset + i * a.row;
      let q = b.offset + j * b.column;
      let total = 0;
      for (let k = 0; k < K; k++) {
        total += a.data[p] * b.data[q];
        p += a.column;
        q += b.row;
      }
      out[offset + i * N + j] = total;
    }
  }
};
