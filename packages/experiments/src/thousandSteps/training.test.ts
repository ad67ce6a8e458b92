import { expect, test } from 'vitest';
import { randomKey, tensor } from '@rekur/tensor';
import type { PartContext } from '../experiment.js';
import { largestErrors, targetsOf } from './answers.js';
import { gradientReach } from './reach.js';
import { type CellName, recipes } from './recipes.js';
import { trainAtLag, type TrainedNetwork } from './training.js';

const quietly: PartContext = { onProgress: () => undefined };

function train(cell: CellName, options: { lag: number; seed: number; budget: number }, context = quietly): Promise<TrainedNetwork> {
  return trainAtLag(recipes[cell].network(options.lag), recipes[cell], options, context);
}

test('targets are 1 for what was shown and 0 for the other; the error of a row is its larger one', () => {
  const targets = targetsOf({ targets: tensor([0, 1, 1], { dtype: 'int32' }) });
  expect(targets.toArray()).toEqual([[1, 0], [0, 1], [0, 1]]);
  const errors = largestErrors(tensor([[0.75, 0], [0.5, 1], [0.125, 0.875]]), targets);
  expect(errors).toEqual([0.25, 0.5, 0.125]);
});

test('the LSTM of 1997 learns a lag of 20 and answers 10,000 new sequences rightly', async () => {
  const { outcome } = await train('lstm1997-adam', { lag: 20, seed: 1, budget: 10_000 });
  expect(outcome).toMatchObject({ isSolved: true, tested: 10_000, wrong: 0, parameterCount: 188 });
  expect(outcome.largestError).toBeLessThan(0.2);
  expect(outcome.sequences).toBeLessThan(10_000);
});

test('a training that the budget ends is no success, and says what it was trained on', async () => {
  const { outcome } = await train('elman', { lag: 100, seed: 1, budget: 500 });
  expect(outcome).toMatchObject({ isSolved: false, sequences: 512, tested: 250 });
  expect(outcome.wrong).toBeGreaterThan(0);
});

test('one that is aborted ends with the reason', async () => {
  const controller = new AbortController();
  const context = { onProgress: () => controller.abort(new Error('enough')), signal: controller.signal };
  await expect(train('elman', { lag: 10, seed: 1, budget: 5000 }, context)).rejects.toThrow('enough');
});

test('the gradient vanishes on its way back through an Elman network and one with forget biases of 1; it does not in the LSTM of 1997 and with chrono biases', () => {
  const lag = 100;
  const reachOf = (cell: CellName) => {
    const network = recipes[cell].network(lag);
    return gradientReach(network, recipes[cell], network.initialize(randomKey(1)), lag, 1);
  };
  for (const cell of ['elman', 'lstm', 'gru'] as const) expect(reachOf(cell)[0], cell).toBeLessThan(1e-8);
  for (const cell of ['lstm1997-adam', 'lstm-chrono'] as const) expect(reachOf(cell)[0], cell).toBeGreaterThan(0.05);
  // From the second step to the one before e, counted from b.
  expect(reachOf('lstm')).toHaveLength(lag + 1);
});
