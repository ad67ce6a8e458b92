import type { CharacterTokenizer } from '@rekur/datasets';
import { characterTokenizerFromJSON } from '@rekur/datasets';
import type { Cell } from '@rekur/rnn';
import { moduleFromDescription } from '@rekur/rnn';
import { describe, foldIn, randomKey } from '@rekur/tensor';
import { engineFor } from '@rekur/train';
import { TaskError } from '../error.js';
import type { RunOptions } from '../running.js';
import { tellPrepared } from '../running.js';
import type { CharacterStepper } from './characterStepper.js';
import { characterStepper } from './characterStepper.js';
import type { TextModel } from './model.js';
import type { PickOptions } from './pick.js';
import { checkPickOptions, pickId } from './pick.js';

export interface GenerateOptions extends PickOptions, RunOptions {
  /** Text to go on from; it is read, not repeated. Default: the beginning of a line. */
  readonly prompt?: string;
  /** Characters to write; Infinity goes on until the caller stops. Default 500. */
  readonly length?: number;
  /** The same seed gives the same text. Default 1. */
  readonly seed?: number;
  /** Cells of one's own that the model is made of. */
  readonly cells?: Readonly<Record<string, Cell>>;
}

/**
 * Text that the model writes, one character at a time, as each is asked for. The same model, options and seed give the same
 * text on every machine.
 * @throws TaskError for a prompt with characters that the model does not know, and for numbers that are no such option.
 */
export function generate(model: TextModel, options: GenerateOptions = {}): Generator<string, void> {
  const { prompt = '', length = 500, seed = 1, cells } = options;
  const tokenizer = characterTokenizerFromJSON(model.tokenizer);
  checkPickOptions('generate', options);
  checkCount('length', length, length === Infinity);
  checkCount('seed', seed, false);
  checkPrompt(tokenizer, prompt);
  const told = tellPrepared('generate', 'a step of one character', options);
  const stepper = characterStepper(moduleFromDescription(model.module, { cells }), model.parameters, engineFor(options.engine), told);
  return write(stepper, tokenizer, { ...options, prompt, length, seed });
}

/** As {@link generate}, of a stepper that is prepared already and options that are checked. */
export function* write(
  stepper: CharacterStepper,
  tokenizer: CharacterTokenizer,
  options: PickOptions & { readonly prompt: string; readonly length: number; readonly seed: number },
): Generator<string, void> {
  const key = randomKey(options.seed);
  let logits: Float32Array = new Float32Array(0);
  stepper.restart();
  for (const id of tokenizer.encode(options.prompt || lineStart(tokenizer))) logits = stepper.read(id);
  for (let index = 0; index < options.length; index++) {
    const id = pickId(logits, options, foldIn(key, index));
    yield tokenizer.characters[id - 1];
    logits = stepper.read(id);
  }
}

/** What stands before the beginning of a line; any character where there are no lines. */
function lineStart({ characters }: CharacterTokenizer): string {
  return characters.includes('\n') ? '\n' : characters[0];
}

function checkCount(name: string, value: number, always: boolean): void {
  if (always || (Number.isSafeInteger(value) && value >= 0)) return;
  throw new TaskError(describe('generate', `not a ${name}`, String(value), 'a whole number, 0 or more, is expected'));
}

/** Unknown characters shown in a message. */
const MOST_SHOWN = 8;

function checkPrompt(tokenizer: CharacterTokenizer, prompt: string): void {
  const unknown = tokenizer.unknownIn(prompt);
  if (unknown.length === 0) return;
  const shown = unknown.slice(0, MOST_SHOWN).map((character) => `'${JSON.stringify(character).slice(1, -1)}'`);
  if (unknown.length > MOST_SHOWN) shown.push('…');
  throw new TaskError(
    describe(
      'generate',
      'unknown character in the prompt',
      shown.join(', '),
      `the model knows ${tokenizer.characters.length} characters`,
      'leave them out or train on text that has them',
    ),
  );
}
