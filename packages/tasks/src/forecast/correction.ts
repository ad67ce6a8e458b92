import type { Parameters } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import type { Preparation } from '@rekur/train';
import { createTreeSession } from '@rekur/train';
import { averagingWeights } from './averaging.js';
import type { NetworkForm, NetworkScale, Origin } from './network.js';
import { networkInputs, networkModule } from './network.js';

/** LSTMs that read the same inputs; each group of them is, on average, one correction. */
export interface Ensembles {
  readonly form: NetworkForm;
  readonly scale: NetworkScale;
  readonly groups: readonly (readonly Parameters[])[];
}

/** What the LSTMs of each group on average would add to the linear path at each origin [groups][origins], on the model's scale. */
export type Corrector = (origins: readonly Origin[]) => Float64Array[];

/** A corrector whose weights stay in the engine's memory; one Program per number of origins runs all LSTMs. */
export function createCorrector({ form, scale, groups }: Ensembles, engine: Engine, onPrepared?: (preparation: Preparation) => void): Corrector {
  if (groups.length === 0) return () => [];
  const module = networkModule(form);
  const session = createTreeSession(engine, { groups });
  const apply = session.bind(
    ['groups'],
    (residents, { inputs }: { inputs: Tensor }) => ({
      results: Object.fromEntries(
        residents.groups.flatMap((members, group) => members.map((member, index) => [nameOf(group, index), module.apply(member, inputs).output])),
      ),
    }),
    onPrepared,
  );
  return (origins) => {
    const outputs = apply({ inputs: networkInputs(form, scale, origins) });
    return groups.map((members, group) => {
      const sum = new Float64Array(origins.length);
      members.forEach((_, index) => {
        const { data } = outputs[nameOf(group, index)];
        for (let origin = 0; origin < sum.length; origin++) sum[origin] += data[origin];
      });
      return sum.map((value) => (value * scale.target) / members.length);
    });
  };
}

function nameOf(group: number, member: number): string {
  return `${group}.${member}`;
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
