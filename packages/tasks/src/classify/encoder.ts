import type { CharacterTokenizerJSON, ScalerJSON } from '@rekur/datasets';
import { characterTokenizer, characterTokenizerFromJSON, scalerFromJSON, standardScaler } from '@rekur/datasets';
import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';
import type { ClassifyInput, NumberSequence } from './data.js';

/** An input as the network reads it: int32 ids [time], or float32 [time, features]. */
export interface EncodedSequence {
  readonly length: number;
  readonly data: Int32Array | Float32Array;
}

/** An encoder as plain data, for a model file. */
export type EncoderJSON = CharacterTokenizerJSON | { readonly kind: 'numbers'; readonly scalers: readonly ScalerJSON[] };

/** Inputs to numbers: characters to ids, features to mean 0 and deviation 1. */
export interface Encoder {
  readonly kind: 'characters' | 'numbers';
  /** Ids that there are, the unknown one included; or features of a step. */
  readonly size: number;
  /**
   * The first `longest` steps of an input. `name` is for messages: `input 3`.
   * @throws TaskError for an input of another kind, without steps, with another number of features or no finite number.
   */
  encode(input: ClassifyInput, longest: number, name: string): EncodedSequence;
  toJSON(): EncoderJSON;
}

/** An encoder that knows the characters, or the scales, of the inputs given: those of the training part. */
export function fitEncoder(inputs: readonly ClassifyInput[]): Encoder {
  const [first] = inputs;
  if (typeof first === 'string') {
    const texts = inputs.map((input, index) => requireText(input, `input ${index + 1}`));
    return characterEncoder({ kind: 'characters', characters: characterTokenizer(texts.join('')).characters });
  }
  const features = first[0]?.length ?? 0;
  const sequences = inputs.map((input, index) => requireNumbers(input, features, `input ${index + 1}`));
  const scalers = Array.from({ length: features }, (_, feature) => standardScaler(sequences.flatMap((steps) => steps.map((step) => step[feature]))).toJSON());
  return numberEncoder(scalers);
}

/**
 * The encoder that `toJSON` described. Nothing in `json` is evaluated; everything is checked.
 * @throws DataError, TaskError for anything else.
 */
export function encoderFromJSON(json: unknown): Encoder {
  const { kind, scalers } = Object(json) as { kind?: unknown; scalers?: unknown };
  if (kind !== 'numbers') return characterEncoder(characterTokenizerFromJSON(json).toJSON());
  if (!Array.isArray(scalers) || scalers.length === 0) throw new TaskError('its scalers are missing');
  return numberEncoder(scalers.map((each) => scalerFromJSON(each).toJSON()));
}

function characterEncoder(json: CharacterTokenizerJSON): Encoder {
  const tokenizer = characterTokenizerFromJSON(json);
  return {
    kind: 'characters',
    size: tokenizer.size,
    encode(input, longest, name) {
      const data = tokenizer.encode(requireText(input, name)).slice(0, longest);
      return { length: data.length, data };
    },
    toJSON: () => json,
  };
}

function numberEncoder(jsons: readonly ScalerJSON[]): Encoder {
  const features = jsons.length;
  const scalers = jsons.map(scalerFromJSON);
  return {
    kind: 'numbers',
    size: features,
    encode(input, longest, name) {
      const steps = requireNumbers(input, features, name).slice(0, longest);
      const data = new Float32Array(steps.length * features);
      scalers.forEach((scaler, feature) => {
        scaler.transform(steps.map((step) => step[feature])).forEach((value, time) => (data[time * features + feature] = value));
      });
      return { length: steps.length, data };
    },
    toJSON: () => ({ kind: 'numbers', scalers: jsons }),
  };
}

function requireText(input: ClassifyInput, name: string): string {
  if (typeof input === 'string' && input !== '') return input;
  const given = input === '' ? 'is an empty text' : 'is a list of numbers';
  throw new TaskError(describe('classify', 'not a text', `${name} ${given}`, 'a text of at least one character is expected'));
}

function requireNumbers(input: ClassifyInput, features: number, name: string): NumberSequence {
  const expected = `steps of ${features} numbers each are expected`;
  if (typeof input === 'string') throw new TaskError(describe('classify', 'not a sequence of numbers', `${name} is a text`, expected));
  if (input.length === 0 || features === 0) throw new TaskError(describe('classify', 'sequence is empty', name, expected));
  input.forEach((step, time) => {
    if (step.length !== features) {
      throw new TaskError(describe('classify', 'number of features differs', `step ${time + 1} of ${name} has ${step.length}`, expected));
    }
    for (let feature = 0; feature < features; feature++) {
      if (Number.isFinite(step[feature])) continue;
      throw new TaskError(
        describe('classify', 'value is not finite', `step ${time + 1} of ${name} holds ${step[feature]}`, 'finite numbers are expected', 'fill or remove missing values first'),
      );
    }
  });
  return input;
}
