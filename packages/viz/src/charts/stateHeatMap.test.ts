import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { stateHeatMap } from './stateHeatMap.js';

const values = Array.from({ length: 48 }, (_, step) => Array.from({ length: 64 }, (_, unit) => Math.sin(step * 0.7 + unit)));
const gates = values.map((row) => row.slice(0, 8).map((value) => (value + 1) / 2));
const tokens = [...'the cell remembers, and the gate forgets\nwhat it'].slice(0, 48);

test('48 steps of 64 units are drawn in every look, with tokens below', async () => {
  const [english] = await expectEveryLook((options) => stateHeatMap({ panels: [{ name: 'h', values }], tokens: [...tokens, '"', '\\'].slice(0, 48) }, options));
  expect(english.match(/<path d="M[^"]*"? fill="#|<path [^>]*fill="rgb/g)?.length).toBeGreaterThanOrEqual(48 * 64);
  expect(english).toContain('>␣<');
  expect(english).toContain('>⏎<');
});

test('states and gates stand above each other, each with the colours of its range', async () => {
  const panels = [{ name: 'forget gate', values: gates, scale: 'share' }, { name: 'input gate', values: gates, scale: 'share' }, { name: 'c', values }] as const;
  const [english, korean] = await expectEveryLook((options) => stateHeatMap({ panels }, options));
  for (const words of ['forget gate', 'input gate', 'time step', 'unit']) expect(english).toContain(`>${words}<`);
  expect(korean).toContain('>시점<');
});

test('words are turned, and quotation marks in them do no harm', async () => {
  const words = ['He', 'said', '"no\\', "isn't", '</text>', 'over'];
  await expectEveryLook((options) => stateHeatMap({ panels: [{ name: 'h', values: values.slice(0, 6) }], tokens: words }, options));
});

test('the description gives the size, the range and the text', () => {
  expect(stateHeatMap({ panels: [{ name: 'h', values: [[0.5, -1], [0.25, 1]] }], tokens: ['a', ' '] }).description).toBe(
    'Values of each unit at each of 2 steps. h: 2 units from −1 to 1. The text: a␣',
  );
});

test('ragged and empty data are refused', () => {
  expect(() => stateHeatMap({ panels: [] })).toThrow('stateHeatMap: nothing to draw: panels is empty');
  expect(() => stateHeatMap({ panels: [{ name: 'h', values: [] }] })).toThrow('values of h is empty');
  expect(() => stateHeatMap({ panels: [{ name: 'h', values: [[]] }] })).toThrow('values[0] of h is empty');
  expect(() => stateHeatMap({ panels: [{ name: 'h', values: [[1, 2], [1]] }] })).toThrow('values[1] of h has 1 items; expected 2, one for each of the units of its first step');
  expect(() => stateHeatMap({ panels: [{ name: 'h', values: [[1]] }], tokens: ['a', 'b'] })).toThrow('tokens has 2 items; expected 1, one for each of the steps');
  expect(() => stateHeatMap({ panels: [{ name: 'h', values }, { name: 'c', values: [[1]] }] })).toThrow('values of c has 1 items; expected 48');
});
