import type { Engine } from '@rekur/tensor';
import type { EngineChoice, Preparation } from '@rekur/train';
import { preparationText } from '@rekur/train';

/** What runs the Programs of a task. */
export interface RunOptions {
  /** `'wasm'`, `'interpreter'`, or an engine. Default: that of `fit`. */
  readonly engine?: EngineChoice;
  /** Is told of each Program that is compiled. */
  readonly onDebug?: (message: string) => void;
}

/** Whether products are rounded before they are added. */
export type Arithmetic = 'separate' | 'fused';

export const arithmetics: readonly Arithmetic[] = ['separate', 'fused'];

/** What a model's card says of the engine that it was trained on. */
export interface RunCard {
  /** The engine's name: how it computed. Absent in files from before it was kept. */
  readonly engine?: string;
  /** `separate`: multiply, round, add, round. */
  readonly arithmetic: Arithmetic;
}

/** An engine's name says what its arithmetic is, unless it is the usual one. */
export function runCardOf({ name }: Engine): RunCard {
  return { engine: name, arithmetic: /\bfused\b/.test(name) ? 'fused' : 'separate' };
}

/** Tells `onDebug` of a Program that was compiled for an operation such as `generate`. */
export function tellPrepared(operation: string, what: string, { onDebug }: RunOptions): ((preparation: Preparation) => void) | undefined {
  return onDebug && ((preparation) => onDebug(`${operation}: ${preparationText(what, preparation)}`));
}

/** An event with more fields. Spreading it would copy its parameters out. */
export function extendEvent<Event extends object, More extends object>(event: Event, more: More): Event & More {
  return Object.defineProperties({ ...more }, Object.getOwnPropertyDescriptors(event)) as Event & More;
}
