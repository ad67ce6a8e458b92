// What a runtime tells of itself: the same training with several engines, each often enough that the optimised code runs too.
import type { WasmOptions } from '@rekur/wasm';
import { wasmEngine } from '@rekur/wasm';
import { train } from './training.js';

const STEPS = 20;
/** Engines translate quickly first and optimise what runs often. */
const RUNS = 12;

export interface Report {
  readonly engine: string;
  /** Of every training; one if all are equal, as they must be. */
  readonly hashes: readonly string[];
  readonly losses: readonly number[];
  /** What the engine had to say. */
  readonly notices: readonly string[];
}

export async function reportOn(options: WasmOptions, wait?: () => Promise<unknown>): Promise<Report> {
  const notices: string[] = [];
  const engine = wasmEngine({ arithmetic: 'separate', shareFrom: 0, ...options, notice: (message) => notices.push(message) });
  const hashes = new Set<string>();
  let losses: readonly number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const trained = await train(engine, STEPS, wait);
    hashes.add(trained.hash);
    ({ losses } = trained);
  }
  return { engine: engine.name, hashes: [...hashes], losses, notices };
}

/** With vectors of 128 bits, on one thread and on two. */
export async function reports(wait?: () => Promise<unknown>): Promise<Report[]> {
  return [await reportOn({ width: 128, threads: 1 }, wait), await reportOn({ width: 128, threads: 2 }, wait)];
}
