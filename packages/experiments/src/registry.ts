import { didYouMean } from '@rekur/datasets';
import { describe, ValueError } from '@rekur/tensor';
import { copyNodes } from './copyNodes/experiment.js';
import { decay } from './decay/experiment.js';
import { type AnyExperiment, anyExperiment } from './experiment.js';
import { orderMatters } from './orderMatters/experiment.js';
import { thousandSteps } from './thousandSteps/experiment.js';

const all: readonly AnyExperiment[] = [anyExperiment(copyNodes), anyExperiment(orderMatters), anyExperiment(decay), anyExperiment(thousandSteps)];

/** All experiments by name, in the order in which a reader meets them. */
export const experiments: Readonly<Record<string, AnyExperiment>> = Object.fromEntries(all.map((experiment) => [experiment.name, experiment]));

/** The experiment of a name. @throws ValueError if there is none */
export function findExperiment(name: string): AnyExperiment {
  if (Object.hasOwn(experiments, name)) return experiments[name];
  const names = Object.keys(experiments);
  throw new ValueError(describe('findExperiment', 'no such experiment', JSON.stringify(name), `the experiments are ${names.join(', ')}`, didYouMean(name, names)));
}
