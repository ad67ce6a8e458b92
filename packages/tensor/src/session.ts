import { checkBinding, rangeOf } from './binding.js';
import type { Binding } from './binding.js';
import { allocate } from './dtype.js';
import { describe, ShapeError, ValueError } from './error.js';
import type { Program } from './program.js';
import type { ValueType } from './shape.js';
import { checkShape, formatType, sameShape, sizeOf } from './shape.js';
import { Tensor } from './tensor.js';

/** A Program that is ready to run, as often as wanted. */
export type PreparedProgram = (inputs: readonly Tensor[]) => Tensor[];

/**
 * Residents: parameters, optimiser state, carried state. Several Programs (training, validation, the last smaller batch) may
 * work on the same ones. They are zero until they are written.
 */
export interface Session {
  readonly residents: readonly ValueType[];
  /** Replaces resident `index`. @throws ShapeError if the value is of another type */
  write(index: number, value: Tensor): void;
  /** A copy of resident `index` as it is now. @throws ValueError if there is none, as `write` does */
  read(index: number): Tensor;
  /**
   * Prepares a Program whose inputs and outputs are bound to residents or not: the function returned takes the inputs that are
   * not, and gives the outputs that are not. If a run throws, the residents are as they were.
   */
  prepare(program: Program, binding: Binding): PreparedProgram;
}

/**
 * A session on an engine that has no memory of its own: residents are tensors, and a run that ends replaces those that it changes.
 * @throws ShapeError, DTypeError or ValueError for a resident that is no type of a value
 */
export function createSessionOn(engine: { prepare(program: Program): PreparedProgram }, residents: readonly ValueType[]): Session {
  const types = [...residents];
  const values = types.map((type) => {
    checkShape('createSession', type.shape);
    return new Tensor(type, allocate(type.dtype, sizeOf(type.shape)));
  });
  return {
    residents: types,
    write(index, value) {
      requireResident('write', types, index);
      requireType(types, index, value);
      values[index] = copyOf(value);
    },
    read(index) {
      requireResident('read', types, index);
      return copyOf(values[index]);
    },
    prepare(program, binding) {
      checkBinding(program, binding, types);
      return bind(engine.prepare(program), binding, values);
    },
  };
}

function bind(run: PreparedProgram, { inputs, outputs }: Binding, values: Tensor[]): PreparedProgram {
  const places = [...inputs];
  const targets = [...outputs];
  const expected = places.filter((resident) => resident === undefined).length;
  return (args) => {
    requireArguments(args.length, expected);
    let next = 0;
    const results = run(places.map((resident) => (resident === undefined ? args[next++] : values[resident])));
    // Only now: what throws leaves the residents as they were.
    targets.forEach((resident, index) => {
      if (resident !== undefined) values[resident] = results[index];
    });
    return results.filter((_, index) => targets[index] === undefined);
  };
}

/** @throws ShapeError unless there is an argument for each input that is not bound. */
function requireArguments(given: number, expected: number): void {
  if (given === expected) return;
  throw new ShapeError(
    describe('session', 'arguments do not fit the Program', `${given}`, `one for each input that is not bound to a resident is expected: ${expected}`),
  );
}

/** @throws ValueError for a number that no resident has */
function requireResident(operation: 'read' | 'write', residents: readonly ValueType[], index: number): void {
  if (Object.hasOwn(residents, index)) return;
  throw new ValueError(describe(`session.${operation}`, 'no such resident', String(index), rangeOf(residents)));
}

/** @throws ShapeError for a value of another type than the resident's */
function requireType(residents: readonly ValueType[], index: number, value: Tensor): void {
  const type = residents[index];
  if (value instanceof Tensor && value.dtype === type.dtype && sameShape(value.shape, type.shape)) return;
  throw new ShapeError(
    describe('session.write', 'value does not fit the resident', `${formatType(value)} for resident ${index}`, `${formatType(type)} is expected`, 'create a session for values of another type'),
  );
}

function copyOf({ shape, dtype, data }: Tensor): Tensor {
  return new Tensor({ shape, dtype }, data.slice());
}
