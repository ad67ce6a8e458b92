import { characterTokenizerFromJSON } from '@rekur/datasets';
import type { Cell, Module, Parameters } from '@rekur/rnn';
import { moduleFromDescription } from '@rekur/rnn';
import type { Tensor } from '@rekur/tensor';
import { describe, fromData, reshape, slice, sum } from '@rekur/tensor';
import { crossEntropy } from '@rekur/train';
import { paddedInputs } from '../classify/batches.js';
import { classify } from '../classify/classify.js';
import type { ClassifyInput } from '../classify/data.js';
import { encoderFromJSON } from '../classify/encoder.js';
import type { ClassifyModel } from '../classify/model.js';
import { classifyNetwork } from '../classify/network.js';
import { TaskError } from '../error.js';
import type { ForecastModel } from '../forecast/model.js';
import { networkInputs, networkModule, networkReach } from '../forecast/network.js';
import { requireKnown } from '../forecast/predict.js';
import { preprocess } from '../forecast/preprocessing.js';
import { generate } from '../text/generate.js';
import type { TextModel } from '../text/model.js';

/** A model's network with one input, ready for `observe`, `gradientFlow` and `summary` of @rekur/rnn. */
export interface NetworkView {
  readonly module: Module;
  readonly parameters: Parameters;
  /** One row: [1, time] or [1, time, features]. */
  readonly input: Tensor;
  /** What each step is, [time]: a character, a time. */
  readonly steps: readonly string[];
  /** What the gradient is of, as a scalar of the network's output. */
  readonly loss: (output: Tensor) => Tensor;
  /** The same in words: `−log P("e") at the end`. */
  readonly lossName: string;
}

export interface ViewOptions {
  /** Cells of one's own that the model is made of. */
  readonly cells?: Readonly<Record<string, Cell>>;
}

const WRITTEN = 48;

/**
 * A text model reading a text; the loss is that of its last character alone, so that the gradient shows how far back it reaches.
 * @param text default: what the model writes itself
 * @throws TaskError for fewer than 2 characters, or ones that the model does not know.
 */
export function viewText(model: TextModel, text?: string, { cells }: ViewOptions = {}): NetworkView {
  const tokenizer = characterTokenizerFromJSON(model.tokenizer);
  const read = text ?? Array.from(generate(model, { length: WRITTEN, temperature: 0, cells })).join('');
  const unknown = tokenizer.unknownIn(read);
  if (unknown.length > 0) {
    throw new TaskError(describe('viewText', 'unknown character in the input', JSON.stringify(unknown[0]), `the model knows ${tokenizer.characters.length} characters`, 'leave it out'));
  }
  const ids = tokenizer.encode(read);
  if (ids.length < 2) throw new TaskError(describe('viewText', 'input is too short', `${ids.length} characters`, 'at least 2 are expected'));
  const time = ids.length - 1;
  const characters = Array.from(read);
  return {
    module: moduleFromDescription(model.module, { cells }),
    parameters: model.parameters,
    input: fromData(ids.slice(0, time), [1, time]),
    steps: characters.slice(0, time),
    loss: (output) => crossEntropy(reshape(slice(output, 1, time - 1, time), [1, tokenizer.size]), fromData(ids.slice(time), [1])),
    lossName: `−log P(${JSON.stringify(characters[time])}) after the last step`,
  };
}

/**
 * A classifier reading an input; the loss is that of the label it gives.
 * @param input default: the sample that the model keeps
 * @throws TaskError for an input that the model cannot read.
 */
export function viewClassifier(model: ClassifyModel, input: ClassifyInput = model.sample, { cells }: ViewOptions = {}): NetworkView {
  const encoded = encoderFromJSON(model.encoder).encode(input, model.card.settings.longest, 'the input');
  const { label, probability } = classify(model, input, { cells });
  const target = fromData(Int32Array.of(model.labels.indexOf(label)), [1]);
  const { length } = encoded;
  return {
    module: classifyNetwork(model.form, cells),
    parameters: model.parameters,
    input: paddedInputs([encoded], 1).inputs,
    steps: typeof input === 'string' ? Array.from(input).slice(0, length) : numbered(length),
    loss: (output) => crossEntropy(output, target),
    lossName: `−log P(${JSON.stringify(label)}), P = ${probability.toFixed(3)}`,
  };
}

/**
 * The first network of a forecaster reading the values before a forecast; the loss is its correction of the linear path.
 * Undefined where no network takes part.
 * @param values default: the end of the series that the model keeps
 * @throws TaskError for values that the model cannot go on from.
 */
export function viewForecaster(model: ForecastModel, values?: ArrayLike<number>): NetworkView | undefined {
  const { form, scale, stops } = model.network;
  if (stops.length === 0) return undefined;
  const known = values ?? model.history;
  requireKnown('viewForecaster', model, known);
  const reach = networkReach(form);
  if (known.length < reach) {
    throw new TaskError(describe('viewForecaster', 'input is too short', `${known.length} values`, `at least ${reach} are expected, as the network looks back so far`));
  }
  const first = known.length - form.window;
  return {
    module: networkModule(form),
    parameters: stops[0].members[0],
    input: networkInputs(form, scale, [{ values: preprocess(model.preprocessing, known), time: known.length }]),
    steps: values ? numbered(form.window, first) : (model.times?.slice(first) ?? numbered(form.window, first)),
    loss: (output) => sum(output),
    lossName: 'the correction of the linear path by the first network',
  };
}

function numbered(count: number, before = 0): string[] {
  return Array.from({ length: count }, (_, index) => String(before + index + 1));
}
