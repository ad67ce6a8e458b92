import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';

/** One list of numbers a step, all of the same length: [time][features]. */
export type NumberSequence = readonly ArrayLike<number>[];

/** What is to be classified: a text, or numbers over time. */
export type ClassifyInput = string | NumberSequence;

/** Inputs and their labels, one each; the inputs are all texts or all numbers. */
export interface LabelledInputs {
  readonly inputs: readonly ClassifyInput[];
  readonly labels: readonly string[];
}

/** Labelled inputs to learn from. */
export interface ClassifySource extends LabelledInputs {
  /** As model files and messages call it. */
  readonly name: string;
  /** Inputs to measure on, where the data comes with such a part. Default: a fifth is held out. */
  readonly test?: LabelledInputs;
}

/** Fewer leave nothing to hold out. */
const FEWEST_EXAMPLES = 10;

/** @throws TaskError for a source that no classifier can be trained on. */
export function requireSource({ name, inputs, labels, test }: ClassifySource): void {
  if (inputs.length < FEWEST_EXAMPLES) {
    throw new TaskError(describe('trainClassifier', 'too few examples', `${name} has ${inputs.length}`, `at least ${FEWEST_EXAMPLES} are expected`));
  }
  for (const part of [{ inputs, labels }, ...(test ? [test] : [])]) {
    if (part.inputs.length === part.labels.length) continue;
    throw new TaskError(
      describe('trainClassifier', 'labels do not fit the inputs', `${part.labels.length} labels for ${part.inputs.length} inputs of ${name}`, 'one per input is expected'),
    );
  }
  const classes = new Set(labels);
  if (classes.size < 2) {
    throw new TaskError(
      describe('trainClassifier', 'nothing to tell apart', `every label of ${name} is ${JSON.stringify(labels[0])}`, 'at least 2 labels are expected'),
    );
  }
  const strange = test?.labels.find((label) => !classes.has(label));
  if (strange === undefined) return;
  throw new TaskError(
    describe('trainClassifier', 'unknown label in the test part', JSON.stringify(strange), 'labels of the training part are expected', 'leave such examples out'),
  );
}

/** The labels that occur, in order: 0, 1, … 10 as numbers, others as text. */
export function classesOf(labels: readonly string[]): string[] {
  const classes = Array.from(new Set(labels));
  const numbers = classes.every((label) => label.trim() !== '' && Number.isFinite(Number(label)));
  return classes.sort((a, b) => (numbers ? Number(a) - Number(b) : 0) || (a < b ? -1 : 1));
}
