import { expect, test } from 'vitest';
import { chart } from '../chart.js';
import { expectValidSpec } from './validSpec.js';

const content = { id: 'points', title: 'Points', description: 'Two points.' };
const data = { values: [{ at: 1 }, { at: 2 }] };

test('a chart that follows the schema passes', () => {
  expect(() => expectValidSpec(chart({ ...content, spec: { data, mark: 'point', encoding: { x: { field: 'at', type: 'quantitative' } } } }))).not.toThrow();
});

test('a misspelt property fails, and the message names its place', () => {
  const misspelt = { field: 'at', type: 'quantitative', tittle: 'x' } as const;
  expect(() => expectValidSpec(chart({ ...content, spec: { data, mark: 'point', encoding: { x: misspelt } } }))).toThrow(/points is not valid Vega-Lite:[\s\S]*\/encoding\/x.*tittle/);
});

test('a number that is not finite where one is needed fails', () => {
  expect(() => expectValidSpec(chart({ ...content, spec: { data, height: Number.NaN, mark: 'point' } }))).toThrow('/height');
});
