import { describe, expect, test } from 'vitest';
import { linear, type Module, type Parameters, sequential } from '@rekur/rnn';
import { cast, flattenTree, mul, normal, randomKey, reshape, slice, tensor, type Tensor } from '@rekur/tensor';
import type { Batch } from './batch.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint, identityOf } from './checkpoint.js';
import type { FitEvent } from './events.js';
import { fit } from './fit.js';
import type { FitOptions } from './fitOptions.js';
import { meanSquaredError } from './losses/meanSquaredError.js';
import { adam } from './optimizers/adam.js';
import { optimizers } from './optimizers/index.js';
import type { Optimizer } from './optimizers/optimizer.js';
import { sgd } from './optimizers/sgd.js';
import { schedules } from './schedules/index.js';

const data = (seed: number): Batch => ({ inputs: normal(randomKey(seed), [3, 4, 2]), targets: normal(randomKey(seed + 100), [3, 4, 1]) });
const batches = [data(1), data(2), data(3)];
const base: FitOptions = { loss: meanSquaredError, optimizer: sgd({ learningRate: 0.1 }), seed: 1, epochs: 4 };

async function collect(more: Partial<FitOptions> = {}, { module = linear(2, 1), source = batches } = {}): Promise<FitEvent[]> {
  const events: FitEvent[] = [];
  for await (const event of fit(module, source, { ...base, ...more })) events.push(event);
  return events;
}

function parametersAfter(events: readonly FitEvent[]): Parameters {
  const end = events[events.length - 1];
  if (end.type !== 'end') throw new Error(`last event is ${end.type}`);
  return end.parameters;
}

const bits = (events: readonly FitEvent[]): string => flattenTree(parametersAfter(events)).map(({ value }) => value.data.join()).join('\n');
const ratesOf = (events: readonly FitEvent[]): number[] => events.flatMap((event) => (event.type === 'step' ? [event.learningRate] : []));

describe('fit', () => {
  test('gives the lengths to the model and to the loss: padding changes nothing', async () => {
    const seen: (Tensor | undefined)[] = [];
    const inner = linear(2, 1);
    const module: Module = { ...inner, apply: (parameters, x, state, context) => (seen.push(context?.lengths), inner.apply(parameters, x, state)) };
    const lengths = tensor([4, 2, 4], { dtype: 'int32' });
    const poison = (x: Tensor): Tensor => {
      const values = x.data.slice();
      const width = x.shape[2];
      values.fill(1e6, (4 + 2) * width, 8 * width);
      return tensor(values, { shape: x.shape });
    };
    const [batch] = batches;
    const poisoned = { inputs: poison(batch.inputs), targets: poison(batch.targets), lengths };
    const clean = await collect({}, { source: [{ ...batch, lengths }] });
    expect(bits(await collect({}, { module, source: [poisoned] }))).toBe(bits(clean));
    expect(seen[0]).toMatchObject({ shape: [3], dtype: 'int32' });
    expect(clean.find((event) => event.type === 'step')).toMatchObject({ targets: 10 });
  });

  test('clips every element of the gradient with clipValue, before clipNorm', async () => {
    const one = { inputs: tensor([[[3, 0.1]]]), targets: tensor([[[100]]]) };
    const move = async (more: Partial<FitOptions>): Promise<number[]> => {
      const parameters = { weight: tensor([[0, 0]]) };
      const events = await collect({ optimizer: sgd({ learningRate: 1 }), parameters, epochs: 1, ...more }, { module: linear(2, 1, { bias: false }), source: [one] });
      return [...flattenTree(parametersAfter(events))[0].value.data];
    };
    // The gradient is −200·x = [−600, −20].
    expect(await move({ clipValue: 50 })).toEqual([50, 20]);
    const norm = Math.hypot(50, 20) + 1e-6;
    (await move({ clipValue: 50, clipNorm: 1 })).forEach((element, index) => expect(element).toBeCloseTo([50, 20][index] / norm, 5));
  });

  const learningRate = schedules.exponential({ learningRate: 0.05, gamma: 0.9 });
  const every: { readonly [Name in keyof typeof optimizers]: Optimizer } = {
    adagrad: optimizers.adagrad({ learningRate, learningRateDecay: 0.1 }),
    adam: optimizers.adam({ learningRate, amsgrad: true }),
    adamw: optimizers.adamw({ learningRate, amsgrad: true }),
    rmsprop: optimizers.rmsprop({ learningRate, momentum: 0.9, centered: true }),
    sgd: optimizers.sgd({ learningRate, momentum: 0.9, dampening: 0.5 }),
  };

  test.each(Object.entries(every))('resumes %s from its checkpoint to the bit', async (_name, optimizer) => {
    const saved: Uint8Array[] = [];
    const checkpoint = { everySteps: 1, save: (each: Checkpoint) => void saved.push(encodeCheckpoint(each)) };
    const whole = await collect({ optimizer, checkpoint });
    for (const at of [0, 4, 9]) expect(bits(await collect({ optimizer, resume: decodeCheckpoint(saved[at]) }))).toBe(bits(whole));
  });

  test('lowers the rate on a plateau of the validation loss, and resumes that to the bit', async () => {
    const optimizer = sgd({ learningRate: schedules.onPlateau({ learningRate: 0.4, factor: 0.5, patience: 1 }) });
    const options = { optimizer, validation: [data(9)], validateEvery: 1, epochs: 6 };
    const saved: Uint8Array[] = [];
    const checkpoint = { everySteps: 1, save: (each: Checkpoint) => void saved.push(encodeCheckpoint(each)) };
    const whole = await collect({ ...options, checkpoint });
    const rates = ratesOf(whole);
    expect(new Set(rates).size).toBeGreaterThan(2);
    expect(rates.every((rate, index) => index === 0 || rate === rates[index - 1] || rate === rates[index - 1] / 2)).toBe(true);
    for (const at of [0, 3, 7, 12]) {
      const rest = await collect({ ...options, resume: decodeCheckpoint(saved[at]) });
      expect(ratesOf(rest)).toEqual(rates.slice(at + 1));
      expect(bits(rest)).toBe(bits(whole));
    }
  });

  test('refuses a schedule that follows the validation loss where there is no validation', async () => {
    const optimizer = sgd({ learningRate: schedules.onPlateau({ learningRate: 1 }) });
    await expect(collect({ optimizer })).rejects.toThrow(
      'fit: no validation: the schedule onPlateau follows the validation loss; batches to validate on are expected; pass { validation }',
    );
  });

  test('refuses to resume with another schedule', async () => {
    let last: Checkpoint | undefined;
    const withRate = (gamma: number): FitOptions['optimizer'] => sgd({ learningRate: schedules.exponential({ learningRate: 0.1, gamma }) });
    await collect({ optimizer: withRate(0.9), checkpoint: { everySteps: 1, save: (each) => void (last = each) } });
    await expect(collect({ optimizer: withRate(0.8), resume: last })).rejects.toThrow(/^fit: checkpoint is of another training: .*"gamma":0.9.*"gamma":0.8/);
  });
});

