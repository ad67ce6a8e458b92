import type { AutoregressionForm } from './autoregression.js';
import { autoregressionReach, coefficientCount } from './autoregression.js';

/** Runs of lags longer than this are not tried: a long season is seen through its own lag alone. */
const LONGEST_RUN = 26;

/**
 * The autoregressions that are tried on a series: with and without an ordinary and a seasonal difference, with and without
 * an intercept, over a few sets of lags; the baselines are among them. A form with lags is left out where fewer
 * values than two per coefficient, and six, could be fitted to.
 *
 * @param period steps in a season, 1 for none
 * @param fitted number of values that the first fit has
 */
export function candidateForms(period: number, fitted: number): AutoregressionForm[] {
  const forms: AutoregressionForm[] = [];
  for (const seasonal of period > 1 ? ([1, 0] as const) : ([0] as const)) {
    for (const ordinary of [0, 1] as const) {
      for (const lags of lagSets(period)) {
        // Without any difference a forecast without intercept would be drawn to the mean of the first values.
        for (const intercept of ordinary || seasonal ? [false, true] : [true]) {
          forms.push({ ordinary, seasonal, period, lags, intercept });
        }
      }
    }
  }
  return forms.filter((form) => {
    const count = coefficientCount(form);
    const rows = fitted - autoregressionReach(form);
    return rows >= (form.lags.length === 0 ? 1 + 2 * count : 2 * count + 6);
  });
}

function lagSets(period: number): number[][] {
  const short = [[], [1], [1, 2], [1, 2, 3]];
  if (period === 1) return [...short, run(4), run(6), run(9), run(12)];
  const near = [...short.filter((lags) => lags.every((lag) => lag < period)), [period], [1, period], [1, period, period + 1]];
  if (period > 2) near.push([1, 2, period, period + 1]);
  if (period > 3) near.push([1, 2, 3, period, period + 1]);
  return period + 1 <= LONGEST_RUN ? [...near, run(period), run(period + 1)] : [...near, run(12)];
}

/** 1 … length */
function run(length: number): number[] {
  return Array.from({ length }, (_, index) => index + 1);
}
