import type { Differencing } from './differencing.js';
import { differenced, differencingReach, differencingTerms } from './differencing.js';
import type { Regression } from './leastSquares.js';
import { regression } from './leastSquares.js';

/**
 * The form of an autoregression of differences z (Box & Jenkins 1970):
 * ẑ[t] = Σ coefficient·z[t − lag] (+ intercept). Without lags and intercept it is one of the baselines: the last value, the
 * value a season before, or the seasonal random walk; with an intercept alone, the drift.
 */
export interface AutoregressionForm extends Differencing {
  readonly lags: readonly number[];
  readonly intercept: boolean;
}

export interface Autoregression extends AutoregressionForm {
  /** One per lag, then the intercept if there is one. */
  readonly coefficients: readonly number[];
}

/** A forecast as one weighted sum of past values: Σ coefficient·w[t − lag] + constant. */
export interface LinearRecursion {
  readonly lags: readonly number[];
  readonly coefficients: readonly number[];
  readonly constant: number;
}

/** How many values must precede one that is forecast. */
export function autoregressionReach(form: AutoregressionForm): number {
  return differencingReach(form) + form.lags.reduce((most, lag) => Math.max(most, lag), 0);
}

/** Numbers that are fitted. */
export function coefficientCount({ lags, intercept }: AutoregressionForm): number {
  return lags.length + (intercept ? 1 : 0);
}

/** Fits the form to values [0, end) by least squares. */
export function fitAutoregression(form: AutoregressionForm, values: ArrayLike<number>, end: number): Autoregression {
  const changes = differenced(form, values);
  const sums = regression(coefficientCount(form));
  for (let time = autoregressionReach(form); time < end; time++) sums.add(regressors(form, changes, time), changes[time]);
  return { ...form, coefficients: Array.from(solve(form, sums)) };
}

/**
 * What the form would have forecast for each time from `first` on [values.length − first], one step ahead, fitted at
 * `first` and every so many steps anew to all that came before (expanding window).
 */
export function rollingAutoregression(form: AutoregressionForm, values: ArrayLike<number>, first: number, every: number): Float64Array {
  const changes = differenced(form, values);
  const terms = differencingTerms(form);
  const sums = regression(coefficientCount(form));
  const forecasts = new Float64Array(values.length - first);
  let coefficients: Float64Array = new Float64Array();
  for (let time = autoregressionReach(form); time < values.length; time++) {
    const row = regressors(form, changes, time);
    if (time >= first) {
      if ((time - first) % every === 0) coefficients = solve(form, sums);
      const base = terms.reduce((sum, [lag, sign]) => sum + sign * values[time - lag], 0);
      forecasts[time - first] = row.reduce((sum, value, index) => sum + value * coefficients[index], base);
    }
    sums.add(row, changes[time]);
  }
  return forecasts;
}

function regressors({ lags, intercept }: AutoregressionForm, changes: Float64Array, time: number): number[] {
  const row = lags.map((lag) => changes[time - lag]);
  if (intercept) row.push(1);
  return row;
}

function solve({ intercept }: AutoregressionForm, sums: Regression): Float64Array {
  return sums.solve(intercept ? 1 : 0);
}

/** The weighted mean of autoregressions, which is itself one linear recursion. */
export function combineAutoregressions(parts: readonly { readonly weight: number; readonly model: Autoregression }[]): LinearRecursion {
  const byLag = new Map<number, number>();
  const add = (lag: number, amount: number): void => void byLag.set(lag, (byLag.get(lag) ?? 0) + amount);
  let constant = 0;
  for (const { weight, model } of parts) {
    const terms = differencingTerms(model);
    for (const [lag, sign] of terms) add(lag, weight * sign);
    model.lags.forEach((lag, index) => {
      const amount = weight * model.coefficients[index];
      add(lag, amount);
      for (const [further, sign] of terms) add(lag + further, -sign * amount);
    });
    if (model.intercept) constant += weight * model.coefficients[model.lags.length];
  }
  const lags = [...byLag.keys()].sort((a, b) => a - b);
  return { lags, coefficients: lags.map((lag) => byLag.get(lag) ?? 0), constant };
}

/** The forecast of values[time] from those before it. */
export function recur({ lags, coefficients, constant }: LinearRecursion, values: ArrayLike<number>, time: number): number {
  let sum = constant;
  for (let index = 0; index < lags.length; index++) sum += coefficients[index] * values[time - lags[index]];
  return sum;
}

/** How many values must precede one that the recursion forecasts. */
export function recursionReach({ lags }: LinearRecursion): number {
  return lags.length === 0 ? 0 : lags[lags.length - 1];
}
