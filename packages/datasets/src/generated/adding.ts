import { fromData, type Tensor } from '@rekur/tensor';
import { dataError } from '../error.js';
import { requireCount } from '../require.js';
import type { Draws } from './draws.js';
import type { GeneratedBatches, GeneratedOptions } from './generatedBatches.js';
import { generatedBatches } from './generatedBatches.js';
import { intTensor } from './symbols.js';

export interface AddingOptions extends GeneratedOptions {
  /** T, the number of steps, at least 20; 100 unless given. */
  readonly length?: number;
  /** Whose task: 1997 or 2015, see {@link adding}; 1997 unless given. */
  readonly variant?: '1997' | '2015';
}

export interface AddingBatch {
  /** float32 [batch, time, 2]: a value and a marker a step. */
  readonly inputs: Tensor;
  /** float32 [batch, 1] */
  readonly targets: Tensor;
  /** int32 [batch] */
  readonly lengths: Tensor;
}

/**
 * The adding problem: add the two values that a marker points out, far apart among values to ignore.
 *
 * - `1997`, Hochreiter & Schmidhuber, "Long Short-Term Memory", experiment 4: values in [−1, 1); T to T + T/10 steps; marked 1
 *   are one of the first 10 steps and then one of the first T/2 − 1 still unmarked ones, where a marked first step has the
 *   value 0; else the first step and the last one are marked −1; the target is 0.5 + (X₁ + X₂)/4. To answer 0.5 always scores a
 *   squared error of 1/24 = .0417, or a little less for those zeros.
 * - `2015`, Le, Jaitly & Hinton, "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units": values in [0, 1); T
 *   steps; one step of each half is marked 1; the target is X₁ + X₂. To answer 1 always scores 1/6 = .167.
 *
 * Shapes: {@link AddingBatch}, `time` being the most steps that occur.
 * @throws DataError if a count is not one, or `length` is below 20.
 */
export function adding({ length = 100, variant = '1997', ...options }: AddingOptions): GeneratedBatches<AddingBatch> {
  requireCount('adding', 'length', length, 20);
  if (variant !== '1997' && variant !== '2015') {
    throw dataError('adding', 'no such variant', JSON.stringify(variant), '"1997" or "2015" is expected');
  }
  const time = variant === '1997' ? length + Math.floor(length / 10) : length;
  const make = variant === '1997' ? example1997 : example2015;
  return generatedBatches('adding', options, (draws) => make(draws, length), (examples) => {
    const inputs = new Float32Array(examples.length * time * 2);
    examples.forEach(({ pairs }, row) => inputs.set(pairs, row * time * 2));
    return {
      inputs: fromData(inputs, [examples.length, time, 2]),
      targets: fromData(Float32Array.from(examples, ({ target }) => target), [examples.length, 1]),
      lengths: intTensor(examples.map(({ pairs }) => pairs.length / 2)),
    };
  });
}

interface AddingExample {
  /** Value, marker, value, marker … */
  readonly pairs: Float32Array;
  readonly target: number;
}

function example1997(draws: Draws, length: number): AddingExample {
  const steps = draws.between(length, length + Math.floor(length / 10));
  const pairs = new Float32Array(2 * steps);
  for (let step = 0; step < steps; step++) pairs[2 * step] = 2 * draws.unit() - 1;
  const first = draws.below(10);
  // Of the unmarked steps those behind `first` are counted one less than they stand.
  const drawn = draws.below(Math.floor(length / 2) - 1);
  const second = drawn < first ? drawn : drawn + 1;
  if (first === 0 || second === 0) pairs[0] = 0;
  pairs[1] = -1;
  pairs[2 * steps - 1] = -1;
  pairs[2 * first + 1] = 1;
  pairs[2 * second + 1] = 1;
  return { pairs, target: 0.5 + (pairs[2 * first] + pairs[2 * second]) / 4 };
}

function example2015(draws: Draws, length: number): AddingExample {
  const pairs = new Float32Array(2 * length);
  for (let step = 0; step < length; step++) pairs[2 * step] = draws.unit();
  const half = Math.floor(length / 2);
  const [first, second] = [draws.below(half), half + draws.below(length - half)];
  pairs[2 * first + 1] = 1;
  pairs[2 * second + 1] = 1;
  return { pairs, target: pairs[2 * first] + pairs[2 * second] };
}
