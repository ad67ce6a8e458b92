import type { Binding, PreparedProgram, Program, Tensor, ValueType } from '@rekur/tensor';
import { describe, formatType, sameShape, ShapeError, ValueError } from '@rekur/tensor';
import type { Compiled } from './compile.js';
import { complaints } from './complaints.js';
import type { SessionMemory } from './memory.js';
import type { Part, Pool } from './threads/pool.js';

/** Which residents changed when, and whose values lie in the memory that all Programs share. */
export interface Changes {
  /** Counts up with every change. */
  clock: number;
  /** The clock when each resident last changed. */
  readonly residents: number[];
  /** The Program that ran last. */
  last: object | undefined;
}

export interface RunnerOptions {
  readonly program: Program;
  readonly binding: Binding;
  readonly compiled: Compiled;
  readonly module: WebAssembly.Module;
  readonly memory: SessionMemory;
  readonly changes: Changes;
  readonly pool?: Pool;
}

/** A compiled Program in its session's memory: puts arguments there, runs, gives results. */
export function createRunner({ program, binding, compiled, module, memory, changes, pool }: RunnerOptions): PreparedProgram {
  const { exports } = new WebAssembly.Instance(module, { env: { memory: memory.memory } });
  const number = pool?.add(module, memory.memory);
  const run = (which: 'prepare' | 'program'): void => {
    const part = exports[which] as Part;
    if (pool) pool.run(number as number, which, part, memory.memory);
    else part(0, 1);
  };
  const { inputs, outputs } = compiled.kernel;
  const argumentsOf = <T>(values: readonly T[]): T[] => values.filter((_, index) => binding.inputs[index] === undefined);
  const resultsOf = <T>(values: readonly T[]): T[] => values.filter((_, index) => binding.outputs[index] === undefined);
  const argumentTypes = argumentsOf(program.inputs).map(({ type }) => type);
  const argumentAddresses = argumentsOf(inputs).map((buffer) => compiled.address(buffer));
  const resultTypes = resultsOf(program.outputs).map(({ type }) => type);
  const resultAddresses = resultsOf(outputs).map((buffer) => compiled.address(buffer) as number);
  const replaced = binding.outputs.filter((resident) => resident !== undefined);
  let preparedAt = -1;

  const prepared: PreparedProgram = (values) => {
    if (values.length > argumentTypes.length) {
      throw new ShapeError(describe('wasm', 'too many inputs', `${values.length} are given`, `the Program takes ${argumentTypes.length}`));
    }
    argumentTypes.forEach((type, index) => requireType(`input ${index}`, values[index], type));
    memory.status().fill(0);
    if (exports['prepare'] && (changes.last !== prepared || compiled.sources.some((resident) => changes.residents[resident] > preparedAt))) {
      run('prepare');
      preparedAt = changes.clock;
    }
    changes.last = prepared;
    argumentAddresses.forEach((address, index) => address !== undefined && memory.upload(address, values[index]));
    run('program');
    for (const resident of replaced) changes.residents[resident] = ++changes.clock;
    const [complaint, position, value, below] = memory.status();
    if (complaint !== 0) throw complaintError(complaint, position, value, below);
    return resultTypes.map((type, index) => memory.download(resultAddresses[index], type));
  };
  if (pool) forgetWith(pool).register(prepared, number as number);
  return prepared;
}

const registries = new WeakMap<Pool, FinalizationRegistry<number>>();

/** Threads forget a Program when nobody can run it any more, so that its memory goes. */
function forgetWith(pool: Pool): FinalizationRegistry<number> {
  let registry = registries.get(pool);
  if (!registry) registries.set(pool, (registry = new FinalizationRegistry((program) => pool.forget(program))));
  return registry;
}

function complaintError(complaint: number, position: number, value: number, below: number): ValueError {
  if (complaint === complaints.tripCount) {
    return new ValueError(describe('scan', 'trip count out of range', `${value} steps`, `0 to ${below} steps fit the per-step inputs`));
  }
  const operation = complaint === complaints.gather ? 'gather' : 'scatterAdd';
  return new ValueError(describe(operation, 'index out of range', `index ${value} at position ${position}`, `indices must be from 0 to ${below - 1}`));
}

/** @throws ShapeError unless a value is of the type that is expected */
export function requireType(what: string, value: Tensor | undefined, type: ValueType): asserts value {
  if (value !== undefined && value.dtype === type.dtype && sameShape(value.shape, type.shape)) return;
  throw new ShapeError(
    describe('wasm', 'input does not fit the Program', `${what} is ${value === undefined ? 'missing' : formatType(value)}`, `${formatType(type)} is expected`, 'trace again for another shape'),
  );
}
