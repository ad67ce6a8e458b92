import type { Tensor, Tree } from '@rekur/tensor';

/** Nested parameters, or anything of their structure: gradients, moments. */
export type ParameterTree = { readonly [name: string]: Tree };
export type OptimizerState = { readonly [slot: string]: ParameterTree };

/**
 * How parameters move along their gradients. `update` is made of tensor operations and becomes part of the training step's
 * Program; what changes from step to step comes in as scalars, so that the Program stays the same.
 */
export interface Optimizer {
  readonly name: string;
  /** As it stands in checkpoints: resuming with other options is refused. */
  readonly options: Readonly<Record<string, number | boolean>>;
  /** The learning rate of step `step`, counted from 1. */
  learningRate(step: number): number;
  /** Further scalars of step `step`, counted from 1. */
  scalars(step: number): Readonly<Record<string, number>>;
  initialize(parameters: ParameterTree): OptimizerState;
  update(call: {
    readonly parameters: ParameterTree;
    readonly gradients: ParameterTree;
    readonly state: OptimizerState;
    readonly scalars: Readonly<Record<string, Tensor>>;
  }): { parameters: ParameterTree; state: OptimizerState };
}

/** A fixed rate, or one for each step, counted from 1. */
export type LearningRate = number | ((step: number) => number);

export function rateAt(rate: LearningRate, step: number): number {
  return typeof rate === 'number' ? rate : rate(step);
}

/** base^exponent by squaring: multiplications alone, so that every engine gives the same bits (Math.pow does not). */
export function wholePower(base: number, exponent: number): number {
  let result = 1;
  for (let factor = base, rest = exponent; rest > 0; rest = Math.floor(rest / 2), factor *= factor) {
    if (rest % 2 === 1) result *= factor;
  }
  return result;
}
