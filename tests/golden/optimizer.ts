import { expect } from 'vitest';
import type { Module } from '@rekur/rnn';
import { add, matmul, mul, tanh, tensor, type Tensor } from '@rekur/tensor';
import { adagrad, adam, adamw, crossEntropy, fit, type Optimizer, rmsprop, sgd } from '@rekur/train';
import { expectClose, tolerances } from '../closeness.js';
import type { GoldenCase } from './case.js';

/** PyTorch's argument names. */
type Options = Readonly<Record<string, unknown>>;

interface Maker {
  /** PyTorch's argument to ours. */
  readonly names: Readonly<Record<string, string>>;
  readonly make: (options: object) => Optimizer;
}

const common = { lr: 'learningRate', weight_decay: 'weightDecay', maximize: 'maximize' };
const adamNames = { ...common, betas: 'betas', eps: 'epsilon', amsgrad: 'amsgrad' };

const makers: Readonly<Record<string, Maker>> = {
  Adagrad: {
    names: { ...common, lr_decay: 'learningRateDecay', initial_accumulator_value: 'initialAccumulatorValue', eps: 'epsilon' },
    make: adagrad,
  },
  Adam: { names: adamNames, make: adam },
  AdamW: { names: adamNames, make: adamw },
  RMSprop: { names: { ...common, alpha: 'alpha', eps: 'epsilon', momentum: 'momentum', centered: 'centered' }, make: rmsprop },
  SGD: { names: { ...common, momentum: 'momentum', dampening: 'dampening', nesterov: 'nesterov' }, make: sgd },
};

/** Arguments that choose how PyTorch computes, not what. */
const withoutEffect = ['foreach', 'fused', 'capturable', 'differentiable'];

/** @throws Error for an optimiser or an argument that is not known here. */
export function optimizerFrom(file: string, name: string, options: Options): Optimizer {
  const maker = makers[name];
  if (!maker) throw new Error(`${file}: no optimiser '${name}' yet; there are ${Object.keys(makers).join(', ')}`);
  const own: Record<string, unknown> = {};
  for (const [argument, value] of Object.entries(options)) {
    if (withoutEffect.includes(argument)) continue;
    const ours = maker.names[argument];
    if (!ours) throw new Error(`${file}: ${name} has no '${argument}' here; there are ${Object.keys(maker.names).join(', ')}`);
    if (ours === 'betas') [own['beta1'], own['beta2']] = value as number[];
    else own[ours] = value;
  }
  return maker.make(own);
}

/** The golden files' model: 3·tanh(x@w + b), starting where the file does. */
const modelOf = (golden: GoldenCase): Module => ({
  description: { kind: 'golden' },
  initialize: () => ({ w: golden.get('w0', 'float64'), b: golden.get('b0', 'float64') }),
  initialState: () => ({}),
  apply: ({ w, b }, x) => ({ output: mul(3, tanh(add(matmul(x, w as Tensor), b as Tensor))), state: {} }),
});

/** Compares the losses of every step and the final parameters with the file's. */
export async function runOptimizer(golden: GoldenCase): Promise<void> {
  const { optimizer, options, steps, clipNorm, clipValue } = golden.options as unknown as {
    optimizer: string;
    options: Options;
    steps: number;
    clipNorm?: number | null;
    clipValue?: number | null;
  };
  const batch = { inputs: golden.get('x', 'float64'), targets: golden.get('target', 'int32') };
  const losses: number[] = [];
  const events = fit(modelOf(golden), [batch], {
    loss: crossEntropy,
    optimizer: optimizerFrom(golden.file, optimizer, options),
    seed: 1,
    epochs: steps,
    clipNorm: clipNorm ?? undefined,
    clipValue: clipValue ?? undefined,
  });
  for await (const event of events) {
    if (event.type === 'step') losses.push(event.loss);
    if (event.type !== 'end') continue;
    expectClose('losses', tensor(losses, { dtype: 'float64' }), golden.get('losses', 'float64'), tolerances.float64);
    expectClose('w', event.parameters.w as Tensor, golden.get('w', 'float64'), tolerances.float64);
    expectClose('b', event.parameters.b as Tensor, golden.get('b', 'float64'), tolerances.float64);
  }
  expect(losses).toHaveLength(steps);
}
