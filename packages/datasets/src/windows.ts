import { dataError } from './error.js';
import { requireCount } from './require.js';

/** Neighbouring values: what is known and what follows. */
export interface Window {
  /** [length] */
  readonly input: Float64Array;
  /** [horizon]: the values right after `input`. */
  readonly target: Float64Array;
  /** Index of `target[0]` in the series. */
  readonly at: number;
}

export interface WindowOptions {
  /** Values in an input. */
  readonly length: number;
  /** Values in a target; 1 unless given. */
  readonly horizon?: number;
  /** Steps from one window to the next; 1 unless given. */
  readonly stride?: number;
  /**
   * Index of the earliest value that may be a target; `length` unless given. With the first index of a test part, its
   * targets are all of the test part, while inputs may reach back into what came before, as in use.
   */
  readonly firstTarget?: number;
}

/**
 * Every window of a series, oldest first.
 * @throws DataError if there is none.
 */
export function windows(values: ArrayLike<number>, options: WindowOptions): Window[] {
  const { length, horizon = 1, stride = 1 } = options;
  const { firstTarget = length } = options;
  requireCount('windows', 'length', length);
  requireCount('windows', 'horizon', horizon);
  requireCount('windows', 'stride', stride);
  requireCount('windows', 'firstTarget', firstTarget, length);
  if (firstTarget + horizon > values.length) {
    const asked = firstTarget === length ? `length ${length}` : `firstTarget ${firstTarget}`;
    throw dataError(
      'windows',
      'series is too short',
      `${values.length} values for ${asked} and horizon ${horizon}`,
      `at least ${firstTarget + horizon} values are expected`,
      'take a longer series, or a smaller length or horizon',
    );
  }
  const all = Float64Array.from(values);
  const found: Window[] = [];
  for (let at = firstTarget; at + horizon <= all.length; at += stride) {
    found.push({ input: all.slice(at - length, at), target: all.slice(at, at + horizon), at });
  }
  return found;
}
