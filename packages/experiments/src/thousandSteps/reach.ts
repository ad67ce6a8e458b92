import { lagTask, type LagTaskBatch } from '@rekur/datasets';
import type { Module, Parameters } from '@rekur/rnn';
import { gradientFlow } from '@rekur/rnn';
import { fromData, type Tensor } from '@rekur/tensor';
import { createTreeSession, engineFor } from '@rekur/train';
import { targetsOf } from './answers.js';
import type { Recipe } from './recipes.js';

/** Where the recurrent layer stands in the network. */
const LAYER = '0.l0';

/** The step that shows x or y, counted from 0: b comes before it. */
export const SHOWN_AT = 1;

const SEQUENCES = 16;

/** Below the smallest normal float32 products round to what they were, and a gradient seems to stop vanishing: 0 is nearer the truth. */
const SMALLEST_NORMAL = 2 ** -126;

/**
 * How much of the gradient comes back, for each step from that which shows x or y to the one before e: the norm of the loss's gradient to
 * the memory, as a share of its norm to the last hidden state, where the outputs hand it in; mean over 16 sequences. A share, so
 * that a network that errs no more can be compared with one that has not begun. (At e itself a cell state acts through the hidden
 * state of the same step alone, which `gradientFlow` does not count.)
 */
export function gradientReach(network: Module, { loss, memory }: Recipe, parameters: Parameters, lag: number, seed: number): number[] {
  const batch = lagTask({ lag, as: 'ids', batch: SEQUENCES, seed: 2 * seed + 1 }).at(0);
  const session = createTreeSession(engineFor(), { parameters });
  const flow = session.bind(['parameters'], (residents, { inputs, targets }: Arguments) => {
    const flows = gradientFlow(network, residents.parameters, inputs, (logits) => loss(logits, targets));
    return { results: { hidden: flows[`${LAYER}.h`].rows, memory: flows[`${LAYER}.${memory}`].rows } };
  });
  const norms = flow({ inputs: askedAtOnce(batch, lag), targets: targetsOf(batch) });
  return meanShares(norms.hidden, norms.memory);
}

type Arguments = { readonly inputs: Tensor; readonly targets: Tensor };

/** The same sequences, each asked as soon as its `lag` distractors are over: all of one length, int32 [batch, lag + 3]. */
function askedAtOnce({ inputs }: LagTaskBatch, lag: number): Tensor {
  const [batch, time] = inputs.shape;
  const length = lag + 3;
  // The symbol that asks comes after the distractors.
  const ask = lag;
  const data = new Int32Array(batch * length);
  for (let row = 0; row < batch; row++) {
    data.set(inputs.data.slice(row * time, row * time + length), row * length);
    data[(row + 1) * length - 1] = ask;
  }
  return fromData(data, [batch, length]);
}

/** Of norms [batch, time]: each row's by its last hidden one, then the means over rows from the step that shows. */
function meanShares(hidden: Tensor, memory: Tensor): number[] {
  const [batch, time] = memory.shape;
  const shareAt = (row: number, step: number): number => {
    const handedIn = hidden.data[(row + 1) * time - 1];
    const norm = memory.data[row * time + step];
    return norm < SMALLEST_NORMAL ? 0 : norm / handedIn;
  };
  return Array.from({ length: time - 1 - SHOWN_AT }, (_, index) => {
    const shares = Array.from({ length: batch }, (_row, row) => shareAt(row, SHOWN_AT + index));
    return shares.reduce((sum, share) => sum + share, 0) / batch;
  });
}
