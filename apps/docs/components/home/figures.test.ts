import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fastestOf, figuresOf, milliseconds, type Recorded } from './figures.js';

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'benchmarks', 'results.json'), 'utf8')) as Recorded;

test('the figures of the first page are medians that were recorded', () => {
  const { steps, text } = figuresOf(recorded);
  expect(steps.map(({ sizes }) => sizes)).toEqual(['16,50,64,64', '32,100,128,128', '64,50,256,512']);
  const medians = recorded.compiler.measurements.map(({ median }) => median);
  for (const { rekur, torch } of steps) {
    expect(medians).toContain(rekur);
    expect(medians).toContain(torch);
  }
  expect(text.bits).toBe(recorded.text.rows.find(({ name }) => name === 'rekur train moby-dick')?.bits);
});

test('a figure that was not measured stays out', () => {
  const none = { ...recorded, compiler: { ...recorded.compiler, measurements: [] } };
  expect(figuresOf(none).steps).toEqual([]);
  expect([milliseconds(undefined), milliseconds(1.904), milliseconds(1781.2)]).toEqual(['–', '1.90', '1781']);
});

test('the least time of a step is found, whoever has it', () => {
  expect(fastestOf({ sizes: '1,1,1,1', rekur: 2, torch: 1.5, tensorflow: undefined, jax: 30 })).toBe(1.5);
  expect(fastestOf({ sizes: '1,1,1,1', rekur: 2 })).toBe(2);
});

test('a row that is missing is named', () => {
  expect(() => figuresOf({ ...recorded, text: { rows: [] } })).toThrow('figuresOf: no such row: rekur train moby-dick; results.json is expected to have it under text.rows');
});
