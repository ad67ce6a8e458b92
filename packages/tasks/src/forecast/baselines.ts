import type { Forecaster } from './backtest.js';

// The simple methods of Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2, and one more.
// Each takes what is known, oldest first [time], and gives the next `horizon` values [horizon]. Where a season is longer
// than what is known, they do as if there were no season.

/** The last value, for ever. */
export const naive: Forecaster = (history, horizon) => new Float64Array(horizon).fill(history[history.length - 1]);

/** The last season, over and over. */
export function seasonalNaive(period: number): Forecaster {
  return (history, horizon) => {
    const season = period <= history.length ? period : 1;
    return Float64Array.from({ length: horizon }, (_, step) => history[history.length - season + (step % season)]);
  };
}

/** The line from the first to the last value, continued. */
export const drift: Forecaster = (history, horizon) => {
  const last = history[history.length - 1];
  const slope = history.length > 1 ? (last - history[0]) / (history.length - 1) : 0;
  return Float64Array.from({ length: horizon }, (_, step) => last + (step + 1) * slope);
};

/**
 * The seasonal random walk: y[t − period] · y[t − 1] / y[t − period − 1] while all of these are positive, else the sum
 * y[t − period] + y[t − 1] − y[t − period − 1]. This is the airline model of Box & Jenkins (1970) without its errors.
 */
export function seasonalRandomWalk(period: number): Forecaster {
  return (history, horizon) => {
    if (history.length <= period) return naive(history, horizon);
    const known = Array.from(history).slice(-period - 1);
    const positive = known.every((value) => value > 0);
    for (let step = 0; step < horizon; step++) {
      const [before, season] = known.slice(-period - 1);
      const last = known[known.length - 1];
      known.push(positive ? (season * last) / before : season + last - before);
    }
    return Float64Array.from(known.slice(-horizon));
  };
}
