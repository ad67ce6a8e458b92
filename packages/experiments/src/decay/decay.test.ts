import { describe, expect, test } from 'vitest';
import { randomKey } from '@rekur/tensor';
import { anyExperiment } from '../experiment.js';
import { runExperiment } from '../run.js';
import { flowOf } from './cellDecay.js';
import { decayCells, signReader } from './cells.js';
import { CLIP_NORM, measureClipping } from './clipping.js';
import { decay } from './experiment.js';
import { fittedRate } from './fittedRate.js';
import { measureLinearDecay } from './linearNetwork.js';
import type { DecayResult } from './result.js';
import { signBatch } from './signTask.js';

const radii = [0.5, 0.9, 1, 1.1, 1.5];

describe('fittedRate', () => {
  test('is the ratio of a geometric sequence, of the part asked for', () => {
    expect(fittedRate([3, 6, 12, 24])).toBeCloseTo(2, 12);
    expect(fittedRate([7, 1, 1, 2, 4, 8, 9], 2, 6)).toBeCloseTo(2, 12);
  });

  test('leaves zeros out, and is undefined for fewer than two values', () => {
    expect(fittedRate([8, 0, 2, 1])).toBeCloseTo(0.5, 12);
    expect([fittedRate([]), fittedRate([1]), fittedRate([0, 0, 5])]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the linear network', () => {
  test.each(radii)('with a scalar W = %d gives W^(n−1) after n steps, forwards and backwards', (radius) => {
    const { outputs, gradients, fittedRate: rate } = measureLinearDecay(radius, 1, 200, 1);
    outputs.forEach((output, index) => expect(output / radius ** index).toBeCloseTo(1, 9));
    gradients.forEach((gradient, index) => expect(gradient / radius ** (199 - index)).toBeCloseTo(1, 9));
    expect(rate / radius).toBeCloseTo(1, 9);
  });

  test.each(radii)('with a matrix of spectral radius %d fades or explodes at that rate, within 2 %', (radius) => {
    const { outputs, fittedRate: rate, fittedGradientRate } = measureLinearDecay(radius, 16, 200, 1);
    expect(outputs[0]).toBeCloseTo(1, 9);
    expect(Math.abs(rate / radius - 1)).toBeLessThan(0.02);
    expect(Math.abs(fittedGradientRate / radius - 1)).toBeLessThan(0.02);
  });

  test('ends in float32 where its smallest number ends', () => {
    expect(measureLinearDecay(0.5, 1, 200, 1).float32EndsAt).toBe(151); // 2^−150 rounds to 0.
    expect(measureLinearDecay(0.9, 1, 200, 1).float32EndsAt).toBeNull();
  });
});

test.each(decayCells)('the gradient through %s is the product of its Jacobians', (cell) => {
  for (const hidden of [1, 5]) {
    const { differenceFromJacobians, h } = flowOf(cell, hidden, signReader(cell, hidden).initialize(randomKey(3)), signBatch(3, 40, 3, 0));
    expect(h).toHaveLength(40);
    expect(h.every((norm) => norm > 0)).toBe(true);
    expect(differenceFromJacobians).toBeLessThan(1e-10);
  }
});

test('clipping leaves small gradients and bounds large ones', () => {
  const small = measureClipping(0.5, 4, 20, 1);
  expect(small.clippedStepSize).toBe(small.stepSize);
  const large = measureClipping(1.5, 4, 200, 1);
  expect(large.gradientNorm).toBeGreaterThan(1e60);
  expect(large.clippedStepSize).toBeCloseTo(0.01 * CLIP_NORM, 9);
});

describe('decay', () => {
  const options = { cells: ['rnn', 'lstm-5'], hidden: 8, cellSteps: 30, trainingSteps: 60 };
  let result: DecayResult;

  test('holds with small options, and an open forget gate keeps what a tanh network loses', async () => {
    const run = await runExperiment(anyExperiment(decay), { options });
    result = run.result as unknown as DecayResult;
    expect(decay.verdict(result).holds).toBe(true);
    const [plain, gated] = result.cells;
    expect(plain.untrained.fittedRate).toBeLessThan(0.9);
    expect(gated.untrained.fittedRate).toBeGreaterThan(0.95);
    expect(gated.untrained.h[0] / plain.untrained.h[0]).toBeGreaterThan(1e3);
    expect(gated.accuracy).toBeGreaterThan(plain.accuracy);
  });

  test('its verdict fails for a rate off by 3 %, for other Jacobians, and for a step longer than clipping allows', () => {
    const [first, ...rest] = result.linear;
    expect(decay.verdict({ ...result, linear: [{ ...first, fittedRate: first.spectralRadius * 1.03 }, ...rest] }).holds).toBe(false);
    const [cell, ...others] = result.cells;
    expect(decay.verdict({ ...result, cells: [{ ...cell, trained: { ...cell.trained, differenceFromJacobians: 1e-3 } }, ...others] }).holds).toBe(false);
    expect(decay.verdict({ ...result, clipping: result.clipping.map((step) => ({ ...step, clippedStepSize: 2 })) }).holds).toBe(false);
  });

  test('its table has a row for each network', () => {
    const rows = decay.table(result);
    expect(rows.map(([name]) => name)).toEqual(['network', ...radii.flatMap(() => ['linear, scalar', 'linear, matrix']), 'tanh RNN', 'LSTM (b_f = 5)']);
    expect(rows.every((row) => row.length === rows[0].length)).toBe(true);
    expect(decay.table(result, 'ko').map(([name]) => name).slice(0, 3)).toEqual(['신경망', '선형, 스칼라', '선형, 행렬']);
    expect(decay.furtherTables!(result, 'ko')[0].rows[0]).toContain('클리핑한 걸음');
  });
});
