import { expect } from 'vitest';
import { valueAndGrad } from '@rekur/autodiff';
import { gru, lstm, type Module, rnn } from '@rekur/rnn';
import { add, type Engine, greater, iota, mul, reshape, sum, type Tensor, trace, transpose, where } from '@rekur/tensor';
import { expectClose, tolerances } from '../closeness.js';
import type { GoldenCase } from './case.js';

export const recurrentKinds = ['rnn', 'gru', 'lstm'];

/** PyTorch's options as this module's, at PyTorch's defaults where the case says nothing. Without a key dropout does nothing. */
function moduleFor({ file, options }: GoldenCase): Module {
  const { kind, inputSize, hiddenSize, numLayers = 1, bias = true, bidirectional = false, nonlinearity = 'tanh', projSize = 0, dropout = 0 } = options;
  expect(projSize === 0 || kind === 'lstm', `${file}: only an LSTM projects`).toBe(true);
  const layers = numLayers as number;
  const common = {
    layers,
    bias: bias as boolean,
    bidirectional: bidirectional as boolean,
    dropout: layers > 1 ? (dropout as number) : 0,
  };
  const sizes = [inputSize as number, hiddenSize as number] as const;
  if (kind === 'rnn') return rnn(...sizes, { ...common, nonlinearity: nonlinearity as 'tanh' | 'relu' });
  if (kind === 'gru') return gru(...sizes, common);
  return lstm(...sizes, { ...common, ...(projSize === 0 ? {} : { projectionSize: projSize as number }) });
}

/** NaN at every step behind a row's length: what stands there must not matter. x [batch, time, input] */
function nanBehind(x: Tensor, lengths: Tensor): Tensor {
  const steps = reshape(iota([x.shape[1]]), [1, -1, 1]);
  return where(greater(reshape(lengths, [-1, 1, 1]), steps), x, NaN);
}

type Objective = (primal: Record<string, Tensor>) => ReturnType<ReturnType<typeof valueAndGrad<Record<string, Tensor>, []>>>;

/** Value, gradient and results of an objective that an engine runs as one Program. */
function onEngine(engine: Engine, objective: Objective, primal: Record<string, Tensor>): ReturnType<Objective> {
  const names = Object.keys(primal);
  const named = (leaves: readonly Tensor[]): Record<string, Tensor> => Object.fromEntries(names.map((name, index) => [name, leaves[index]]));
  const { program, captured } = trace((...leaves) => {
    const { value, gradient, auxiliary } = objective(named(leaves));
    return [value, ...names.map((name) => gradient[name]), ...auxiliary];
  }, Object.values(primal));
  const [value, ...rest] = engine.prepare(program)([...Object.values(primal), ...captured]);
  return { value, gradient: named(rest), auxiliary: rest.slice(names.length) };
}

const parameterName = /^(weight|bias)_/;

/** Compares outputs and every gradient with the file's; the operations are done at once, or traced and run by an engine. */
export function runRecurrent(golden: GoldenCase, dtype: 'float32' | 'float64', engine?: Engine): void {
  const module = moduleFor(golden);
  const has = (name: string): boolean => golden.names.includes(name);
  const states = golden.options.kind === 'lstm' ? ['h', 'c'] : ['h'];
  const timeFirst = golden.options.batchFirst === false;
  const sequence = (x: Tensor): Tensor => (timeFirst ? transpose(x, [1, 0, 2]) : x);
  const lengths = golden.options.lengths ? golden.get('lengths', 'int32') : undefined;
  const inputs = ['x', ...states.map((state) => `${state}0`).filter(has), ...golden.names.filter((name) => parameterName.test(name))];
  const primal = Object.fromEntries(inputs.map((name) => [name, golden.get(name, dtype)]));
  if (lengths) primal['x'] = sequence(nanBehind(sequence(primal['x']), lengths));

  const objective = valueAndGrad((given: Record<string, Tensor>) => {
    const parameters = Object.fromEntries(Object.entries(given).filter(([name]) => parameterName.test(name)));
    const first = has('h0') ? Object.fromEntries(states.map((state) => [state, given[`${state}0`]])) : undefined;
    const { output, state } = module.apply(parameters, sequence(given['x']), first, { ...(lengths && { lengths }) });
    const results = [sequence(output), ...states.map((name) => state[name] as Tensor)];
    const weights = ['w_output', ...states.map((name) => `w_${name}n`)];
    const terms = results.map((result, index) => sum(mul(result, golden.get(weights[index], dtype))));
    return { value: terms.reduce((total, term) => add(total, term)), auxiliary: results };
  });
  const { value, gradient, auxiliary } = engine ? onEngine(engine, objective, primal) : objective(primal);

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
