import type { Module, Parameters } from '@rekur/rnn';
import { lastStep, linear, lstm, sequential } from '@rekur/rnn';
import type { Tensor } from '@rekur/tensor';
import { fromData, mapTree, randomKey, zeros } from '@rekur/tensor';
import type { Differencing } from './differencing.js';
import { differencingReach, differencingTerms } from './differencing.js';

/** What an LSTM sees and how large it is. */
export interface NetworkForm {
  /** The differences that it reads, of values on the model's scale. */
  readonly differencing: Differencing;
  /** Steps that it reads before each forecast. */
  readonly window: number;
  readonly hidden: number;
}

/** Mean and deviation of the network's inputs, and deviation of its targets; all on the model's scale. */
export interface NetworkScale {
  readonly mean: number;
  readonly deviation: number;
  readonly target: number;
}

/** LSTM → linear at its last step: [batch, window, features] → [batch, 1]. */
export function networkModule({ hidden, ...form }: NetworkForm): Module {
  return sequential(lstm(featureCount(form), hidden), lastStep(), linear(hidden, 1));
}

/** One number per step, and in a seasonal series the one a season before the next step beside it. */
export function featureCount({ differencing }: Pick<NetworkForm, 'differencing'>): number {
  return differencing.period > 1 ? 2 : 1;
}

/** The first parameters of a seed, with a head of zeros: an untrained network corrects nothing. */
export function initialParameters(module: Module, seed: number): Parameters {
  const { 0: cell, 2: head } = module.initialize(randomKey(seed));
  return { 0: cell, 2: mapTree(head, ({ shape }) => zeros(shape)) };
}

/** Where a forecast is made: from the values before `time`. */
export interface Origin {
  /** On the model's scale, up to `time` at least. */
  readonly values: ArrayLike<number>;
  readonly time: number;
}

/**
 * Inputs [origins, window, features] for forecasts at the origins. Steps before the series begins are 0, its mean.
 */
export function networkInputs(form: NetworkForm, scale: NetworkScale, origins: readonly Origin[]): Tensor {
  const { differencing, window } = form;
  const features = featureCount(form);
  const terms = differencingTerms(differencing);
  const reach = differencingReach(differencing);
  const at = (values: ArrayLike<number>, time: number): number => {
    if (time < reach) return 0;
    let change = values[time];
    for (const [lag, sign] of terms) change -= sign * values[time - lag];
    return (change - scale.mean) / scale.deviation;
  };
  const data = new Float32Array(origins.length * window * features);
  let next = 0;
  for (const { values, time } of origins) {
    for (let step = time - window; step < time; step++) {
      data[next++] = at(values, step);
      if (features === 2) data[next++] = at(values, step + 1 - differencing.period);
    }
  }
  return fromData(data, [origins.length, window, features]);
}

/** How many values must precede a forecast for its inputs to be whole. */
export function networkReach({ differencing, window }: NetworkForm): number {
  return window + differencingReach(differencing) + (differencing.period > 1 ? differencing.period : 0);
}
