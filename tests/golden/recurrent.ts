import { expect } from 'vitest';
import { valueAndGrad } from '@rekur/autodiff';
import { gru, lstm, type Module, rnn } from '@rekur/rnn';
import { add, mul, sum, type Tensor, transpose } from '@rekur/tensor';
import { expectClose, tolerances } from '../closeness.js';
import type { GoldenCase } from './case.js';

const makers = { rnn, gru, lstm };

export const recurrentKinds = Object.keys(makers);

/** PyTorch's defaults stand where the case says nothing; what this module does not do must be at its default. */
function moduleFor({ file, options }: GoldenCase): Module {
  const { kind, inputSize, hiddenSize, numLayers = 1, bias = true, bidirectional = false, nonlinearity = 'tanh' } = options;
  const { projSize = 0, lengths = null, dropout = 0 } = options;
  expect({ file, projSize, lengths, dropout }, 'options that this module does not have yet').toEqual({ file, projSize: 0, lengths: null, dropout: 0 });
  const common = { layers: numLayers as number, bias: bias as boolean, bidirectional: bidirectional as boolean };
  const sizes = [inputSize as number, hiddenSize as number] as const;
  return kind === 'rnn'
    ? rnn(...sizes, { ...common, nonlinearity: nonlinearity as 'tanh' | 'relu' })
    : makers[kind as 'gru' | 'lstm'](...sizes, common);
}

const parameterName = /^(weight|bias)_/;

/** Compares outputs and every gradient with the file's. */
export function runRecurrent(golden: GoldenCase, dtype: 'float32' | 'float64'): void {
  const module = moduleFor(golden);
  const has = (name: string): boolean => golden.names.includes(name);
  const states = golden.options.kind === 'lstm' ? ['h', 'c'] : ['h'];
  const timeFirst = golden.options.batchFirst === false;
  const sequence = (x: Tensor): Tensor => (timeFirst ? transpose(x, [1, 0, 2]) : x);
  const inputs = ['x', ...states.map((state) => `${state}0`).filter(has), ...golden.names.filter((name) => parameterName.test(name))];
  const primal = Object.fromEntries(inputs.map((name) => [name, golden.get(name, dtype)]));

  const { value, gradient, auxiliary } = valueAndGrad((given: Record<string, Tensor>) => {
    const parameters = Object.fromEntries(Object.entries(given).filter(([name]) => parameterName.test(name)));
    const first = has('h0') ? Object.fromEntries(states.map((state) => [state, given[`${state}0`]])) : undefined;
    const { output, state } = module.apply(parameters, sequence(given['x']), first);
    const results = [sequence(output), ...states.map((name) => state[name] as Tensor)];
    const weights = ['w_output', ...states.map((name) => `w_${name}n`)];
    const terms = results.map((result, index) => sum(mul(result, golden.get(weights[index], dtype))));
    return { value: terms.reduce((total, term) => add(total, term)), auxiliary: results };
  })(primal);

  const tolerance = tolerances[dtype];
  ['output', ...states.map((state) => `${state}n`)].forEach((name, index) => {
    expectClose(name, auxiliary[index], golden.get(name, dtype), tolerance);
  });
  // A float32 loss cancels terms far larger than itself; in float64 it agrees like the rest.
  if (dtype === 'float64') expectClose('loss', value, golden.get('loss', dtype), tolerance);
  const gradients = golden.names.filter((name) => name.startsWith('grad.'));
  expect(gradients.map((name) => name.slice('grad.'.length)).sort()).toEqual([...inputs].sort());
  for (const name of gradients) expectClose(name, gradient[name.slice('grad.'.length)], golden.get(name, dtype), tolerance);
}
