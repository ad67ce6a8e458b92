import type { Engine } from '@rekur/tensor';
import { describe, ValueError } from '@rekur/tensor';
import type { WasmOptions } from '@rekur/wasm';
import { referenceEngine, wasmEngine, whyNotCompiled } from '@rekur/wasm';

/** `wasm` compiles Programs to WebAssembly; `interpreter` runs them in plain TypeScript, to the same bits. */
export type EngineName = 'wasm' | 'interpreter';

/** What runs Programs: an engine by name, or one as it is. */
export type EngineChoice = EngineName | Engine;

/** Of the engine `wasm` alone. */
export type EngineOptions = WasmOptions;

const engines: { readonly [Name in EngineName]: (options: EngineOptions) => Engine } = {
  wasm: wasmEngine,
  interpreter: () => referenceEngine,
};

/** The engines that go by a name. */
export const engineNames = Object.keys(engines) as readonly EngineName[];

/**
 * What runs Programs where nothing is chosen. The interpreter does in float64, which is not compiled, and where nothing can be
 * compiled, as on a page whose policy forbids it.
 */
export const defaultEngine: EngineName = 'wasm';

/**
 * The engine that was chosen.
 * @param options width, arithmetic and threads, for `wasm` alone
 * @throws ValueError for what is no engine, and for options that the one chosen does not have
 */
export function engineFor(choice: EngineChoice = defaultHere(), options: EngineOptions = {}): Engine {
  const given = Object.entries(options).find(([, value]) => value !== undefined);
  if (given && choice !== 'wasm') {
    const name = typeof choice === 'string' ? `'${choice}'` : 'one that is made already';
    throw new ValueError(describe('engineFor', 'options do not fit the engine', `${given[0]} is given for ${name}`, "options are for 'wasm'", `leave ${given[0]} out`));
  }
  if (typeof choice === 'string' && Object.hasOwn(engines, choice)) return engines[choice](options);
  const { name, prepare, createSession } = Object(choice) as Partial<Record<keyof Engine, unknown>>;
  if (typeof name === 'string' && typeof prepare === 'function' && typeof createSession === 'function') return choice as Engine;
  const what = typeof choice === 'string' ? `'${choice}'` : `an engine of type ${typeof choice} that lacks ${missing({ name, prepare, createSession })}`;
  throw new ValueError(describe('engineFor', 'no such engine', what, `'${engineNames.join("' or '")}', or an Engine of your own, is expected`));
}

function defaultHere(): EngineName {
  return whyNotCompiled() === undefined ? defaultEngine : 'interpreter';
}

function missing(parts: Readonly<Record<string, unknown>>): string {
  return Object.keys(parts).filter((key) => parts[key] === undefined).join(', ');
}