test('checkpoints from before optimisers had further options still fit', () => {
  const identity = (optimizer: FitOptions['optimizer']): string => identityOf(linear(2, 1), optimizer, 3);
  const module = '{"kind":"linear","inputSize":2,"outputSize":1,"bias":true}';
  expect(identity(sgd())).toBe(`{"module":${module},"optimizer":"sgd","options":{"momentum":0,"weightDecay":0,"learningRate":0.001},"seed":3}`);
  expect(identity(adam({ learningRate: (step) => 1 / step }))).toBe(
    `{"module":${module},"optimizer":"adam","options":{"beta1":0.9,"beta2":0.999,"epsilon":1e-8,"weightDecay":0},"seed":3}`,
  );
});

describe('the key of a training step', () => {
  /** Multiplies by a number made of the key, where there is one. */
  const noisy = (keys: (Tensor | undefined)[]): Module => ({
    description: { kind: 'noisy' },
    initialize: () => ({}),
    initialState: () => ({}),
    apply(_parameters, x, _state, context) {
      keys.push(context?.key);
      if (!context?.key) return { output: x, state: {} };
      const factor = mul(cast(reshape(slice(context.key, 0, 0, 1), [1, 1, 1]), 'float32'), 2 ** -32);
      return { output: mul(x, factor), state: {} };
    },
  });
  const train = (keys: (Tensor | undefined)[], more: Partial<FitOptions> = {}): Promise<FitEvent[]> =>
    collect({ validation: [data(9)], ...more }, { module: sequentialWith(keys) });
  const sequentialWith = (keys: (Tensor | undefined)[]): Module => {
    const [first, last] = [noisy(keys), linear(2, 1)];
    return {
      ...sequential(first, last),
      apply: (parameters, x, state, context) => last.apply(parameters['1'] as Parameters, first.apply({}, x, state, context).output),
    };
  };

  test('is an input of the one Program, uint32 [2]; validation has none', async () => {
    const keys: (Tensor | undefined)[] = [];
    await train(keys);
    // One trace for training, one for validation.
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatchObject({ shape: [2], dtype: 'uint32' });
    expect(keys[0]?.recorded).toBeDefined();
    expect(keys[1]).toBeUndefined();
  });

  test('differs from step to step and from seed to seed, and is the same for the same seed, also when resumed', async () => {
    const parameters = linear(2, 1).initialize(randomKey(1));
    const from = { parameters: { 0: {}, 1: parameters } };
    const once = bits(await train([], from));
    expect(bits(await train([], from))).toBe(once);
    expect(bits(await train([], { ...from, seed: 2 }))).not.toBe(once);
    const losses = async (): Promise<number[]> =>
      (await collect({ optimizer: sgd({ learningRate: 0 }), ...from }, { module: sequentialWith([]), source: [batches[0]] })).flatMap((event) =>
        event.type === 'step' ? [event.loss] : [],
      );
    expect(new Set(await losses()).size).toBe(4);
    let third: Checkpoint | undefined;
    await train([], { ...from, checkpoint: { everySteps: 1, save: (each) => void (each.progress.step === 3 && (third = each)) } });
    expect(bits(await train([], { resume: third }))).toBe(once);
  });
});
