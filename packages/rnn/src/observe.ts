import type { Tensor } from '@rekur/tensor';
import type { ApplyContext, Module, Parameters, State } from './module.js';

export interface Observed {
  readonly output: Tensor;
  readonly state: State;
  /**
   * Every state part and gate of every step by name, [batch, time, its width] each: `0.l1_reverse.h` and
   * `0.l1_reverse.gates.forget` are those of module 0's second layer, second direction. Zero at padded steps.
   */
  readonly steps: Readonly<Record<string, Tensor>>;
}

export interface ObserveOptions {
  /** State to go on from; default: the one before the first step. */
  state?: State;
  /** Lengths of the rows, and a key if dropout is to act. */
  context?: ApplyContext;
}

/**
 * Applies a model and keeps every state and gate of its recurrent layers, wherever they stand in it. The output is the same,
 * bit for bit, as without looking.
 */
export function observe(model: Module, parameters: Parameters, input: Tensor, { state, context }: ObserveOptions = {}): Observed {
  const steps: Record<string, Tensor> = {};
  const result = model.apply(parameters, input, state, {
    ...context,
    observer: {
      ...context?.observer,
      unrolled: (path, run) => {
        for (const [name, value] of Object.entries(run.states)) steps[`${path}.${name}`] = value;
        for (const [name, value] of Object.entries(run.gates)) steps[`${path}.gates.${name}`] = value;
      },
    },
  });
  return { ...result, steps };
}
