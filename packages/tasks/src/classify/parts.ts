import type { EncodedExamples } from './batches.js';
import type { ClassifyInput, ClassifySource, LabelledInputs } from './data.js';
import { classesOf, requireSource } from './data.js';
import type { Encoder } from './encoder.js';
import { fitEncoder } from './encoder.js';
import type { ClassBalance } from './model.js';
import type { ClassifySettings } from './settings.js';
import { stratifiedSplit } from './split.js';

/** A source in three parts, encoded by an encoder that knows the training part alone. */
export interface ClassifyParts {
  /** The label of each class. */
  readonly labels: readonly string[];
  readonly encoder: Encoder;
  readonly training: EncodedExamples;
  readonly validation: EncodedExamples;
  readonly test: EncodedExamples;
  readonly balance: readonly ClassBalance[];
  /** Inputs that were cut. */
  readonly cut: number;
  /** Steps of the longest input, as read. */
  readonly longest: number;
  /** The first input of the test part, as far as it is read. */
  readonly sample: ClassifyInput;
}

/** @throws TaskError for a source that no classifier can be trained on. */
export function splitExamples(source: ClassifySource, { seed, validationFraction, testFraction, longest }: ClassifySettings): ClassifyParts {
  requireSource(source);
  const labels = classesOf(source.labels);
  const classOf = new Map(labels.map((label, index) => [label, index]));
  const classes = source.labels.map((label) => classOf.get(label) as number);
  const split = stratifiedSplit(classes, { validation: validationFraction, test: source.test ? 0 : testFraction }, seed);
  const pick = (chosen: readonly number[]): LabelledInputs => ({
    inputs: chosen.map((index) => source.inputs[index]),
    labels: chosen.map((index) => source.labels[index]),
  });
  const training = pick(split.training);
  const test = source.test ?? pick(split.test);
  const encoder = fitEncoder(training.inputs);
  const encode = ({ inputs, labels: own }: LabelledInputs): EncodedExamples => ({
    sequences: inputs.map((input, index) => encoder.encode(input, longest, `input ${index + 1}`)),
    classes: Int32Array.from(own, (label) => classOf.get(label) as number),
  });
  const encoded = { training: encode(training), validation: encode(pick(split.validation)), test: encode(test) };
  const counted = (part: EncodedExamples, each: number): number => part.classes.reduce((sum, own) => sum + (own === each ? 1 : 0), 0);
  const all = [...source.inputs, ...(source.test?.inputs ?? [])];
  return {
    labels,
    encoder,
    ...encoded,
    balance: labels.map((label, each) => ({
      label,
      training: counted(encoded.training, each),
      validation: counted(encoded.validation, each),
      test: counted(encoded.test, each),
    })),
    cut: all.filter((input) => lengthOf(input) > longest).length,
    longest: Math.min(longest, all.reduce((most, input) => Math.max(most, lengthOf(input)), 0)),
    sample: typeof test.inputs[0] === 'string' ? Array.from(test.inputs[0]).slice(0, longest).join('') : test.inputs[0].slice(0, longest),
  };
}

/** Steps of an input: characters are code points, as the encoder counts them. */
function lengthOf(input: ClassifyInput): number {
  return typeof input === 'string' ? Array.from(input).length : input.length;
}

/** The class with the most examples in the training part; of equal ones the first. */
export function commonestClass(balance: readonly ClassBalance[]): number {
  return balance.reduce((best, { training }, index) => (training > balance[best].training ? index : best), 0);
}
