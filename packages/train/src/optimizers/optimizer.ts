import type { Tensor, Tree } from '@rekur/tensor';
import { requireOptions } from '../require.js';
import { describeSchedule, scheduleOf } from '../schedules/index.js';
import type { LearningRate, Schedule, ScheduleMemory } from '../schedules/schedule.js';

/** Nested parameters, or anything of their structure: gradients, moments. */
export type ParameterTree = { readonly [name: string]: Tree };
export type OptimizerState = { readonly [slot: string]: ParameterTree };

/** Plain data that JSON keeps. */
export type OptionValue = number | boolean | string | readonly number[] | { readonly [name: string]: OptionValue };

/**
 * How parameters move along their gradients. `update` is made of tensor operations and becomes part of the training step's
 * Program; what changes from step to step comes in as scalars, so that the Program stays the same.
 */
export interface Optimizer {
  readonly name: string;
  /** As it stands in checkpoints: resuming with other options is refused. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Where the learning rate comes from; `fit` tells it the validation losses. */
  readonly schedule?: Schedule;
  /** The learning rate of step `step`, counted from 1. */
  learningRate(step: number, memory?: ScheduleMemory): number;
  /** Further scalars of step `step`, counted from 1. */
  scalars(step: number, memory?: ScheduleMemory): Readonly<Record<string, number>>;
  initialize(parameters: ParameterTree): OptimizerState;
  update(call: {
    readonly parameters: ParameterTree;
    readonly gradients: ParameterTree;
    readonly state: OptimizerState;
    readonly scalars: Readonly<Record<string, Tensor>>;
  }): { parameters: ParameterTree; state: OptimizerState };
}

/** The part of an optimiser that its learning rate settles, and how that rate stands among its options. */
export function ratesOf(learningRate: LearningRate): {
  rates: Pick<Optimizer, 'schedule' | 'learningRate'>;
  rateOption: Readonly<Record<string, OptionValue>>;
} {
  const schedule = scheduleOf(learningRate);
  const rates = { schedule, learningRate: (step: number, memory?: ScheduleMemory) => schedule.rate(step, memory) };
  if (typeof learningRate === 'number') return { rates, rateOption: { learningRate } };
  if (typeof learningRate === 'function') return { rates, rateOption: {} };
  return { rates, rateOption: { learningRate: describeSchedule(schedule) } };
}

/** Options that are switched on. One that is off is left out, so that checkpoints from before it existed still fit. */
export function switchedOn(options: Readonly<Record<string, boolean | number>>): Readonly<Record<string, boolean | number>> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== false && value !== 0));
}

/** @throws ValueError for a decay rate outside 0 … 1. */
export function requireDecays(operation: string, options: Readonly<Record<string, number>>): void {
  requireOptions(operation, options, (value) => value >= 0 && value < 1, 'a number from 0 to below 1 is expected');
}

/** @throws ValueError for a number below 0. */
export function requireNotNegative(operation: string, options: Readonly<Record<string, number>>): void {
  requireOptions(operation, options, (value) => value >= 0 && value < Infinity, 'a finite number, 0 or more, is expected');
}
