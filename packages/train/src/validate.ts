import type { Module } from '@rekur/rnn';
import { describe } from '@rekur/tensor';
import { batchesOfEpoch, countTargets } from './batch.js';
import { FitError } from './error.js';
import type { FitOptions } from './fitOptions.js';
import { requireBatch } from './requireFit.js';
import { carriedFor } from './trainingMemory.js';
import type { TrainingSession } from './trainingSession.js';

/**
 * Mean loss per target over all batches of the validation, carrying state where they ask for it.
 * @throws FitError if some batches have `reset` and others have not
 */
export async function meanLoss(module: Module, session: TrainingSession, { validation = [], loss }: FitOptions, yieldToHost: () => Promise<void>): Promise<number> {
  let carries: boolean | undefined;
  let sum = 0;
  let count = 0;
  for (const batch of batchesOfEpoch(validation, 0)) {
    requireBatch(batch);
    if (carries === undefined && batch.reset) session.writeWatched(carriedFor(module, session.parameters(), batch));
    carries ??= batch.reset !== undefined;
    if (carries !== (batch.reset !== undefined)) throw mixed(carries);
    const mean = session.evaluate(batch);
    const targets = countTargets(batch, loss);
    // Of a batch in which nothing counts the loss is 0/0.
    if (targets > 0) sum += mean * targets;
    count += targets;
    await yieldToHost();
  }
  return sum / count;
}

function mixed(carries: boolean): FitError {
  const [one, before] = carries ? ['one has none', 'have one'] : ['one has one', 'have none'];
  return new FitError(describe('fit', 'validation batches differ in reset', `${one}, those before it ${before}`, 'reset is expected in all batches or in none'));
}
