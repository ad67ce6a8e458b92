import type { Cell } from '@rekur/rnn';
import { gruCell } from '@rekur/rnn';
import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';

/** How the steps of a sequence become one vector. */
export type Pooling = 'last' | 'mean' | 'max';

export const poolings: readonly Pooling[] = ['last', 'mean', 'max'];

/** What decides the result of a training, to the bit, together with the examples. */
export interface ClassifySettings {
  /** The split, the first parameters and the order of the batches come from it. */
  readonly seed: number;
  /** Passes over the training part. Default: about 20,000 examples read, in 6 passes at least and 100 at most. */
  readonly epochs: number;
  /** Units per recurrent layer and direction. */
  readonly hidden: number;
  readonly layers: number;
  /** Whether a second direction reads from the end. */
  readonly bidirectional: boolean;
  /** What the linear layer reads of the steps: the last one (of each direction), their mean, or the greatest of each unit. */
  readonly pooling: Pooling;
  /** Rate of dropout before the linear layer and between recurrent layers, in training only. */
  readonly dropout: number;
  /** Length of the learned vector per character; of no effect for numbers. */
  readonly embedding: number;
  /** Examples in a step. */
  readonly batch: number;
  /** Adam's, at the first step; falls linearly to a hundredth at the last. */
  readonly learningRate: number;
  /** Steps of an input that are read: longer ones are cut. */
  readonly longest: number;
  /** Part of the examples that training watches. */
  readonly validationFraction: number;
  /** Part of the examples that is held out; of no effect where the source has a test part. */
  readonly testFraction: number;
  /** Name of the recurrent cell. */
  readonly cell: string;
}

/** Settings to choose; the others take their defaults. */
export interface ClassifySettingsOptions extends Partial<Omit<ClassifySettings, 'cell'>> {
  /** Default `gruCell`. */
  readonly cell?: Cell;
}

const EXAMPLES_READ = 20_000;
const FEWEST_PASSES = 6;
const MOST_PASSES = 100;

/**
 * The settings given, and defaults for the others.
 * @param examples that the source has, beside a test part of its own
 * @throws TaskError for values that are no such setting.
 */
export function resolveSettings(options: ClassifySettingsOptions, examples: number): ClassifySettings {
  const passes = Math.min(MOST_PASSES, Math.max(FEWEST_PASSES, Math.round(EXAMPLES_READ / examples)));
  const { seed = 1, epochs = passes, hidden = 64, layers = 1, bidirectional = true, embedding = 16, batch = 32 } = options;
  const { pooling = 'last', dropout = 0.5, learningRate = 0.01, longest = 256, validationFraction = 0.1, testFraction = 0.2 } = options;
  for (const [name, value] of Object.entries({ epochs, hidden, layers, embedding, batch, longest })) requireCount(name, value, 1);
  requireCount('seed', seed, 0);
  if (!(learningRate > 0) || learningRate === Infinity) {
    throw new TaskError(describe('trainClassifier', 'not a learningRate', String(learningRate), 'a finite number above 0 is expected'));
  }
  for (const [name, value] of Object.entries({ validationFraction, testFraction })) {
    if (value > 0 && value <= 0.5) continue;
    throw new TaskError(describe('trainClassifier', `not a ${name}`, String(value), 'a number above 0 and at most 0.5 is expected', '0.1 holds out every tenth example'));
  }
  if (!poolings.includes(pooling)) {
    throw new TaskError(describe('trainClassifier', 'not a pooling', JSON.stringify(pooling), `${poolings.join(', ')} is expected`));
  }
  if (!(dropout >= 0 && dropout < 1)) {
    throw new TaskError(describe('trainClassifier', 'not a dropout', String(dropout), 'a rate from 0 up to but not including 1 is expected', '0 drops nothing'));
  }
  const cell = (options.cell ?? gruCell).name;
  return { seed, epochs, hidden, layers, bidirectional, pooling, dropout, embedding, batch, learningRate, longest, validationFraction, testFraction, cell };
}

/** The learning rate of step `step`, counted from 1: + − × ÷ alone, so that every engine gives the same bits. */
export function learningRateAt(learningRate: number, step: number, steps: number): number {
  return learningRate * (1 - (0.99 * (step - 1)) / steps);
}

function requireCount(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new TaskError(describe('trainClassifier', `${name} is not a count`, String(value), `a whole number of at least ${least} is expected`));
}
