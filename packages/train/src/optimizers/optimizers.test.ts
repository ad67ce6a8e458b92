import { describe, expect, test } from 'vitest';
import { tensor, type Tensor } from '@rekur/tensor';
import { adam } from './adam.js';
import { wholePower } from '../wholePower.js';
import { sgd } from './sgd.js';

const f64 = (...values: number[]): Tensor => tensor(values, { dtype: 'float64' });

/** Steps on f(p) = p²/2, whose gradient is p. */
function descend(optimizer: ReturnType<typeof adam>, steps: number): number[] {
  let parameters: Record<string, Tensor> = { p: f64(1) };
  let state = optimizer.initialize(parameters);
  return Array.from({ length: steps }, (_, index) => {
    const scalars = Object.fromEntries(Object.entries(optimizer.scalars(index + 1)).map(([name, value]) => [name, tensor(value, { dtype: 'float64' })]));
    const next = optimizer.update({ parameters, gradients: parameters, state, scalars });
    parameters = next.parameters as Record<string, Tensor>;
    state = next.state;
    return parameters.p.item();
  });
}

describe('adam', () => {
  test('has PyTorch’s defaults', () => {
    expect(adam().options).toEqual({ learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 });
  });

  test('moves by the learning rate in the first step, whatever the size of the gradient', () => {
    expect(descend(adam({ learningRate: 0.1 }), 1)[0]).toBeCloseTo(0.9, 8);
  });
});

describe('sgd', () => {
  test('has PyTorch’s defaults', () => expect(sgd().options).toEqual({ learningRate: 1e-3, momentum: 0, weightDecay: 0 }));

  test('moves against the gradient', () => expect(descend(sgd({ learningRate: 0.5 }), 3)).toEqual([0.5, 0.25, 0.125]));

  test('with momentum keeps part of the last movement', () => {
    // b = 1, p = .5; b = .5 + .5 = 1, p = 0; b = .5 + 0 = .5, p = −.25.
    expect(descend(sgd({ learningRate: 0.5, momentum: 0.5 }), 3)).toEqual([0.5, 0, -0.25]);
  });

  test('with weight decay adds the penalty to the gradient', () => {
    expect(descend(sgd({ learningRate: 0.5, weightDecay: 1 }), 1)).toEqual([0]);
  });

  test('takes its learning rate from a schedule', () => {
    expect(descend(sgd({ learningRate: (step) => (step === 1 ? 0.5 : 0) }), 2)).toEqual([0.5, 0.5]);
  });
});

test('wholePower multiplies only', () => {
  expect([wholePower(0.5, 0), wholePower(0.5, 3), wholePower(3, 5)]).toEqual([1, 0.125, 243]);
  expect(wholePower(0.999, 1000)).toBeCloseTo(0.999 ** 1000, 14);
});
