import type { Autoregression, AutoregressionForm, LinearRecursion } from './autoregression.js';
import { combineAutoregressions, fitAutoregression, rollingAutoregression } from './autoregression.js';
import { averagingWeights } from './averaging.js';
import { candidateForms } from './candidates.js';
import { rootMeanSquaredError } from './metrics.js';
import type { Transform } from './preprocessing.js';
import { fitPreprocessing, preprocess, restore } from './preprocessing.js';

/** An autoregression's share in the linear path. */
export interface LinearShare {
  readonly form: AutoregressionForm;
  /** Shares sum to 1. */
  readonly weight: number;
  /** Root of its mean squared one-step error in rolling-origin evaluation, in units of the series. */
  readonly error: number;
}

/** What rolling-origin evaluation inside the training part chose. */
export interface LinearChoice {
  readonly transform: Transform;
  /** The heaviest first. */
  readonly shares: readonly LinearShare[];
  /** Autoregressions tried, over all transforms. */
  readonly tried: number;
}

/** Where to look for a linear path. */
export interface LinearSearch {
  /** Steps in a season; 1 for none. */
  readonly period: number;
  /** The first value that is forecast. */
  readonly first: number;
  /** Values from one fit to the next. */
  readonly every: number;
  /** Whether logarithms can be taken: of all values, those after the training part included. */
  readonly positive: boolean;
}

/** The linear path fitted to values. */
export interface LinearPath {
  readonly parts: readonly { readonly weight: number; readonly model: Autoregression }[];
  readonly recursion: LinearRecursion;
}

/**
 * A form without any difference goes wrong by any amount on a series that wanders off, where one with differences costs at
 * most a factor; and the fewer values, the less its errors so far say. So it starts with the weight n / (n + 100), n the
 * values before the first forecast, where others start with 1.
 */
const DOUBT = 100;

/**
 * Chooses transform and autoregressions by their one-step errors on values[first …], in blocks of `every` values: fitted
 * to what came before the block, then used throughout it, as models are used. Logarithms are tried if `positive`.
 */
export function chooseLinearPath(values: Float64Array, { period, first, every, positive }: LinearSearch): LinearChoice {
  const forms = candidateForms(period, first);
  const actual = values.slice(first);
  const transforms: readonly Transform[] = positive ? ['log', 'none'] : ['none'];
  const byTransform = transforms.map((transform) => {
    const preprocessing = fitPreprocessing(transform, values.slice(0, first));
    const scaled = preprocess(preprocessing, values);
    const rated = forms.map((form) => {
      const forecasts = rollingAutoregression(form, scaled, first, every).map((value) => restore(preprocessing, value));
      const error = rootMeanSquaredError(forecasts, actual);
      return { form, error: Number.isFinite(error) ? error : Infinity };
    });
    return { transform, rated, best: Math.min(...rated.map(({ error }) => error)) };
  });
  const chosen = byTransform.reduce((least, each) => (each.best < least.best ? each : least));
  return { transform: chosen.transform, shares: sharesOf(chosen.rated, first / (first + DOUBT)), tried: forms.length * byTransform.length };
}

function sharesOf(rated: readonly { form: AutoregressionForm; error: number }[], undifferenced: number): LinearShare[] {
  const weights = averagingWeights(
    rated.map(({ error }) => error * error),
    rated.map(({ form }) => (form.ordinary || form.seasonal ? 1 : undifferenced)),
  );
  return rated
    .map(({ form, error }, index) => ({ form, weight: weights[index], error }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
}

/** Fits the chosen autoregressions to scaled values [0, end). */
export function fitLinearPath(choice: LinearChoice, scaled: ArrayLike<number>, end: number): LinearPath {
  const parts = choice.shares.map(({ form, weight }) => ({ weight, model: fitAutoregression(form, scaled, end) }));
  return { parts, recursion: combineAutoregressions(parts) };
}
