import type { Program, Session, ValueType } from '@rekur/tensor';
import { checkBinding, checkProgram, describe, DTypeError, formatType, isProgram, ProgramError, sizeOf } from '@rekur/tensor';
import { compile, FIRST_ADDRESS, PAGE } from './compile.js';
import type { CompileCache } from './compileCache.js';
import type { Target } from './emit/scope.js';
import type { Buffer } from './ir/view.js';
import { createMemory } from './memory.js';
import { optimize } from './passes/pipeline.js';
import type { Changes } from './runner.js';
import { createRunner, requireType } from './runner.js';
import { bytesOf } from './schedule/plan.js';
import type { Pool } from './threads/pool.js';

/** WebAssembly addresses 32 bits. */
const MOST_PAGES = 65535;
export const MOST_BYTES = MOST_PAGES * PAGE;

/** What sessions of one engine share. */
export interface SessionParts {
  readonly target: Target;
  readonly cache: CompileCache;
  /** Starts the threads, if they have not been started. */
  readonly pool: () => Pool;
  /** Multiply-adds of a Program from which threads share it. */
  readonly shareFrom: number;
}

/** One memory with residents at its beginning, and Programs that work on them. */
export function createWasmSession(residents: readonly ValueType[], { target, cache, pool, shareFrom }: SessionParts): Session {
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
  const sharedPages = target.threads > 1 ? MOST_PAGES : undefined;
  const memory = createMemory(start, sharedPages);
  const residentAddress = (buffer: Buffer): number => addresses.get(buffer) as number;
  const changes: Changes = { clock: 0, residents: residents.map(() => 0), last: undefined };

  return {
    residents,
    write(index, value) {
      requireType(`resident ${index}`, value, residents[index]);
      memory.upload(residentAddress(buffers[index]), value);
      changes.residents[index] = ++changes.clock;
    },
    read: (index) => memory.download(residentAddress(buffers[index]), residents[index]),
    prepare(program, binding) {
      checkProgram(program);
      checkBinding(program, binding, residents);
      requireFloat32(program);
      const { compiled, module } = cache.get(program, binding, residents, () => {
        const optimised = optimize(program).program;
        const made = compile(optimised, binding, { target, residents: buffers, residentAddress, start, ...(sharedPages !== undefined && { sharedPages }) });
        requireRoom(made.memoryBytes, allTypes(optimised));
        return made;
      });
      memory.require(compiled.memoryBytes);
      const isShared = target.threads > 1 && compiled.sharedWork >= shareFrom;
      return createRunner({ program, binding, compiled, module, memory, changes, ...(isShared && { pool: pool() }) });
    },
  };
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
