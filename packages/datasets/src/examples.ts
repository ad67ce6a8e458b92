import type { NestedArray, TypedArray, ValueType } from '@rekur/tensor';
import { allocate, formatType, fromData, sameShape, sizeOf, Tensor, tensor } from '@rekur/tensor';
import { dataError } from './error.js';

/** One value of an example: a tensor, a number, or numbers in an array, also a nested one: all float32, but for an Int32Array. */
export type ExampleValue = Tensor | NestedArray | readonly number[] | Float32Array | Float64Array | Int32Array;

/** An input and what to make of it; a label is a class, an int32 scalar. */
export type Example =
  | { readonly input: ExampleValue; readonly target: ExampleValue }
  | { readonly input: ExampleValue; readonly label: number };

/**
 * Examples in two tensors: row i of one belongs to row i of the other, and `lengths`, int32 [examples], tells how many steps of
 * it count. The parts of `digits` and the batches of generated tasks are of this form.
 */
export type ExampleTensors = { readonly inputs: Tensor; readonly lengths?: Tensor } & (
  | { readonly targets: Tensor }
  | { readonly labels: Tensor }
);

/** The values of one part of all examples, alike in type: `row(i)` are the elements of example i. */
export interface Rows {
  readonly type: ValueType;
  readonly row: (index: number) => TypedArray;
}

/** All parts of the examples. */
export interface ExampleRows {
  readonly count: number;
  readonly inputs: Rows;
  readonly targets: Rows;
  readonly lengths?: Rows;
}

/** The inputs and the targets of examples as tensors. @throws DataError if there is no example, or one is without a part. */
export function tensorsOf(operation: string, examples: readonly Example[]): { inputs: Tensor[]; targets: Tensor[] } {
  if (examples.length === 0) throw noExamples(operation);
  return {
    inputs: examples.map(({ input }, index) => toTensor(operation, `examples[${index}].input`, input)),
    targets: examples.map((example, index) =>
      'label' in example ? classOf(operation, example.label, index) : toTensor(operation, `examples[${index}].target`, example.target),
    ),
  };
}

/** @throws DataError if there is no example, or the values of a part differ in shape or dtype. */
export function rowsOfExamples(operation: string, examples: readonly Example[]): ExampleRows {
  const { inputs, targets } = tensorsOf(operation, examples);
  return {
    count: examples.length,
    inputs: rowsOfAlike(operation, 'input', inputs, 'cut or pad them to one shape, or let bucketBatches do it'),
    targets: rowsOfAlike(operation, 'target', targets, 'cut or pad them to one shape'),
  };
}

/** @throws DataError if there is no example, a part is no tensor, the tensors do not hold as many each, or lengths do not fit. */
export function rowsOfTensors(operation: string, examples: ExampleTensors): ExampleRows {
  const { inputs, lengths } = examples;
  const targets = 'targets' in examples ? examples.targets : examples.labels;
  const given: Record<string, Tensor> = lengths ? { inputs, targets, lengths } : { inputs, targets };
  for (const [name, value] of Object.entries<unknown>(given)) {
    if (!(value instanceof Tensor)) throw noTensor(operation, name, value);
  }
  const [count] = inputs.shape;
  if (Object.values(given).some(({ shape }) => shape.length === 0 || shape[0] !== count)) {
    throw dataError(
      operation,
      'tensors differ in number of examples',
      Object.entries(given).map(([name, value]) => `${name} are ${formatType(value)}`).join(', '),
      'the first axis of all counts the examples',
    );
  }
  if (count === 0) throw noExamples(operation);
  if (lengths) requireLengths(operation, lengths, inputs);
  const rows = ({ shape, dtype, data }: Tensor): Rows => {
    const size = data.length / count;
    return { type: { shape: shape.slice(1), dtype }, row: (index) => data.subarray(index * size, (index + 1) * size) };
  };
  return { count, inputs: rows(inputs), targets: rows(targets), ...(lengths && { lengths: rows(lengths) }) };
}

/** @throws DataError naming the first value whose type is not that of the first. */
export function rowsOfAlike(operation: string, part: 'input' | 'target', values: readonly Tensor[], mend?: string): Rows {
  const [first] = values;
  const index = values.findIndex(({ shape, dtype }) => dtype !== first.dtype || !sameShape(shape, first.shape));
  if (index >= 0) throw differ(operation, part, values, index, 'all must be alike', mend);
  return { type: first, row: (place) => values[place].data };
}

/** The error that the value `index` of a part is not like the first. */
export function differ(operation: string, part: 'input' | 'target', values: readonly Tensor[], index: number, expected: string, mend?: string): Error {
  const given = `examples[0].${part} is ${formatType(values[0])}, examples[${index}].${part} is ${formatType(values[index])}`;
  return dataError(operation, `${part}s differ in type`, given, expected, mend);
}

/** The chosen rows along a new first axis, zeros below them up to `batch`. */
export function stackRows({ type: { shape, dtype }, row }: Rows, chosen: Int32Array, batch: number): Tensor {
  const size = sizeOf(shape);
  const data = allocate(dtype, batch * size);
  chosen.forEach((index, position) => data.set(row(index), position * size));
  return fromData(data, [batch, ...shape]);
}

/** float32 [batch]: 1 for the first `count` rows, 0 for those that fill up. */
export function rowWeights(count: number, batch: number): Tensor {
  return fromData(new Float32Array(batch).fill(1, 0, count), [batch]);
}

function toTensor(operation: string, name: string, value: ExampleValue): Tensor {
  if (value instanceof Tensor) return value;
  if (value instanceof Int32Array) return tensor(value);
  if (ArrayBuffer.isView(value)) return fromData(Float32Array.from(value), [value.length]);
  if (Array.isArray(value) || typeof value === 'number') return tensor(value, { dtype: 'float32' });
  throw noTensor(operation, name, value);
}

function requireLengths(operation: string, lengths: Tensor, inputs: Tensor): void {
  const given = `lengths are ${formatType(lengths)}, inputs are ${formatType(inputs)}`;
  if (lengths.dtype !== 'int32' || lengths.rank !== 1 || inputs.rank < 2) {
    throw dataError(operation, 'lengths do not fit', given, 'int32 [examples] is expected, of inputs [examples, time, …]');
  }
  const [, time] = inputs.shape;
  const row = lengths.data.findIndex((length) => length < 1 || length > time);
  if (row < 0) return;
  throw dataError(operation, 'length out of range', `example ${row} has length ${lengths.data[row]}`, `1 to ${time} steps are expected`);
}

function noTensor(operation: string, name: string, value: unknown): Error {
  const type = Array.isArray(value) ? 'an array' : value === null ? 'null' : `of type ${typeof value}`;
  return dataError(operation, 'not a tensor', `${name} is ${type}`, 'a tensor is expected, or numbers where examples are listed one by one');
}

function classOf(operation: string, label: number, index: number): Tensor {
  if (Number.isInteger(label) && label >= 0) return tensor(label, { dtype: 'int32' });
  throw dataError(operation, 'label is not a class', `examples[${index}].label is ${label}`, 'a whole number from 0 is expected');
}

function noExamples(operation: string): Error {
  return dataError(operation, 'no examples', '0 examples', 'at least 1 is expected');
}
