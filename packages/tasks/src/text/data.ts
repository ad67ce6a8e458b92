import type { CharacterTokenizer, StreamBatches } from '@rekur/datasets';
import { characterTokenizer, splitByTime, streamBatches } from '@rekur/datasets';
import { describe } from '@rekur/tensor';
import { TaskError } from '../error.js';
import { defaultValidationFraction } from './settings.js';

/** A text to learn from. */
export interface TextSource {
  /** As model files and messages call it. */
  readonly name: string;
  readonly text: string;
}

/** A text in two parts as ids; the tokenizer knows the characters of the training part. */
export interface TextParts {
  readonly tokenizer: CharacterTokenizer;
  /** int32 ids. */
  readonly training: Int32Array;
  /** Characters of the end, which is held out of training. */
  readonly end: number;
  /** What training looks at to choose the best parameters: the first half of the end, at most {@link MOST_WATCHED}. */
  readonly watched: Int32Array;
  /** The end of the end, at most {@link MOST_HELD_OUT}: no decision depends on it. */
  readonly heldOut: Int32Array;
  /** Characters of the end that the training part does not have. */
  readonly unknown: number;
}

/** Shorter texts are refused: nothing can be learned from them, or measured on their tenth. */
const SHORTEST_TEXT = 100;
/** Two characters to watch and two to measure. */
const SHORTEST_END = 4;
/** Fixed numbers, so that looking at these parts stays cheap beside training. */
const MOST_WATCHED = 4097;
const MOST_HELD_OUT = 32_769;

/**
 * Splits a text by time: nothing of its end is seen in training, not even which characters it has.
 * @throws TaskError for a text of fewer than 100 characters, a fraction outside (0, 0.5], and one of fewer than 4 characters.
 */
export function splitText({ name, text }: TextSource, validationFraction = defaultValidationFraction): TextParts {
  if (!(validationFraction > 0 && validationFraction <= 0.5)) {
    throw new TaskError(
      describe('trainText', 'not a validationFraction', String(validationFraction), 'a number above 0 and at most 0.5 is expected', '0.1 holds out the last tenth'),
    );
  }
  if (text.length < SHORTEST_TEXT) {
    throw new TaskError(
      describe('trainText', 'text is too short', `${name} has ${text.length} characters`, `at least ${SHORTEST_TEXT} are expected`, 'take a longer text'),
    );
  }
  const { train, test } = splitByTime(text, { test: validationFraction });
  const tokenizer = characterTokenizer(train);
  const end = tokenizer.encode(test);
  if (end.length < SHORTEST_END) {
    throw new TaskError(
      describe('trainText', 'too little is held out', `${validationFraction} of ${name} is ${end.length} characters`, `at least ${SHORTEST_END} are expected`, 'take a longer text or a greater validationFraction'),
    );
  }
  const watchedLength = Math.min(MOST_WATCHED, Math.floor(end.length / 2));
  return {
    tokenizer,
    training: tokenizer.encode(train),
    end: end.length,
    watched: end.subarray(0, watchedLength),
    heldOut: end.subarray(Math.max(watchedLength, end.length - MOST_HELD_OUT)),
    unknown: end.reduce((count, id) => count + (id === 0 ? 1 : 0), 0),
  };
}

/** Streams and steps to measure `ids` with: as wide as is fast, and few ids left over. */
export function measuringBatches(ids: Int32Array): StreamBatches {
  const pairs = ids.length - 1;
  const batch = Math.max(1, Math.min(16, Math.floor(pairs / 512)));
  const length = Math.floor(pairs / batch);
  return streamBatches(ids, { batch, time: Math.floor(length / Math.ceil(length / 64)) });
}
