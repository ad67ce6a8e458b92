import type { Cell } from '@rekur/rnn';
import { lstmCell } from '@rekur/rnn';
import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';

/** What decides the result of a training, to the bit, together with the text. */
export interface TextSettings {
  /** First parameters and samples come from it. */
  readonly seed: number;
  /** Updates of the parameters. */
  readonly steps: number;
  /** Units per recurrent layer. */
  readonly hidden: number;
  readonly layers: number;
  /** Length of the learned vector per character. */
  readonly embedding: number;
  /** Streams read side by side. */
  readonly batch: number;
  /** Characters per stream and step; gradients flow no further back, the state does. */
  readonly time: number;
  /** Adam's, at the first step; falls linearly to a hundredth at the last. */
  readonly learningRate: number;
  /** Part of the text, at its end, that is held out of training. */
  readonly validationFraction: number;
  /** Name of the recurrent cell. */
  readonly cell: string;
}

/** Settings to choose; the others take their defaults. */
export interface TextSettingsOptions extends Partial<Omit<TextSettings, 'cell'>> {
  /** Default `lstmCell`. */
  readonly cell?: Cell;
}

const DEFAULT_STEPS = 4800;
/** A short text is read at most so often, unless steps are given. */
const MOST_PASSES = 20;
const LEAST_STEPS = 100;

/** Part of the text that is held out unless another is asked for. */
export const defaultValidationFraction = 0.1;

/**
 * The settings for a training part of `characters` characters: those given, and defaults for the others.
 * @throws TaskError for numbers that are no such setting.
 */
export function resolveSettings(options: TextSettingsOptions, characters: number): TextSettings {
  const { seed = 1, hidden = 256, layers = 1, embedding = 64, learningRate = 0.005 } = options;
  const { validationFraction = defaultValidationFraction } = options;
  const pairs = characters - 1;
  // A short text is read in several streams of shorter windows rather than in one.
  const time = options.time ?? Math.min(64, pairs, Math.max(16, Math.floor(pairs / 16)));
  const batch = options.batch ?? Math.max(1, Math.min(16, Math.floor(pairs / time)));
  const passes = Math.max(LEAST_STEPS, MOST_PASSES * Math.floor(pairs / (batch * time)));
  const { steps = Math.min(DEFAULT_STEPS, passes) } = options;
  for (const [name, value] of Object.entries({ steps, hidden, layers, embedding, batch, time })) requireCount(name, value, 1);
  requireCount('seed', seed, 0);
  if (!(learningRate > 0) || learningRate === Infinity) {
    throw new TaskError(describe('trainText', 'not a learningRate', String(learningRate), 'a finite number above 0 is expected'));
  }
  const cell = (options.cell ?? lstmCell).name;
  return { seed, steps, hidden, layers, embedding, batch, time, learningRate, validationFraction, cell };
}

/** The learning rate of step `step`, counted from 1: + − × ÷ alone, so that every engine gives the same bits. */
export function learningRateAt({ learningRate, steps }: TextSettings, step: number): number {
  return learningRate * (1 - (0.99 * (step - 1)) / steps);
}

function requireCount(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new TaskError(describe('trainText', `${name} is not a count`, String(value), `a whole number of at least ${least} is expected`));
}
