import type { Tensor } from '@rekur/tensor';
import { requireCount } from '../require.js';
import type { GeneratedBatches, GeneratedOptions } from './generatedBatches.js';
import { generatedBatches } from './generatedBatches.js';
import type { SymbolOptions } from './symbols.js';
import { idTensor, requireForm, symbolTensor } from './symbols.js';

/** Symbols of the copying task by id: eight to remember, the blank, and the delimiter after which to recall. */
export const copyingSymbols: readonly string[] = ['0', '1', '2', '3', '4', '5', '6', '7', '·', '|'];

const LETTERS = 8;
const BLANK = 8;
const DELIMITER = 9;
/** Symbols to remember. */
const WORD = 10;

export interface CopyingOptions extends GeneratedOptions, SymbolOptions {
  /** T, how far the symbols must be carried; 100 unless given. */
  readonly length?: number;
}

export interface CopyingBatch {
  /** float32 [batch, T + 20, 10], or int32 [batch, T + 20] with `as: 'ids'` */
  readonly inputs: Tensor;
  /** int32 [batch, T + 20]: 0 … 7, or 8 for the blank. */
  readonly targets: Tensor;
}

/**
 * The copying problem: ten symbols of eight kinds, T − 1 blanks, a delimiter, ten blanks. The answer is blank T + 10 times,
 * then the ten symbols. Without memory nothing beats blanks and then guesses: a cross-entropy of 10 · ln 8 / (T + 20) a step.
 *
 * Source: Hochreiter & Schmidhuber 1997; in this form Arjovsky, Shah & Bengio, "Unitary Evolution Recurrent Neural
 * Networks" (2016), section 5.1.
 *
 * Shapes: {@link CopyingBatch}; the model's output has 9 classes.
 * @throws DataError if a count is not one.
 */
export function copying({ length = 100, as = 'oneHot', ...options }: CopyingOptions): GeneratedBatches<CopyingBatch> {
  requireCount('copying', 'length', length);
  requireForm('copying', as);
  const time = length + 2 * WORD;
  return generatedBatches(
    'copying',
    options,
    (draws) => Array.from({ length: WORD }, () => draws.below(LETTERS)),
    (words) => ({
      inputs: symbolTensor(
        words.map((word) => [...word, ...blanks(length - 1), DELIMITER, ...blanks(WORD)]),
        time,
        copyingSymbols.length,
        as,
      ),
      targets: idTensor(words.map((word) => [...blanks(length + WORD), ...word]), time),
    }),
  );
}

function blanks(count: number): number[] {
  return new Array<number>(count).fill(BLANK);
}
