import type { Cell } from '@rekur/rnn';
import { engineFor } from '@rekur/train';
import type { RunOptions } from '../running.js';
import { tellPrepared } from '../running.js';
import type { ClassifyInput } from './data.js';
import { encoderFromJSON } from './encoder.js';
import type { ClassifyModel } from './model.js';
import { classifyNetwork } from './network.js';
import { createPredictor } from './predict.js';

export interface ClassifyOptions extends RunOptions {
  /** Cells of one's own that the model is made of. */
  readonly cells?: Readonly<Record<string, Cell>>;
}

/** What a classifier says of one input. */
export interface Classification {
  /** The likeliest label. */
  readonly label: string;
  /** Its probability, 0 … 1. */
  readonly probability: number;
  /** Every label with its probability, the likeliest first. */
  readonly probabilities: readonly LabelProbability[];
}

export interface LabelProbability {
  readonly label: string;
  readonly probability: number;
}

/**
 * The labels of an input with their probabilities, as the model sees them.
 * @throws TaskError for an input of another kind than the model was trained on, an empty one, or numbers that are not finite.
 */
export function classify(model: ClassifyModel, input: ClassifyInput, options: ClassifyOptions = {}): Classification {
  return classifyAll(model, [input], options)[0];
}

/** As {@link classify}, of many inputs side by side, which is faster than one by one; in the order given. */
export function classifyAll(model: ClassifyModel, inputs: readonly ClassifyInput[], options: ClassifyOptions = {}): Classification[] {
  const encoder = encoderFromJSON(model.encoder);
  const { longest } = model.card.settings;
  const sequences = inputs.map((input, index) => encoder.encode(input, longest, `input ${index + 1}`));
  const told = tellPrepared('classify', 'a network', options);
  const predict = createPredictor(classifyNetwork(model.form, options.cells), engineFor(options.engine), told);
  return predict(model.parameters, sequences).map((values) => {
    const probabilities = model.labels
      .map((label, index) => ({ label, probability: values[index] }))
      .sort((a, b) => b.probability - a.probability);
    return { ...probabilities[0], probabilities };
  });
}
