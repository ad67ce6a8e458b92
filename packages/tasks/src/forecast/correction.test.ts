import { describe, expect, test } from 'vitest';
import { interpreter } from '@rekur/tensor';
import { chooseWeights, createCorrector } from './correction.js';
import { noise } from './fixtures/series.js';
import type { NetworkForm } from './network.js';
import { initialParameters, networkInputs, networkModule } from './network.js';

const actual = noise(1, 40);
const linear = new Float64Array(40);
const identity = (value: number): number => value;

describe('chooseWeights', () => {
  test('gives nothing to corrections that make forecasts much worse', () => {
    const corrections = [noise(2, 40).map((value) => 5 * value)];
    expect(chooseWeights([10], { linear, corrections, actual }, identity)).toEqual([]);
  });

  test('gives all to corrections that are right', () => {
    const [{ step, weight }] = chooseWeights([10], { linear, corrections: [actual], actual }, identity);
    expect([step, weight]).toEqual([10, 1]);
  });

  test('gives a little where corrections change nothing: none counts as much as all', () => {
    const [{ weight }] = chooseWeights([10], { linear, corrections: [new Float64Array(40)], actual }, identity);
    expect(weight).toBeCloseTo(0.625 / 2, 12);
  });

  test('prefers the stop after which networks were best', () => {
    const stops = chooseWeights([10, 20], { linear, corrections: [actual.map((value) => value / 4), actual.map((value) => 0.9 * value)], actual }, identity);
    expect(stops.map(({ step }) => step)).toEqual([20]);
  });
});

const form: NetworkForm = { differencing: { ordinary: 1, seasonal: 0, period: 4 }, window: 3, hidden: 5 };
const scale = { mean: 1, deviation: 2, target: 3 };

describe('networks', () => {
  test('read differences before the time, and those a season before the next step', () => {
    // Differences are 1, 3, 5 …: 2 · time − 1.
    const values = Float64Array.from({ length: 10 }, (_, time) => time * time);
    const inputs = networkInputs(form, scale, [{ values, time: 6 }, { values, time: 2 }]);
    expect(inputs.shape).toEqual([2, 3, 2]);
    const scaled = (difference: number): number => (difference - 1) / 2;
    expect(inputs.toArray()).toEqual([
      [[scaled(5), 0], [scaled(7), scaled(1)], [scaled(9), scaled(3)]],
      [[0, 0], [0, 0], [scaled(1), 0]],
    ]);
  });

  test('see nothing of the value that they forecast, or of later ones', () => {
    const values = noise(3, 20);
    const changed = values.map((value, time) => (time < 12 ? value : NaN));
    const inputs = (of: Float64Array): unknown => networkInputs(form, scale, [{ values: of, time: 12 }]).toArray();
    expect(inputs(changed)).toEqual(inputs(values));
  });

  test('correct nothing before they are trained', () => {
    const members = [initialParameters(networkModule(form), 1)];
    expect(Array.from(createCorrector({ form, scale, groups: [members] }, interpreter)([{ values: noise(4, 20), time: 9 }])[0])).toEqual([0]);
  });

  test('are averaged, in units of what the linear path leaves', () => {
    const module = networkModule(form);
    const members = [module.initialize({ word0: 0, word1: 1 }), module.initialize({ word0: 0, word1: 2 })];
    const origins = [{ values: noise(5, 20), time: 9 }, { values: noise(6, 20), time: 15 }];
    const each = members.map((member) => module.apply(member, networkInputs(form, scale, origins)).output.data);
    const [alone, both] = createCorrector({ form, scale, groups: [members.slice(0, 1), members] }, interpreter)(origins);
    const mean = Array.from(both);
    alone.forEach((value, index) => expect(value).toBeCloseTo(3 * each[0][index], 12));
    mean.forEach((value, index) => expect(value).toBeCloseTo((3 * (each[0][index] + each[1][index])) / 2, 12));
  });
});
