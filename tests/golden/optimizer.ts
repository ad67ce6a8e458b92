import { expect } from 'vitest';
import type { Module } from '@rekur/rnn';
import { add, matmul, mul, tanh, tensor, type Tensor } from '@rekur/tensor';
import { adam, crossEntropy, fit, type Optimizer, sgd } from '@rekur/train';
import { expectClose, tolerances } from '../closeness.js';
import type { GoldenCase } from './case.js';

type Options = Readonly<Record<string, number | boolean | readonly number[] | undefined>>;

const makers: Readonly<Record<string, (options: Options) => Optimizer>> = {
  SGD: ({ lr, momentum = 0, weight_decay = 0 }) =>
    sgd({ learningRate: lr as number, momentum: momentum as number, weightDecay: weight_decay as number }),
  Adam: ({ lr, betas = [0.9, 0.999], eps = 1e-8, weight_decay = 0 }) =>
    adam({
      learningRate: lr as number,
      beta1: (betas as readonly number[])[0],
      beta2: (betas as readonly number[])[1],
      epsilon: eps as number,
      weightDecay: weight_decay as number,
    }),
};

/** The golden files' model: 3·tanh(x@w + b). */
const model: Module = {
  description: { kind: 'golden' },
  initialize: () => ({}),
  initialState: () => ({}),
  apply: ({ w, b }, x) => ({ output: mul(3, tanh(add(matmul(x, w as Tensor), b as Tensor))), state: {} }),
};

/** Compares the losses of every step and the final parameters with the file's. */
export async function runOptimizer(golden: GoldenCase): Promise<void> {
  const { optimizer: name, options, steps, clipNorm } = golden.options as unknown as {
    optimizer: string;
    options: Options;
    steps: number;
    clipNorm: number | null;
  };
  const make = makers[name];
  expect(make, `${golden.file}: no optimiser '${name}' yet; there are ${Object.keys(makers).join(', ')}`).toBeDefined();
  const batch = { inputs: golden.get('x', 'float64'), targets: golden.get('target', 'int32') };
  const losses: number[] = [];
  const events = fit(model, [batch], {
    loss: crossEntropy,
    optimizer: make(options),
    seed: 1,
    epochs: steps,
    clipNorm: clipNorm ?? undefined,
    parameters: { w: golden.get('w0', 'float64'), b: golden.get('b0', 'float64') },
  });
  for await (const event of events) {
    if (event.type === 'step') losses.push(event.loss);
    if (event.type !== 'end') continue;
    expectClose('losses', tensor(losses, { dtype: 'float64' }), golden.get('losses', 'float64'), tolerances.optimizer);
    expectClose('w', event.parameters.w as Tensor, golden.get('w', 'float64'), tolerances.optimizer);
    expectClose('b', event.parameters.b as Tensor, golden.get('b', 'float64'), tolerances.optimizer);
  }
  expect(losses).toHaveLength(steps);
}
