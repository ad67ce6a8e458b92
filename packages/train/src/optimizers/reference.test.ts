import { describe, expect, test } from 'vitest';
import { tensor, type Tensor } from '@rekur/tensor';
import { adagrad, type AdagradOptions } from './adagrad.js';
import { adam, type AdamOptions } from './adam.js';
import { adamw } from './adamw.js';
import type { Optimizer } from './optimizer.js';
import { rmsprop, type RmspropOptions } from './rmsprop.js';
import { sgd, type SgdOptions } from './sgd.js';

const STEPS = 12;
/** A gradient that grows, shrinks and changes sign, so that every option matters. */
const gradientAt = (p: number, step: number): number => (p - 0.3) * (1 + 2 * Math.sin(step)) + 0.1 * Math.cos(3 * step);

function run(optimizer: Optimizer): number[] {
  let parameters: Record<string, Tensor> = { p: tensor([1.5], { dtype: 'float64' }) };
  let state = optimizer.initialize(parameters);
  return Array.from({ length: STEPS }, (_, index) => {
    const step = index + 1;
    const scalars = Object.fromEntries(Object.entries(optimizer.scalars(step)).map(([name, value]) => [name, tensor(value, { dtype: 'float64' })]));
    const gradients = { p: tensor([gradientAt(parameters.p.data[0], step)], { dtype: 'float64' }) };
    const next = optimizer.update({ parameters, gradients, state, scalars });
    parameters = next.parameters as Record<string, Tensor>;
    state = next.state;
    return parameters.p.data[0];
  });
}

/** Runs an algorithm in plain numbers: it gets the parameter, its gradient and the step, and returns the next parameter. */
function expectSame(optimizer: Optimizer, algorithm: (p: number, g: number, t: number) => number): void {
  let p = 1.5;
  const actual = run(optimizer);
  for (let t = 1; t <= STEPS; t++) {
    p = algorithm(p, gradientAt(p, t), t);
    expect(Math.abs(actual[t - 1] - p)).toBeLessThan(1e-13);
  }
}

const cases = <T>(options: [string, T][]): [string, T][] => options;

// The algorithms as PyTorch's documentation writes them, line by line.

describe('sgd is torch.optim.SGD:', () => {
  test.each(cases<SgdOptions>([
    ['momentum', { momentum: 0.9 }],
    ['dampening, not at the first step', { momentum: 0.9, dampening: 0.4 }],
    ['nesterov', { momentum: 0.8, nesterov: true, weightDecay: 0.1 }],
    ['maximize', { momentum: 0.8, weightDecay: 0.1, maximize: true }],
  ]))('%s', (_, options) => {
    const { momentum: mu = 0, dampening: tau = 0, nesterov, weightDecay = 0, maximize } = options;
    let b = 0;
    expectSame(sgd({ learningRate: 0.05, ...options }), (p, gradient, t) => {
      let g = maximize ? -gradient : gradient;
      g += weightDecay * p;
      b = t > 1 ? mu * b + (1 - tau) * g : g;
      g = nesterov ? g + mu * b : b;
      return p - 0.05 * g;
    });
  });
});

describe('adam and adamw are torch.optim.Adam and AdamW:', () => {
  test.each(cases<AdamOptions>([
    ['defaults', {}],
    ['betas and epsilon', { beta1: 0.7, beta2: 0.9, epsilon: 1e-2 }],
    ['amsgrad', { beta2: 0.5, amsgrad: true }],
    ['weight decay and maximize', { weightDecay: 0.2, maximize: true }],
  ]))('%s', (_, options) => {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, amsgrad, maximize } = options;
    for (const decoupled of [false, true]) {
      const decay = options.weightDecay ?? (decoupled ? 0.01 : 0);
      let [m, v, greatest] = [0, 0, 0];
      expectSame((decoupled ? adamw : adam)({ learningRate: 0.05, ...options }), (before, gradient, t) => {
        let g = maximize ? -gradient : gradient;
        let p = before;
        if (decoupled) p -= 0.05 * decay * p;
        else g += decay * p;
        m = beta1 * m + (1 - beta1) * g;
        v = beta2 * v + (1 - beta2) * g ** 2;
        const meanHat = m / (1 - beta1 ** t);
        greatest = Math.max(greatest, v);
        const varianceHat = (amsgrad ? greatest : v) / (1 - beta2 ** t);
        return p - (0.05 * meanHat) / (Math.sqrt(varianceHat) + epsilon);
      });
    }
  });
});

