import { recur } from './autoregression.js';
import { chooseWeights, createCorrector } from './correction.js';
import type { ForecastProgressEvent } from './events.js';
import { rootMeanSquaredError } from './metrics.js';
import type { NetworkContribution } from './model.js';
import type { ForecastPlan } from './plan.js';
import { restore } from './preprocessing.js';
import { fitRecipe } from './recipe.js';
import type { Trainer } from './trainer.js';

/** What forecasts inside the training part showed. */
export interface Rehearsal {
  readonly contribution: NetworkContribution;
  /** One-step errors of linear path and networks together, on the model's scale: actual − forecast. */
  readonly residuals: Float64Array;
}

/**
 * Fits linear path and networks before each fold, forecasts the fold's values one step ahead, and chooses from the errors
 * how much of the networks' corrections to add; undefined if stopped.
 */
export async function* rehearse(trainer: Trainer, plan: ForecastPlan, values: Float64Array, scaled: Float64Array): AsyncGenerator<ForecastProgressEvent, Rehearsal | undefined> {
  const { networks } = plan.settings;
  const times: number[] = [];
  const linear: number[] = [];
  const corrections = plan.stops.map((): number[] => []);
  for (const [index, { start, end }] of plan.folds.entries()) {
    const stops = plan.stops.map((step) => ({ step, weight: 0 }));
    const fitted = yield* fitRecipe(trainer, plan, { phase: 'choose', name: `choose ${index + 1}.`, networks, stops, scaled, end: start });
    if (!fitted) return undefined;
    const { path, network } = fitted;
    const origins = Array.from({ length: end - start }, (_, offset) => ({ values: scaled, time: start + offset }));
    times.push(...origins.map(({ time }) => time));
    linear.push(...origins.map(({ time }) => recur(path.recursion, scaled, time)));
    const correct = createCorrector({ ...network, groups: network.stops.map(({ members }) => members) }, trainer.engine);
    correct(origins).forEach((correction, stop) => corrections[stop].push(...correction));
  }
  const toSeries = (value: number): number => restore(plan.preprocessing, value);
  const actual = Float64Array.from(times, (time) => values[time]);
  const withNothing = Float64Array.from(linear);
  const stops = chooseWeights(plan.stops, { linear: withNothing, corrections: corrections.map((each) => Float64Array.from(each)), actual }, toSeries);
  const forecasts = withNothing.map((base, index) =>
    stops.reduce((sum, { step, weight }) => sum + weight * corrections[plan.stops.indexOf(step)][index], base),
  );
  return {
    contribution: {
      weight: stops.reduce((sum, { weight }) => sum + weight, 0),
      stops,
      errorWithout: rootMeanSquaredError(withNothing.map(toSeries), actual),
      errorWith: rootMeanSquaredError(forecasts.map(toSeries), actual),
    },
    residuals: forecasts.map((each, index) => scaled[times[index]] - each),
  };
}
