import { findExperiment, runExperiment } from '@rekur/experiments';

/** Elman's network stepped by hand: weights, and what all nodes hold at each step. */
export const recordCopyNodes = async (): Promise<object> => (await runExperiment(findExperiment('copy-nodes')));

/** What is left of an impulse, and of the gradient through four cells before and after training. */
export const recordDecay = async (): Promise<object> =>
  (await runExperiment(findExperiment('decay'), { options: { steps: 100, cellSteps: 60, trainingSteps: 300 } }));

/** Digits read pixel by pixel in three arrangements; half the default training. */
export const recordOrderMatters = async (): Promise<object> =>
  (await runExperiment(findExperiment('order-matters'), { options: { epochs: 20, blindEpochs: 40 } }));

/** A small run of the thousand steps: three cells over short lags. */
export const recordLags = async (): Promise<object> =>
  (await runExperiment(findExperiment('thousand-steps'), { options: { cells: ['lstm1997-adam', 'gru', 'elman'], lags: [10, 25, 50, 100], budget: 4000 }, seeds: 2 }));
