import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '@rekur/tasks';
import { expect, test } from 'vitest';
import { afterMessage, type FromWorker, LONGEST_TEXT, prepared, PROMPT_LENGTH, SAMPLE_LENGTH, settingsFor, TARGET_BITS, type Training, untrained } from './characters.js';
import { read, sample, train } from './charactersRun.js';
import { extremes, shade, unitsAt, valuesOf, visible } from './units.js';

const textOf = (name: string) => prepared(readFileSync(join(import.meta.dirname, 'texts', `${name}.txt`), 'utf8'));
const rhyme = 'row, row, row your boat,\ngently down the stream.\n'.repeat(30);

async function trained(text: string, signal = new AbortController().signal) {
  let training: Training = untrained;
  const model = await train(text, (message: FromWorker) => void (training = afterMessage(training, message)), signal);
  return { model, training };
}

test('the Korean text is learned to the stated loss, and the loss on what is held out is told beside it', async () => {
  const text = textOf('constitution');
  const { model, training } = await trained(text);
  expect(training.state).toBe('ready');
  expect(training.reached?.step).toBeLessThan(200);
  expect(training.bits.at(-1)?.[1]).toBeLessThan(TARGET_BITS / 2);
  // It learns by heart: that is seen on what it does not train on.
  expect(training.heldOut.at(-1)?.[1]).toBeGreaterThan(TARGET_BITS);
  expect(training.bestStep).toBe(model.card.step);
  expect(training.sample).toHaveLength(SAMPLE_LENGTH);
  const prompt = text.slice(0, PROMPT_LENGTH);
  expect(sample(model, text, 0.5, 3)).toBe(Array.from(generate(model, { prompt, temperature: 0.5, seed: 3, length: SAMPLE_LENGTH })).join(''));
}, 180_000);

test('training can be stopped, and what it has learned so far can be looked into', async () => {
  const stop = new AbortController();
  let training: Training = untrained;
  const model = await train(rhyme, (message) => {
    training = afterMessage(training, message);
    if (message.type === 'progress' && message.step > 20) stop.abort();
  }, stop.signal);
  expect(training.state).toBe('ready');
  expect(training.step).toBeLessThan(training.totalSteps);

  // Ω was not in the text.
  const reading = read(model, 'row your boΩat, down the stream.');
  expect(reading.characters.join('')).toBe('row your boat, down the stream');
  expect(reading.units).toBe(96);
  expect(reading.states.c).toHaveLength(96 * reading.characters.length);
  const values = valuesOf(reading, 'h', 7);
  expect(values).toHaveLength(reading.characters.length);
  expect(values[4]).toBe(unitsAt(reading, 'h', 4)[7]);
  expect(values.every((value) => Math.abs(value) <= 1)).toBe(true);
});

test('texts are long enough, and settings small enough for a page', () => {
  expect(textOf('moby-dick').length).toBeGreaterThan(30_000);
  expect(new Set(textOf('constitution')).size).toBeGreaterThan(200);
  for (const length of [100, 5000, 40_000]) expect((settingsFor(length).steps ?? Infinity) * (settingsFor(length).hidden ?? Infinity)).toBeLessThan(100_000);
});

test('a pasted text is put into composed form, Unix lines and bounds', () => {
  expect(prepared('한글\r\nx\ry')).toBe('한글\nx\ny');
  expect(prepared('가'.normalize('NFD'))).toBe('가');
  expect(prepared('a'.repeat(LONGEST_TEXT + 5))).toHaveLength(LONGEST_TEXT);
});

test('the characters that move a unit most are named, those that come once left out', () => {
  const found = extremes([1, 0.8, -0.9, -1, 0.1, 5], ['a', 'a', 'b', 'b', 'c', 'd'], 1);
  expect(found).toEqual({ highest: [{ character: 'a', mean: 0.9 }], lowest: [{ character: 'b', mean: -0.95 }] });
  expect([' ', '\n', '\t', '한'].map(visible)).toEqual(['␣', '↵', '⇥', '한']);
});

test('colours grow with the value up to the strongest', () => {
  expect(shade(0.5, 1)).toBe('color-mix(in srgb, var(--rekur-accent) 25%, transparent)');
  expect(shade(-9, 1)).toBe('color-mix(in srgb, var(--viz-series-1) 50%, transparent)');
  expect(shade(0, 0)).toBe('color-mix(in srgb, var(--rekur-accent) 0%, transparent)');
});

test('a failure is told and ends the training', () => {
  expect(afterMessage(untrained, { type: 'failed', message: 'no memory' })).toMatchObject({ state: 'failed', failure: 'no memory' });
});
