import type { RandomKey } from '@rekur/tensor';
import { categorical, describe, div, exp, fromData, max, sub } from '@rekur/tensor';
import { TaskError } from '../error.js';

/** How the next character is chosen. */
export interface PickOptions {
  /** Below 1 likelier characters gain, above 1 the others do; 0 always takes the likeliest. Default 0.8. */
  readonly temperature?: number;
  /** Chooses among the `topK` likeliest characters only. Default: all. */
  readonly topK?: number;
  /** Chooses among the likeliest characters that together have this probability, 0 < topP ≤ 1. Default 1: all. */
  readonly topP?: number;
}

export const defaultTemperature = 0.8;

/** @throws TaskError for numbers that are no such option. */
export function checkPickOptions(operation: string, { temperature = defaultTemperature, topK = Infinity, topP = 1 }: PickOptions): void {
  if (!(temperature >= 0 && temperature < Infinity)) {
    throw optionError(operation, 'temperature', temperature, 'a finite number, 0 or more, is expected', '0 always takes the likeliest character');
  }
  if (!((Number.isSafeInteger(topK) || topK === Infinity) && topK >= 1)) {
    throw optionError(operation, 'topK', topK, 'a whole number of at least 1 is expected', 'leave it out to choose among all characters');
  }
  if (!(topP > 0 && topP <= 1)) {
    throw optionError(operation, 'topP', topP, 'a number above 0 and at most 1 is expected', 'leave it out to choose among all characters');
  }
}

function optionError(operation: string, name: string, given: number, expected: string, mend: string): TaskError {
  return new TaskError(describe(operation, `not a ${name}`, String(given), expected, mend));
}

/**
 * An id drawn with the probabilities softmax(logits / temperature) in float32, restricted to the likeliest ones; never 0, the
 * unknown character. Among equally likely ids the lower one comes first.
 *
 * @param logits float32 [vocabulary]
 */
export function pickId(logits: Float32Array, { temperature = defaultTemperature, topK = Infinity, topP = 1 }: PickOptions, key: RandomKey): number {
  // Without id 0, so index i stands for id i + 1.
  const known = fromData(logits.slice(1), [logits.length - 1]);
  if (Math.fround(temperature) === 0) return 1 + indexOfGreatest(known.data);
  // softmax without its division: weights need not sum to 1.
  const weights = exp(div(sub(known, max(known)), temperature)).data;
  return 1 + categorical(key, topK < weights.length || topP < 1 ? restrict(weights, topK, topP) : weights);
}

/** `weights` with 0 for all but the `topK` greatest, and of these the fewest that sum to `topP` of their total. */
function restrict(weights: ArrayLike<number>, topK: number, topP: number): Float64Array {
  const order = Array.from(weights, (_, index) => index)
    .sort((a, b) => weights[b] - weights[a] || a - b)
    .slice(0, topK);
  const total = order.reduce((sum, index) => sum + weights[index], 0);
  const kept = new Float64Array(weights.length);
  let sum = 0;
  for (const index of order) {
    kept[index] = weights[index];
    sum += weights[index];
    if (sum >= topP * total) break;
  }
  return kept;
}

function indexOfGreatest(values: ArrayLike<number>): number {
  let greatest = 0;
  for (let index = 1; index < values.length; index++) if (values[index] > values[greatest]) greatest = index;
  return greatest;
}
