import type { Engine, Session, ValueType } from '@rekur/tensor';
import { describe, interpreter, ValueError } from '@rekur/tensor';
import { arithmeticFor } from './arithmetic.js';
import { whyNotCompiled } from './available.js';
import type { CompileCache } from './compileCache.js';
import { createCompileCache } from './compileCache.js';
import { optimize } from './passes/pipeline.js';
import type { SessionParts } from './session.js';
import { createWasmSession } from './session.js';
import { targetFor } from './target.js';
import { createPool } from './threads/pool.js';
import type { Pool } from './threads/pool.js';
import { whyOneThread } from './threads/startWorker.js';
import { widthFor } from './wide.js';

export interface WasmOptions {
  /** Vector width in bits. Default: 256 where `enableWideSimd` of `@rekur/wasm/node` switched it on, else 128. Results do not depend on it. */
  readonly width?: 128 | 256;
  /** Whether products are rounded before they are added. Default: separate. Results depend on it; `measureArithmetic` of `@rekur/wasm/node` tells what it gains. */
  readonly arithmetic?: 'separate' | 'fused';
  /** How many threads work on a Program, this one included. Default 1. Results do not depend on it. */
  readonly threads?: number;
  /**
   * How many multiply-adds a Program must have to be shared among threads: a smaller one is done before the others are awake. Default 32
   * million, some 0.8 ms of one thread; 0 shares all that can be shared.
   */
  readonly shareFrom?: number;
  /** Told once if fewer threads are used than asked for, and why. Default: `console.warn`. */
  readonly notice?: (message: string) => void;
}

/**
 * The compiler as an engine: a Program becomes one WebAssembly module, a run is one call.
 * @throws ValueError for options out of range, and for a width or an arithmetic that this place does not have; `prepare` throws DTypeError for
 * float64 and ProgramError for what does not fit into 4 GiB
 */
export function wasmEngine(options: WasmOptions = {}): Engine {
  const reason = whyNotCompiled();
  if (reason !== undefined) {
    throw new ValueError(describe('wasmEngine', 'nothing can be compiled here', reason, 'a place that compiles WebAssembly is expected', "the engine 'interpreter' gives the same bits"));
  }
  const width = widthFor(options.width);
  const arithmetic = arithmeticFor(options.arithmetic);
  const threads = threadsFor(options);
  const target = targetFor({ width, arithmetic, threads });
  const name = `wasm, ${width} bits, ${arithmetic}, ${threads} thread${threads === 1 ? '' : 's'}`;
  const cache = cacheFor(name);
  let pool: Pool | undefined;
  let shared: Session | undefined;
  const parts: SessionParts = { target, cache, pool: () => (pool ??= createPool(threads)), shareFrom: shareFromOf(options) };
  const createSession = (residents: readonly ValueType[]): Session => createWasmSession(residents, parts);
  const engine: Engine = {
    name,
    prepare(program) {
      // Programs without residents leave nothing behind, so all of them may use one memory.
      shared ??= createSession([]);
      return shared.prepare(program, { inputs: program.inputs.map(() => undefined), outputs: program.outputs.map(() => undefined) });
    },
    createSession,
  };
  return engine;
}

/** Code that was compiled stays for the next engine of the same kind: it depends on nothing else. */
const caches = new Map<string, CompileCache>();

function cacheFor(name: string): CompileCache {
  let cache = caches.get(name);
  if (!cache) caches.set(name, (cache = createCompileCache()));
  return cache;
}

/** As many threads as were asked for, if they can be had here. */
function threadsFor({ threads = 1, notice = warn }: WasmOptions): number {
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new ValueError(describe('wasmEngine', 'not a number of threads', `threads is ${threads}`, `a whole number from 1 to ${MOST_THREADS} is expected`));
  }
  const reason = threads > 1 ? whyOneThread() : undefined;
  if (reason === undefined) return threads;
  notice(`wasmEngine: one thread is used instead of ${threads}: ${reason}`);
  return 1;
}

const MOST_THREADS = 64;

function shareFromOf({ shareFrom = 32e6 }: WasmOptions): number {
  if (shareFrom >= 0) return shareFrom;
  throw new ValueError(describe('wasmEngine', 'not a number of multiply-adds', `shareFrom is ${shareFrom}`, 'a number of at least 0 is expected', '0 shares all that can be shared'));
}

function warn(message: string): void {
  // A slower run than was asked for must not pass in silence; `notice` turns this off.
  // eslint-disable-next-line no-console
  console.warn(message);
}

/** The interpreter running what the compiler's passes make of a Program: the same bits as {@link wasmEngine} in separate arithmetic. */
export const referenceEngine: Engine = {
  name: 'interpreter',
  prepare: (program) => interpreter.prepare(optimize(program).program),
  createSession(residents) {
    const session = interpreter.createSession(residents);
    return {
      residents,
      write: (index, value) => session.write(index, value),
      read: (index) => session.read(index),
      prepare: (program, binding) => session.prepare(optimize(program).program, binding),
    };
  },
};
