import { findExperiment, runExperiment } from '@rekur/experiments';

/** Elman's network stepped by hand: weights, and what all nodes hold at each step. */
export const recordCopyNodes = async (): Promise<object> => (await runExperiment(findExperiment('copy-nodes')));

/** What is left of an impulse, and of the gradient through four cells before and after training. */
export const recordDecay = async (): Promise<object> =>
  (await runExperiment(findExperiment('decay'), { options: { steps: 100, cellSteps: 60, trainingSteps: 300 } }));

/** Digits read pixel by pixel in three arrangements; half the default training. */
export const recordOrderMatters = async (): Promise<object> =>
  (await runExperiment(findExperiment('order-matters'), { options: { epochs: 20, blindEpochs: 40 } }));

/** The thousand steps at the size of the paper: three cells, ten seeds each; some ten minutes. */
export const recordLags = async (): Promise<object> =>
  (await runExperiment(findExperiment('thousand-steps'), { options: { cells: ['lstm1997-adam', 'lstm-chrono', 'elman'], lags: [50, 100, 200, 500, 1000], budget: 60_000 }, seeds: 10 }));
