import { expect, test } from 'vitest';
import { renderSvg } from '../render/index.js';
import { expectEveryLook } from '../testing/everyLook.js';
import { trainingCurves } from './trainingCurves.js';

const steps = [0, 100, 200, 300];
const curves = [
  { name: 'training', steps, values: [4, 3, 2.5, 2.25] },
  { name: 'validation', steps: [100, 300], values: [3.1, 2.5] },
];
const learningRate = { name: 'learning rate', steps, values: [0.005, 0.004, 0.002, 0] };
const gradientNorm = { name: 'gradient norm', steps, values: [10, 1, 0.5, 0.2] };

test('training curves with every panel are drawn in every look, with words of the language', async () => {
  const [english, korean] = await expectEveryLook((options) => trainingCurves({ curves, learningRate, gradientNorm }, options));
  for (const words of ['Loss over the steps of training', 'validation', 'gradient norm', 'learning rate', 'step']) expect(english).toContain(words);
  for (const words of ['훈련 단계에 따른 손실', '검증', '기울기 노름', '학습률', '단계']) expect(korean).toContain(words);
  expect(english).not.toContain('e+0');
});

test('the description says where every curve ends and its lowest value', () => {
  expect(trainingCurves({ curves, measure: 'bits per character' }).description).toBe(
    'Bits per character after each step of training. At the end: training 2.25, validation 2.5. Lowest: training 2.25, validation 2.5.',
  );
});

test('a loss that is not a number leaves a gap and is no end', async () => {
  const broken = [{ name: 'training', steps, values: [4, 3, Number.NaN, Number.NaN] }];
  const figure = trainingCurves({ curves: broken });
  expect(figure.description).toContain('At the end: training 3.');
  await expect(renderSvg(figure)).resolves.not.toContain('NaN');
});

test('zero leaves a gap on a logarithmic scale', async () => {
  await expectEveryLook((options) => trainingCurves({ curves: [{ name: 'mine', steps, values: [1, 0.1, 0, 0.001] }], logScale: true }, options));
});

test('no curve, or a curve without a value for each step, is refused', () => {
  expect(() => trainingCurves({ curves: [] })).toThrow('trainingCurves: nothing to draw: curves is empty; expected at least one item; give the figure data');
  expect(() => trainingCurves({ curves: [{ name: 'training', steps, values: [1] }] })).toThrow(
    'trainingCurves: ragged data: values of training has 1 items; expected 4, one for each of its steps; give both the same length',
  );
});
