import type { Engine } from '@rekur/tensor';
import { describe } from '@rekur/tensor';
import type { Preparation } from '@rekur/train';
import { engineFor } from '@rekur/train';
import { TaskError } from '../error.js';
import type { RunOptions } from '../running.js';
import { tellPrepared } from '../running.js';
import { recur, recursionReach } from './autoregression.js';
import { createCorrector } from './correction.js';
import type { ForecastModel } from './model.js';
import type { Origin } from './network.js';
import { networkReach } from './network.js';
import { preprocess, restore } from './preprocessing.js';
import { requireFiniteValues } from './series.js';

/** How many values a model must know before it can forecast the next. */
export function modelReach({ linear }: Pick<ForecastModel, 'linear'>): number {
  return Math.max(1, recursionReach(linear));
}

/** How many values a forecast depends on: earlier ones change nothing. */
export function modelMemory({ linear, network }: Pick<ForecastModel, 'linear' | 'network'>): number {
  return Math.max(recursionReach(linear), networkReach(network.form));
}

/** Forecasts on the model's scale of the value that follows each origin [origins]. */
export type ScaledForecaster = (origins: readonly Origin[]) => Float64Array;

/** A forecaster whose networks stay in the engine's memory. */
export function createScaledForecaster(
  { linear, network }: Pick<ForecastModel, 'linear' | 'network'>,
  engine: Engine,
  onPrepared?: (preparation: Preparation) => void,
): ScaledForecaster {
  const correct = createCorrector({ ...network, groups: network.stops.map(({ members }) => members) }, engine, onPrepared);
  return (origins) => {
    const forecasts = Float64Array.from(origins, ({ values, time }) => recur(linear, values, time));
    if (origins.length === 0) return forecasts;
    correct(origins).forEach((correction, stop) => {
      const { weight } = network.stops[stop];
      for (let index = 0; index < forecasts.length; index++) forecasts[index] += weight * correction[index];
    });
    return forecasts;
  };
}

/**
 * One-step-ahead forecasts of values[from …] [values.length − from], each from the true values before it; in units of the
 * series. Nothing is fitted anew.
 * @throws TaskError for values that are not finite, or not positive where the model takes logarithms, or too few of them.
 */
export function oneStepAhead(model: ForecastModel, values: ArrayLike<number>, from: number, options: RunOptions = {}): Float64Array {
  requireKnown('oneStepAhead', model, values);
  const reach = modelReach(model);
  if (!Number.isSafeInteger(from) || from < reach || from > values.length) {
    throw new TaskError(
      describe(
        'oneStepAhead',
        'not a first forecast',
        `${from} of ${values.length} values`,
        `a whole number from ${reach} to ${values.length} is expected: the model looks ${steps(reach)} back`,
      ),
    );
  }
  const scaled = preprocess(model.preprocessing, values);
  const origins = Array.from({ length: values.length - from }, (_, index) => ({ values: scaled, time: from + index }));
  const forecastScaled = createScaledForecaster(model, engineFor(options.engine), tellPrepared('oneStepAhead', 'the networks', options));
  return forecastScaled(origins).map((value) => restore(model.preprocessing, value));
}

/** @throws TaskError for values that the model cannot go on from. */
export function requireKnown(operation: string, { name, preprocessing }: ForecastModel, values: ArrayLike<number>): void {
  requireFiniteValues(operation, name, values);
  if (preprocessing.transform !== 'log') return;
  const index = Array.from(values).findIndex((value) => value <= 0);
  if (index < 0) return;
  throw new TaskError(
    describe(
      operation,
      'value has no logarithm',
      `value ${index + 1} of ${name} is ${values[index]}`,
      'positive values are expected, as in training, since this model takes logarithms',
      'train a model on a series that has such values',
    ),
  );
}

/** `1 step`, `2 steps` */
export function steps(count: number): string {
  return `${count} ${count === 1 ? 'step' : 'steps'}`;
}