describe('rmsprop is torch.optim.RMSprop:', () => {
  test.each(cases<RmspropOptions>([
    ['defaults', {}],
    ['momentum', { momentum: 0.6 }],
    ['centered', { centered: true, alpha: 0.8, epsilon: 1e-3 }],
    ['centered with momentum, weight decay and maximize', { centered: true, momentum: 0.6, weightDecay: 0.1, maximize: true }],
  ]))('%s', (_, options) => {
    const { alpha = 0.99, epsilon = 1e-8, momentum = 0, centered, weightDecay = 0, maximize } = options;
    let [v, average, b] = [0, 0, 0];
    expectSame(rmsprop({ learningRate: 0.02, ...options }), (p, gradient) => {
      const g = (maximize ? -gradient : gradient) + weightDecay * p;
      v = alpha * v + (1 - alpha) * g ** 2;
      average = alpha * average + (1 - alpha) * g;
      const root = Math.sqrt(centered ? v - average ** 2 : v) + epsilon;
      b = momentum * b + g / root;
      return p - 0.02 * b;
    });
  });
});

describe('adagrad is torch.optim.Adagrad:', () => {
  test.each(cases<AdagradOptions>([
    ['defaults', {}],
    ['a falling rate', { learningRateDecay: 0.3 }],
    ['an initial accumulator, weight decay and maximize', { initialAccumulatorValue: 0.5, weightDecay: 0.1, maximize: true, epsilon: 1e-2 }],
  ]))('%s', (_, options) => {
    const { learningRateDecay = 0, initialAccumulatorValue = 0, epsilon = 1e-10, weightDecay = 0, maximize } = options;
    let sum = initialAccumulatorValue;
    expectSame(adagrad({ learningRate: 0.1, ...options }), (p, gradient, t) => {
      const rate = 0.1 / (1 + (t - 1) * learningRateDecay);
      const g = (maximize ? -gradient : gradient) + weightDecay * p;
      sum += g ** 2;
      return p - (rate * g) / (Math.sqrt(sum) + epsilon);
    });
  });
});

test('defaults are PyTorch’s', () => {
  expect(adamw().options).toEqual({ learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 });
  expect(rmsprop().options).toEqual({ learningRate: 0.01, alpha: 0.99, epsilon: 1e-8, momentum: 0, centered: false, weightDecay: 0, maximize: false });
  expect(adagrad().options).toEqual({
    learningRate: 0.01,
    learningRateDecay: 0,
    initialAccumulatorValue: 0,
    epsilon: 1e-10,
    weightDecay: 0,
    maximize: false,
  });
});

test('options out of range are refused', () => {
  expect(() => adam({ beta1: 1 })).toThrow('adam: beta1 out of range: beta1 is 1; a number from 0 to below 1 is expected');
  expect(() => adamw({ weightDecay: -1 })).toThrow('adamw: weightDecay out of range: weightDecay is -1; a finite number, 0 or more, is expected');
  expect(() => rmsprop({ alpha: -0.1 })).toThrow('rmsprop: alpha out of range: alpha is -0.1; a number from 0 to below 1 is expected');
  expect(() => adagrad({ epsilon: NaN })).toThrow('adagrad: epsilon out of range: epsilon is NaN; a finite number, 0 or more, is expected');
  expect(() => sgd({ nesterov: true })).toThrow(
    'sgd: nesterov does not fit: momentum is 0, dampening is 0; momentum above 0 and no dampening are expected',
  );
  expect(() => sgd({ learningRate: -1 })).toThrow('constant: learningRate out of range: learningRate is -1; a finite number, 0 or more, is expected');
});
