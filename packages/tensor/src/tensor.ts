import type { DType, TypedArray } from './dtype.js';
import { describe, ShapeError, TraceError } from './error.js';
import { formatTensor } from './format.js';
import type { Variable } from './program.js';
import type { Recorder } from './recorder.js';
import type { Shape, ValueType } from './shape.js';
import { formatType, sizeOf } from './shape.js';

/** Where a traced tensor's value will come from. */
export interface Recorded {
  readonly recorder: Recorder;
  readonly variable: Variable;
}

/**
 * An immutable value: a shape, a dtype and either elements (concrete) or a place in a Program being traced.
 * Elements live in a garbage-collected typed array; there is nothing to dispose of.
 */
// Merged with the interface of the methods below, which methods.ts fills in completely.
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export class Tensor implements ValueType {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly #source: TypedArray | Recorded;

  /** Not for users: `tensor`, `zeros` and the operations make tensors. */
  constructor(type: ValueType, source: TypedArray | Recorded) {
    this.shape = type.shape;
    this.dtype = type.dtype;
    this.#source = source;
  }

  /** The trace that this tensor belongs to, or undefined if it is concrete. */
  get recorded(): Recorded | undefined {
    return 'recorder' in this.#source ? this.#source : undefined;
  }

  /**
   * The elements, row-major; bool as 0 and 1. Do not write into it: tensors are values.
   * @throws TraceError on a traced tensor, which has no elements yet.
   */
  get data(): TypedArray {
    if ('recorder' in this.#source) {
      throw new TraceError(
        describe(
          'tensor.data',
          'traced tensor has no elements yet',
          formatType(this),
          'a concrete tensor is expected',
          'use tensor operations inside grad, scan and trace, and read data outside',
        ),
      );
    }
    return this.#source;
  }

  /** Number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /**
   * The only element as a number.
   * @throws ShapeError if there are more elements, TraceError if the tensor is traced.
   */
  item(): number {
    if (this.size !== 1) {
      throw new ShapeError(
        describe('tensor.item', 'not a single element', formatType(this), 'a tensor of one element is expected', 'read .data'),
      );
    }
    return this.data[0];
  }

  /** Nested arrays of numbers (booleans for bool). */
  toArray(): NestedArray {
    const { data } = this;
    let next = 0;
    const build = (axis: number): NestedArray => {
      if (axis < this.shape.length) return Array.from({ length: this.shape[axis] }, () => build(axis + 1));
      const value = data[next++];
      return this.dtype === 'bool' ? value === 1 : value;
    };
    return build(0);
  }

  /** Printed in NumPy's manner: aligned columns, at most 8 significant digits, long axes shortened. */
  toString(): string {
    return this.recorded ? `traced ${formatType(this)}` : formatTensor(this, this.data);
  }

  /** Node's console shows the same text. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

type Operand = Tensor | number;
type Axes = number | readonly number[];

/** Operations as methods, so that they read from left to right: `x.matmul(w).add(b).tanh()`. Each is the function of that name. */
export interface TensorMethods {
  add(b: Operand): Tensor;
  sub(b: Operand): Tensor;
  mul(b: Operand): Tensor;
  div(b: Operand): Tensor;
  pow(exponent: Operand): Tensor;
  maximum(b: Operand): Tensor;
  minimum(b: Operand): Tensor;
  equal(b: Operand): Tensor;
  notEqual(b: Operand): Tensor;
  greater(b: Operand): Tensor;
  greaterEqual(b: Operand): Tensor;
  less(b: Operand): Tensor;
  lessEqual(b: Operand): Tensor;
  and(b: Operand): Tensor;
  or(b: Operand): Tensor;
  xor(b: Operand): Tensor;
  not(): Tensor;
  neg(): Tensor;
  abs(): Tensor;
  exp(): Tensor;
  log(): Tensor;
  sqrt(): Tensor;
  square(): Tensor;
  tanh(): Tensor;
  sigmoid(): Tensor;
  erf(): Tensor;
  relu(): Tensor;
  gelu(): Tensor;
  silu(): Tensor;
  softplus(): Tensor;
  clip(low: Operand, high: Operand): Tensor;
  cast(dtype: DType): Tensor;
  stopGradient(): Tensor;
  matmul(b: Tensor, options?: { transposeA?: boolean; transposeB?: boolean }): Tensor;
  gather(indices: Tensor): Tensor;
  sum(axes?: Axes, options?: { keepDims?: boolean }): Tensor;
  mean(axes?: Axes, options?: { keepDims?: boolean }): Tensor;
  variance(axes?: Axes, options?: { keepDims?: boolean; correction?: number }): Tensor;
  max(axes?: Axes, options?: { keepDims?: boolean }): Tensor;
  min(axes?: Axes, options?: { keepDims?: boolean }): Tensor;
  argmax(axis?: number, options?: { keepDims?: boolean }): Tensor;
  cumulativeSum(axis?: number, options?: { reverse?: boolean }): Tensor;
  softmax(axis?: number): Tensor;
  logSoftmax(axis?: number): Tensor;
  logSumExp(axis?: number, options?: { keepDims?: boolean }): Tensor;
  reshape(shape: Shape): Tensor;
  transpose(axes?: readonly number[]): Tensor;
  broadcastTo(shape: Shape): Tensor;
  slice(axis: number, start: number, end?: number, step?: number): Tensor;
  pad(before: readonly number[], after: readonly number[]): Tensor;
  expandDims(axis: number): Tensor;
  split(parts: number, axis: number): Tensor[];
  flip(axes: Axes): Tensor;
}

// The methods are put there by methods.ts: operations build on this file, so it cannot import them.
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type
export interface Tensor extends TensorMethods {}

export type NestedArray = number | boolean | NestedArray[];
