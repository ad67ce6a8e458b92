import type { Tensor } from '@rekur/tensor';
import { dataError } from '../error.js';
import { requireCount } from '../require.js';
import type { GeneratedBatches, GeneratedOptions } from './generatedBatches.js';
import { generatedBatches } from './generatedBatches.js';
import type { SymbolOptions } from './symbols.js';
import { intTensor, requireForm, symbolTensor } from './symbols.js';

/** Symbols of the temporal order tasks by id: start, end, four that mean nothing, and the two whose order matters. */
export const temporalOrderSymbols: readonly string[] = ['E', 'B', 'a', 'b', 'c', 'd', 'X', 'Y'];

const [START, END, FIRST_NOISE, NOISES, X] = [0, 1, 2, 4, 6];

/** Where each X or Y stands, for sequences of 100 to 110 steps, counted from 1. */
const places = {
  2: [[10, 20], [50, 60]],
  3: [[10, 20], [33, 43], [66, 76]],
} as const;

export interface TemporalOrderOptions extends GeneratedOptions, SymbolOptions {
  /** How many X and Y: 2 is experiment 6a with 4 classes, 3 is experiment 6b with 8; 2 unless given. */
  readonly marks?: 2 | 3;
  /** The least number of steps, at least 20; 100 unless given. Places grow with it. */
  readonly length?: number;
}

export interface TemporalOrderBatch {
  /** float32 [batch, time, 8], or int32 [batch, time] with `as: 'ids'` */
  readonly inputs: Tensor;
  /** int32 [batch]: X is 0, Y is 1, read as a binary number; so XX is 0, XY 1, YX 2, YY 3. */
  readonly targets: Tensor;
  /** int32 [batch] */
  readonly lengths: Tensor;
}

/**
 * Temporal order: which of X and Y came first, and which next? E starts a sequence of 100 to 110 steps, B ends it, all else is
 * random a, b, c, d, but for an X or a Y at steps 10–20 and 50–60 (experiment 6a), or 10–20, 33–43 and 66–76 (6b).
 *
 * Source: Hochreiter & Schmidhuber, "Long Short-Term Memory" (1997), experiments 6a and 6b. For another `length` all places
 * are scaled by length/100, rounded down.
 *
 * Shapes: {@link TemporalOrderBatch}, `time` being the most steps that occur.
 * @throws DataError if a count is not one, `length` is below 20, or `marks` is neither 2 nor 3.
 */
export function temporalOrder(options: TemporalOrderOptions): GeneratedBatches<TemporalOrderBatch> {
  const { marks = 2, length = 100, as = 'oneHot', ...rest } = options;
  requireCount('temporalOrder', 'length', length, 20);
  requireForm('temporalOrder', as);
  if (marks !== 2 && marks !== 3) {
    throw dataError('temporalOrder', 'no such number of marks', String(marks), '2 or 3 is expected');
  }
  const scaled = (step: number) => Math.floor((step * length) / 100);
  const time = scaled(110);
  return generatedBatches(
    'temporalOrder',
    rest,
    (draws) => {
      const steps = draws.between(length, time);
      const symbols = Array.from({ length: steps }, () => FIRST_NOISE + draws.below(NOISES));
      symbols[0] = START;
      symbols[steps - 1] = END;
      let target = 0;
      for (const [least, most] of places[marks]) {
        const mark = draws.below(2);
        symbols[draws.between(scaled(least), scaled(most)) - 1] = X + mark;
        target = 2 * target + mark;
      }
      return { symbols, target };
    },
    (examples) => ({
      inputs: symbolTensor(examples.map(({ symbols }) => symbols), time, temporalOrderSymbols.length, as),
      targets: intTensor(examples.map(({ target }) => target)),
      lengths: intTensor(examples.map(({ symbols }) => symbols.length)),
    }),
  );
}
