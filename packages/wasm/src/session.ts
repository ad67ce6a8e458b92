import type { Binding, DType, PreparedProgram, Program, Session, TypedArray, ValueType } from '@rekur/tensor';
import { allocate, checkBinding, checkProgram, describe, DTypeError, formatType, isProgram, ProgramError, sameShape, ShapeError, sizeOf, Tensor, ValueError } from '@rekur/tensor';
import { compile, FIRST_ADDRESS, PAGE } from './compile.js';
import type { Compiled } from './compile.js';
import { complaints } from './emit/indexed.js';
import type { Target } from './emit/scope.js';
import type { Buffer } from './ir/view.js';
import { optimize } from './passes/pipeline.js';
import { bytesOf } from './schedule/plan.js';
import type { Pool } from './threads/pool.js';

/** WebAssembly addresses 32 bits. */
const MOST_PAGES = 65535;
export const MOST_BYTES = MOST_PAGES * PAGE;

/** One memory with residents at its beginning, and Programs that work on them. */
export function createWasmSession(residents: readonly ValueType[], target: Target, pool?: Pool): Session {
  for (const type of residents) requireDType(type);
  const addresses = new Map<Buffer, number>();
  let start = FIRST_ADDRESS;
  const buffers = residents.map((type, index): Buffer => {
    const buffer: Buffer = { name: `resident${index}`, dtype: type.dtype, elements: sizeOf(type.shape), role: 'resident' };
    addresses.set(buffer, start);
    start += bytesOf(buffer);
    return buffer;
  });
  requireRoom(start, residents);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(start / PAGE), ...(pool && { maximum: MOST_PAGES, shared: true }) });
  const residentAddress = (buffer: Buffer): number => addresses.get(buffer) as number;

  return {
    residents,
    write(index, value) {
      requireType(`resident ${index}`, value, residents[index]);
      upload(memory, residentAddress(buffers[index]), value);
    },
    read: (index) => download(memory, residentAddress(buffers[index]), residents[index]),
    prepare(program, binding) {
      checkProgram(program);
      checkBinding(program, binding, residents);
      requireFloat32(program);
      const optimised = optimize(program).program;
      const compiled = compile(optimised, binding, { target, residents: buffers, residentAddress, start, ...(pool && { sharedPages: MOST_PAGES }) });
      requireRoom(compiled.memoryBytes, allTypes(optimised));
      grow(memory, compiled.memoryBytes);
      return runner(program, binding, compiled, memory, pool);
    },
  };
}

function runner(program: Program, binding: Binding, compiled: Compiled, memory: WebAssembly.Memory, pool: Pool | undefined): PreparedProgram {
  const module = new WebAssembly.Module(compiled.bytes);
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const part = instance.exports['program'] as (thread: number, threads: number) => void;
  const number = pool?.add(module, memory);
  const { inputs, outputs } = compiled.kernel;
  const isArgument = (_: unknown, index: number): boolean => binding.inputs[index] === undefined;
  const argumentTypes = program.inputs.filter(isArgument).map(({ type }) => type);
  const argumentAddresses = inputs.filter(isArgument).map((buffer) => compiled.address(buffer));
  const isResult = (_: unknown, index: number): boolean => binding.outputs[index] === undefined;
  const resultTypes = program.outputs.filter(isResult).map(({ type }) => type);
  const resultAddresses = outputs.filter(isResult).map((buffer) => compiled.address(buffer) as number);
  const prepared: PreparedProgram = (values) => {
    if (values.length > argumentTypes.length) {
      throw new ShapeError(describe('wasm', 'too many inputs', `${values.length} are given`, `the Program takes ${argumentTypes.length}`));
    }
    argumentTypes.forEach((type, index) => requireType(`input ${index}`, values[index], type));
    argumentAddresses.forEach((address, index) => address !== undefined && upload(memory, address, values[index]));
    new Int32Array(memory.buffer, 0, 4).fill(0);
    if (pool) pool.run(number as number, part, memory);
    else part(0, 1);
    const [complaint, position, value, below] = new Int32Array(memory.buffer, 0, 4);
    if (complaint !== 0) throw complaintError(complaint, position, value, below);
    return resultTypes.map((type, index) => download(memory, resultAddresses[index], type));
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

function upload(memory: WebAssembly.Memory, address: number, { dtype, data }: Tensor): void {
  if (dtype === 'bool') {
    const words = new Int32Array(memory.buffer, address, data.length);
    for (let index = 0; index < words.length; index++) words[index] = -data[index];
  } else viewOf(memory, address, dtype, data.length).set(data);
}

function download(memory: WebAssembly.Memory, address: number, type: ValueType): Tensor {
  const { shape, dtype } = type;
  const data = allocate(dtype, sizeOf(shape));
  if (dtype === 'bool') {
    const words = new Int32Array(memory.buffer, address, data.length);
    for (let index = 0; index < words.length; index++) data[index] = words[index] & 1;
  } else data.set(viewOf(memory, address, dtype, data.length));
  return new Tensor({ shape, dtype }, data);
}

function viewOf(memory: WebAssembly.Memory, address: number, dtype: DType, length: number): TypedArray {
  if (dtype === 'float32') return new Float32Array(memory.buffer, address, length);
  return dtype === 'uint32' ? new Uint32Array(memory.buffer, address, length) : new Int32Array(memory.buffer, address, length);
}

function grow(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil(bytes / PAGE) - memory.buffer.byteLength / PAGE;
  if (missing > 0) memory.grow(missing);
}

function requireType(what: string, value: Tensor | undefined, type: ValueType): asserts value {
  if (value !== undefined && value.dtype === type.dtype && sameShape(value.shape, type.shape)) return;
  throw new ShapeError(
    describe('wasm', 'input does not fit the Program', `${what} is ${value === undefined ? 'missing' : formatType(value)}`, `${formatType(type)} is expected`, 'trace again for another shape'),
  );
}

/** @throws DTypeError for float64, wherever it is */
export function requireFloat32(program: Program): void {
  for (const { type } of program.inputs) requireDType(type);
  for (const { params, outputs } of program.equations) {
    for (const { type } of outputs) requireDType(type);
    if (isProgram(params.body)) requireFloat32(params.body);
  }
}

function requireDType(type: ValueType): void {
  if (type.dtype !== 'float64') return;
  throw new DTypeError(
    describe('wasm', 'float64 is not compiled', `a value is ${formatType(type)}`, 'float32, int32, uint32 or bool is expected', "the engine 'interpreter' takes float64"),
  );
}

function allTypes(program: Program): ValueType[] {
  return [...program.inputs, ...program.equations.flatMap(({ outputs }) => outputs)].map(({ type }) => type);
}

/** @throws ProgramError for what 32 bits cannot address, before anything is allocated */
function requireRoom(bytes: number, types: readonly ValueType[]): void {
  if (bytes <= MOST_BYTES) return;
  const largest = [...types].sort((a, b) => sizeOf(b.shape) - sizeOf(a.shape))[0];
  throw new ProgramError(
    describe(
      'wasm',
      'does not fit into memory',
      `${(bytes / 2 ** 30).toFixed(1)} GiB are needed${largest ? `, the largest value is ${formatType(largest)}` : ''}`,
      'at most 4 GiB are expected, which is what WebAssembly addresses',
      'take a smaller batch or fewer steps, or remat: true, which stores less',
    ),
  );
}
