import { fromData, type Tensor } from '@rekur/tensor';
import { dataError } from './error.js';
import { requireCount } from './require.js';
import type { Sequence } from './sequence.js';
import { sequence } from './sequence.js';

/** One window over every stream. */
export interface StreamBatch {
  /** int32 [batch, time] */
  readonly inputs: Tensor;
  /** int32 [batch, time]: the id that follows each input. */
  readonly targets: Tensor;
  /** bool [batch]: true where the carried state starts anew, which is in the first window. */
  readonly reset: Tensor;
}

/** The windows of a text in the order in which state is carried through them. */
export interface StreamBatches extends Sequence<StreamBatch> {
  /** Ids at the end of the text that are predicted in no window; fewer than `batch · time`. */
  readonly dropped: number;
}

/**
 * A text cut into `batch` streams that lie end to end, read `time` steps at a time for truncated backpropagation with
 * carried state: row b of window i + 1 goes on where row b of window i stopped.
 *
 *     ids      0 1 2 3 4 5 6 7 8      batch 2, time 2: streams 0 1 2 3 and 4 5 6 7
 *     inputs   [0 1, 4 5], [2 3, 6 7]
 *     targets  [1 2, 5 6], [3 4, 7 8]
 *
 * @throws DataError if the text does not fill one window.
 */
export function streamBatches(ids: Int32Array, { batch, time }: { batch: number; time: number }): StreamBatches {
  requireCount('streamBatches', 'batch', batch);
  requireCount('streamBatches', 'time', time);
  const length = Math.floor((ids.length - 1) / (batch * time));
  if (length < 1) {
    throw dataError(
      'streamBatches',
      'text is too short',
      `${ids.length} ids for batch ${batch} and time ${time}`,
      `at least batch · time + 1 = ${batch * time + 1} ids are expected`,
      'take a longer text, or a smaller batch or time',
    );
  }
  const streamLength = length * time;

  function window(index: number, shift: number): Tensor {
    const rows = new Int32Array(batch * time);
    for (let row = 0; row < batch; row++) {
      const start = row * streamLength + index * time + shift;
      rows.set(ids.subarray(start, start + time), row * time);
    }
    return fromData(rows, [batch, time]);
  }

  const windows = sequence(length, (index) => ({
    inputs: window(index, 0),
    targets: window(index, 1),
    reset: fromData(new Uint8Array(batch).fill(index === 0 ? 1 : 0), [batch]),
  }));
  return { ...windows, dropped: ids.length - 1 - batch * streamLength };
}
