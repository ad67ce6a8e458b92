import type { Parameters } from '@rekur/rnn';
import { averagingWeights } from './averaging.js';
import type { NetworkForm, NetworkScale, Origin } from './network.js';
import { networkInputs, networkModule } from './network.js';

/** LSTMs that read the same inputs, on average one correction. */
export interface Ensemble {
  readonly form: NetworkForm;
  readonly scale: NetworkScale;
  readonly members: readonly Parameters[];
}

/** What the LSTMs on average would add to the linear path at each origin [origins], on the model's scale. */
export function meanCorrection({ form, scale, members }: Ensemble, origins: readonly Origin[]): Float64Array {
  const module = networkModule(form);
  const inputs = networkInputs(form, scale, origins);
  const sum = new Float64Array(origins.length);
  for (const member of members) {
    const { data } = module.apply(member, inputs).output;
    for (let index = 0; index < sum.length; index++) sum[index] += data[index];
  }
  return sum.map((value) => (value * scale.target) / members.length);
}

/** How much of the correction after so many updates is added. */
export interface StopWeight {
  readonly step: number;
  /** Above 0; those of all stops sum to at most 1. */
  readonly weight: number;
}

/** Forecasts that were made without knowing what they forecast. */
export interface RehearsedForecasts {
  /** By the linear path alone, on the model's scale [times]. */
  readonly linear: Float64Array;
  /** What the networks would add after each stop [stops][times]. */
  readonly corrections: readonly Float64Array[];
  /** In units of the series [times]. */
  readonly actual: Float64Array;
}

/** Fractions of a correction that are compared. */
const FRACTIONS = [0.25, 0.5, 0.75, 1];
/** Weights below this are not worth their networks' time. */
const LEAST_WEIGHT = 0.02;

/**
 * How much of each stop's correction to add: the mean over adding nothing and adding each fraction of each stop's,
 * weighted by the errors that they would have made ({@link averagingWeights}); before any error is known, nothing counts
 * as much as all the rest together. Networks that make forecasts much worse come out with weight 0.
 *
 * @param restore from the model's scale to that of the series
 */
export function chooseWeights(stops: readonly number[], rehearsed: RehearsedForecasts, restore: (scaled: number) => number): StopWeight[] {
  const { linear, corrections, actual } = rehearsed;
  const squaredError = (stop: number, fraction: number): number => {
    let sum = 0;
    for (let index = 0; index < actual.length; index++) {
      const error = restore(linear[index] + fraction * corrections[stop][index]) - actual[index];
      sum += error * error;
    }
    return Number.isFinite(sum) ? sum / actual.length : Infinity;
  };
  const added = stops.flatMap((_, stop) => FRACTIONS.map((fraction) => ({ stop, fraction })));
  const errors = [squaredError(0, 0), ...added.map(({ stop, fraction }) => squaredError(stop, fraction))];
  const [, ...shares] = averagingWeights(errors, [added.length, ...added.map(() => 1)]);
  const weights = stops.map((_, stop) => added.reduce((sum, each, index) => (each.stop === stop ? sum + shares[index] * each.fraction : sum), 0));
  return stops.map((step, stop) => ({ step, weight: weights[stop] })).filter(({ weight }) => weight >= LEAST_WEIGHT);
}
