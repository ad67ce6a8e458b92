import type { Engine, Session } from '@rekur/tensor';
import { interpreter } from '@rekur/tensor';
import type { Target } from './emit/scope.js';
import { chooseTile } from './kernels/matmul/index.js';
import { optimize } from './passes/pipeline.js';
import { createWasmSession } from './session.js';

export interface WasmOptions {
  /** Vector width in bits. Default: 256 where it was switched on and passed its self-test, else 128. */
  readonly width?: 128 | 256;
  /** Whether products are rounded before they are added. Default: separate. */
  readonly arithmetic?: 'separate' | 'fused';
  /** Default 1. */
  readonly threads?: number;
}

/** The compiler as an engine. */
export function wasmEngine({ width = 128, arithmetic = 'separate', threads = 1 }: WasmOptions = {}): Engine {
  const target: Target = { width, arithmetic, threads, tile: chooseTile({ width, arithmetic }) };
  let shared: Session | undefined;
  return {
    name: `wasm, ${width} bits, ${arithmetic}, ${threads} thread${threads === 1 ? '' : 's'}`,
    prepare(program) {
      // Programs without residents leave nothing behind, so all of them may use one memory.
      shared ??= createWasmSession([], target);
      return shared.prepare(program, { inputs: program.inputs.map(() => undefined), outputs: program.outputs.map(() => undefined) });
    },
    createSession: (residents) => createWasmSession(residents, target),
  };
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
