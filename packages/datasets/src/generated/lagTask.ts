import type { Tensor } from '@rekur/tensor';
import { requireCount } from '../require.js';
import type { GeneratedBatches, GeneratedOptions } from './generatedBatches.js';
import { generatedBatches } from './generatedBatches.js';
import type { SymbolOptions } from './symbols.js';
import { intTensor, requireForm, symbolTensor } from './symbols.js';

/** After the q distractors, the step that asks comes with this probability, else another distractor. */
const ASK = 0.1;
/** More distractors than this after the first q are drawn anew, which happens once in 216 times. */
const MOST_EXTRA = 50;

export interface LagTaskOptions extends GeneratedOptions, SymbolOptions {
  /** q, the least number of steps to bridge; 100 unless given. */
  readonly lag?: number;
  /** p, the number of distractor symbols; as large as `lag` unless given. */
  readonly distractors?: number;
}

export interface LagTaskBatch {
  /** float32 [batch, q + 53, p + 4], or int32 [batch, q + 53] with `as: 'ids'`: distractors 0 … p − 1, then e, b, x, y. */
  readonly inputs: Tensor;
  /** int32 [batch]: 0 for x, 1 for y. */
  readonly targets: Tensor;
  /** int32 [batch] */
  readonly lengths: Tensor;
}

/**
 * Long time lags without local regularities: b, then x or y, then q random distractors; then with probability .9 a step another
 * distractor, else e, which asks whether it was x or y.
 *
 * Source: Hochreiter & Schmidhuber, "Long Short-Term Memory" (1997), experiment 2c. One difference: more than 50 distractors after
 * the q (1 in 216) are drawn anew, so that all batches have one shape.
 *
 * Shapes: {@link LagTaskBatch}.
 * @throws DataError if a count is not one.
 */
export function lagTask({ lag = 100, distractors = lag, as = 'oneHot', ...options }: LagTaskOptions): GeneratedBatches<LagTaskBatch> {
  requireCount('lagTask', 'lag', lag);
  requireCount('lagTask', 'distractors', distractors);
  requireForm('lagTask', as);
  const [ask, begin, x] = [distractors, distractors + 1, distractors + 2];
  const time = lag + 3 + MOST_EXTRA;
  return generatedBatches(
    'lagTask',
    options,
    (draws) => {
      const target = draws.below(2);
      let extra = Infinity;
      while (extra > MOST_EXTRA) for (extra = 0; draws.unit() >= ASK; ) extra++;
      const between = Array.from({ length: lag + extra }, () => draws.below(distractors));
      return { symbols: [begin, x + target, ...between, ask], target };
    },
    (examples) => ({
      inputs: symbolTensor(examples.map(({ symbols }) => symbols), time, distractors + 4, as),
      targets: intTensor(examples.map(({ target }) => target)),
      lengths: intTensor(examples.map(({ symbols }) => symbols.length)),
    }),
  );
}

/** Symbols of {@link lagTask} by id. */
export function lagTaskSymbols(distractors: number): string[] {
  return [...Array.from({ length: distractors }, (_, index) => `a${index + 1}`), 'e', 'b', 'x', 'y'];
}
