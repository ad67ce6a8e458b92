// What the worker does, apart from being one: so that tests can call it.
import { observe } from '@rekur/rnn';
import { characterTokenizerFromJSON } from '@rekur/datasets';
import { generate, interpretableUnit, type TextModel, trainText, viewText } from '@rekur/tasks';
import { type FromWorker, PROMPT_LENGTH, type Reading, SAMPLE_LENGTH, settingsFor, type StatePart } from './characters.ts';

/** Messages about single steps come no more often than this: a page draws no more. */
const EVERY_MS = 200;
const SMOOTHING = 0.1;
/** The recurrent layer's place in the network of `trainText`. */
const LAYER = '1.l0';

/** Trains on a text and tells how it goes. @returns the model, of the step that did best on the part that was held out, or as it was when stopped */
export async function train(text: string, post: (message: FromWorker) => void, signal: AbortSignal): Promise<TextModel> {
  const settings = settingsFor(Array.from(text).length);
  const startMs = performance.now();
  const sampleEvery = Math.ceil((settings.steps ?? 0) / 8);
  let [smoothed, postedMs] = [NaN, -Infinity];
  let model: TextModel | undefined;
  for await (const event of trainText({ name: 'text', text }, { ...settings, signal, sampleEvery, sampleLength: SAMPLE_LENGTH })) {
    const elapsedMs = performance.now() - startMs;
    if (event.type === 'start') {
      post({ type: 'started', totalSteps: event.totalSteps, parameterCount: event.parameterCount, characters: Array.from(text).length, distinct: new Set(text).size });
    }
    if (event.type === 'step') {
      const bits = event.loss / Math.LN2;
      smoothed = Number.isNaN(smoothed) ? bits : smoothed + SMOOTHING * (bits - smoothed);
      if (elapsedMs - postedMs >= EVERY_MS || event.step === event.totalSteps) {
        postedMs = elapsedMs;
        post({ type: 'progress', step: event.step, bits: smoothed, elapsedMs });
      }
    }
    if (event.type === 'validation') post({ type: 'heldOut', step: event.step, bits: event.bitsPerCharacter });
    if (event.type === 'sample') post({ type: 'sample', text: event.text, isFinal: false });
    if (event.type === 'end') {
      ({ model } = event);
      post({ type: 'done', isStopped: event.reason === 'aborted', bestStep: model.card.step });
    }
  }
  if (!model) throw new Error('train: training ended without a model: no event of type end came; one is expected');
  return model;
}

/** What the model writes after the beginning of the text that it learned. */
export function sample(model: TextModel, text: string, temperature: number, seed: number): string {
  const prompt = Array.from(text).slice(0, PROMPT_LENGTH).join('');
  return Array.from(generate(model, { prompt, temperature, seed, length: SAMPLE_LENGTH })).join('');
}

/** Lets the model read a text; characters that it does not know are left out. */
export function read(model: TextModel, text: string): Reading {
  const unknown = new Set(characterTokenizerFromJSON(model.tokenizer).unknownIn(text));
  const known = Array.from(text).filter((character) => !unknown.has(character)).join('');
  const { module, parameters, input, steps } = viewText(model, known);
  const states = observe(module, parameters, input).steps;
  const part = (name: StatePart) => states[`${LAYER}.${name}`];
  const [, , units] = part('h').shape;
  const found = interpretableUnit({ h: part('h'), c: part('c') }, steps);
  return {
    characters: steps,
    units,
    states: { h: Float32Array.from(part('h').data), c: Float32Array.from(part('c').data) },
    ...(found && { found: { part: found.path as StatePart, unit: found.unit, feature: found.feature, correlation: found.correlation } }),
  };
}
