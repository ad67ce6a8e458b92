import { grad } from '@rekur/autodiff';
import { constantInitializer, defineCell, gradientFlow, recurrent } from '@rekur/rnn';
import { add, fromData, matmul, sum, type Tensor } from '@rekur/tensor';
import { clipByGlobalNorm } from '@rekur/train';
import { expect, test } from 'vitest';
import { clipped, descend, descentFrom, gradientAt, isOutside, LEARNING_RATE, TARGET } from './cliff.js';
import { eigenvaluesOf, entry, type Matrix2, presets, spectralRadius, trajectory, withEigenvalue } from './matrix.js';
import { contributions, fateOf, shareOfFirst, stepsUntil } from './scalar.js';

const linear = defineCell({
  name: 'linear',
  states: ['h'],
  gates: ['hidden'],
  parameters: ({ inputSize, hiddenSize }) => ({
    weight_ih: { shape: [inputSize, hiddenSize], initializer: constantInitializer(0) },
    weight_hh: { shape: [hiddenSize, hiddenSize], initializer: constantInitializer(0) },
  }),
  step({ weight_ih, weight_hh }, x, { h }) {
    const hidden = add(matmul(x, weight_ih), matmul(h, weight_hh));
    return { state: { h: hidden }, gates: { hidden } };
  },
});
const double = (values: readonly number[], shape: readonly number[]): Tensor => fromData(Float64Array.from(values), shape);

function network(matrix: readonly (readonly number[])[]) {
  const size = matrix.length;
  const first = Array.from({ length: size }, (_, index) => (index === 0 ? 1 : 0));
  return { module: recurrent(linear, 1, size, { bias: false }), parameters: { weight_ih_l0: double(first, [1, size]), weight_hh_l0: double(matrix.flat(), [size, size]) } };
}

const impulse = (at: number, steps: number) => double(Array.from({ length: steps }, (_, step) => (step === at ? 1 : 0)), [1, steps, 1]);

test.each([0.5, -0.9, 1, 1.3])('contributions for W = %d are what the network’s output has of each input', (weight) => {
  const { module, parameters } = network([[weight]]);
  contributions(weight, 8).forEach((value, index) => {
    expect(module.apply(parameters, impulse(index, 8)).output.data[7]).toBeCloseTo(value, 12);
  });
});

test('read from the end, they are the gradients that flow back', () => {
  const { module, parameters } = network([[0.8]]);
  const flow = gradientFlow(module, parameters, impulse(0, 12), (output) => sum(output.slice(1, 11)));
  Array.from(flow['l0.h'].steps.data).forEach((norm, index) => expect(norm).toBeCloseTo(contributions(0.8, 12)[index], 12));
});

test('the share of the first input is its part of all contributions', () => {
  for (const weight of [0, 0.4, -0.9, 1, 1.2]) {
    const sizes = contributions(weight, 9).map(Math.abs);
    expect(shareOfFirst(weight, 9)).toBeCloseTo(sizes[0] / sizes.reduce((total, size) => total + size), 12);
  }
  expect(shareOfFirst(1.5, 2000)).toBeCloseTo(1 / 3, 12);
});

test('the fate of an input is decided by the size of W, not its sign', () => {
  expect([-0.5, -1, 1, 1.01, -2].map(fateOf)).toEqual(['fades', 'stays', 'stays', 'explodes', 'explodes']);
  expect(stepsUntil(0.9, 1000)).toBe(66);
  expect(0.9 ** 66).toBeLessThan(1e-3);
  expect(0.9 ** 65).toBeGreaterThan(1e-3);
  expect(stepsUntil(-1, 1000)).toBeUndefined();
});

test.each(Object.entries(presets))('the states of the matrix %s are those of the network', (_name, matrix) => {
  const { module, parameters } = network(matrix);
  const { data } = module.apply(parameters, impulse(0, 10)).output;
  trajectory(matrix, 10).forEach(([x, y], step) => {
    expect(data[2 * step]).toBeCloseTo(x, 10);
    expect(data[2 * step + 1]).toBeCloseTo(y, 10);
  });
});

test('a dragged eigenvalue is where it was dragged to', () => {
  const turned = withEigenvalue({ re: 0.3, im: 0.9 }, presets.fades);
  expect(eigenvaluesOf(turned)[0].re).toBeCloseTo(0.3, 12);
  expect(eigenvaluesOf(turned)[0].im).toBeCloseTo(0.9, 12);
  expect(spectralRadius(turned)).toBeCloseTo(Math.hypot(0.3, 0.9), 12);
  // On the real axis the other one stays: presets.fades has 0.9 and 0.5.
  const real = eigenvaluesOf(withEigenvalue({ re: -1.2, im: 0.01 }, presets.fades));
  expect(real[0].re).toBeCloseTo(-1.2, 12);
  expect(real[1].re).toBeCloseTo(0.5, 12);
});

test('a matrix that is far from symmetric grows before it fades', () => {
  const sizes = trajectory(presets.grows, 60).map(([x, y]) => Math.hypot(x, y));
  expect(spectralRadius(presets.grows)).toBeCloseTo(0.8, 6);
  expect(Math.max(...sizes)).toBeGreaterThan(3);
  expect(sizes.at(-1)).toBeLessThan(0.01);
});

test('what is typed into the matrix stays a number in bounds', () => {
  expect([NaN, 7, -9, 0.123].map(entry)).toEqual([0, 3, -3, 0.12]);
});

test('the gradient of the cliff is that of automatic differentiation, and clipping that of the package', () => {
  for (const weight of [0.4, 0.97, 1.2]) {
    const powered = (w: Tensor): Tensor => Array.from({ length: 18 }).reduce<Tensor>((product) => product.mul(w), w);
    const gradient = grad((w: Tensor) => powered(w).sub(TARGET).square().div(2))(double([weight], [])).item();
    expect(gradientAt(weight, 20)).toBeCloseTo(gradient, 6);
    const { w } = clipByGlobalNorm({ w: double([gradient], []) }, 1) as { w: Tensor };
    expect(clipped(gradientAt(weight, 20))).toBeCloseTo(w.item(), 5);
  }
});

test('without clipping one step from the steep side leaves the chart; with it the steps go down to the target', () => {
  expect(isOutside(descend(descentFrom(1.2), 20, false).weights[1])).toBe(true);
  let descent = descentFrom(1.2);
  for (let step = 0; step < 60; step++) descent = descend(descent, 20, true);
  const weight = descent.weights.at(-1) ?? 0;
  expect(Math.abs(weight - TARGET ** (1 / 19))).toBeLessThan(LEARNING_RATE);
});

test('on the flat side a step hardly moves', () => {
  const { weights } = descend(descentFrom(0.5), 20, true);
  expect(Math.abs(weights[1] - weights[0])).toBeLessThan(1e-5);
});

const identity: Matrix2 = [[1, 0], [0, 1]];
test('the identity keeps what it was given for ever', () => {
  expect(trajectory(identity, 1000).at(-1)).toEqual([1, 0]);
});
