import { describe, expect, test } from 'vitest';
import { embedding, linear, lstm, type Parameters, sequential } from '@rekur/rnn';
import { flattenTree, randomBits, randomKey, tensor, type Tensor } from '@rekur/tensor';
import type { Batch } from './batch.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';
import type { FitEvent } from './events.js';
import { fit } from './fit.js';
import type { FitOptions } from './fitOptions.js';
import { crossEntropy } from './losses/crossEntropy.js';
import { meanSquaredError } from './losses/meanSquaredError.js';
import { adam } from './optimizers/adam.js';
import { sgd } from './optimizers/sgd.js';

const model = sequential(embedding(5, 3), lstm(3, 4), linear(4, 5));

/** Batches of a stream of tokens 0 1 2 3 4 0 1 …, two rows, with state carried over. */
const stream: Batch[] = Array.from({ length: 6 }, (_, index) => {
  const row = (start: number): number[] => Array.from({ length: 4 }, (_unused, t) => (start + index * 4 + t) % 5);
  return {
    inputs: tensor([row(0), row(2)], { dtype: 'int32' }),
    targets: tensor([row(1), row(3)], { dtype: 'int32' }),
    reset: tensor([index === 0, index === 0]),
  };
});

const options: FitOptions = { loss: crossEntropy, optimizer: adam({ learningRate: 0.02 }), seed: 3, epochs: 3, clipNorm: 1 };

async function collect(more: Partial<FitOptions> = {}, batches: readonly Batch[] = stream): Promise<FitEvent[]> {
  const events: FitEvent[] = [];
  for await (const event of fit(model, batches, { ...options, ...more })) events.push(event);
  return events;
}

function endOf(events: readonly FitEvent[]) {
  const end = events[events.length - 1];
  if (end.type !== 'end') throw new Error(`last event is ${end.type}`);
  return end;
}

function bits(parameters: Parameters): string {
  return flattenTree(parameters).map(({ path, value }) => `${path} ${Array.from(value.data).join()}`).join('\n');
}

describe('fit', () => {
  test('learns a sequence, and reports start, steps, epochs and end', async () => {
    const events = await collect({ epochs: 30 });
    const steps = events.filter((event) => event.type === 'step');
    expect(events[0]).toMatchObject({ type: 'start', step: 0, totalSteps: 180, parameterCount: 15 + 16 * (3 + 4 + 2) + 25, engine: 'wasm, 128 bits, separate, 1 thread' });
    expect(steps).toHaveLength(180);
    expect(steps[0]).toMatchObject({ step: 1, epoch: 0, targets: 8, learningRate: 0.02 });
    expect(steps[0].loss).toBeCloseTo(Math.log(5), 0);
    expect(steps[179].loss).toBeLessThan(0.1);
    expect(events.filter((event) => event.type === 'epoch')).toHaveLength(30);
    expect(endOf(events)).toMatchObject({ reason: 'completed', step: 180, bestStep: null });
  });

  test('gives the same parameters to the bit for the same seed, and others for another', async () => {
    const [once, twice, other] = [await collect(), await collect(), await collect({ seed: 4 })];
    expect(bits(endOf(once).parameters)).toBe(bits(endOf(twice).parameters));
    expect(bits(endOf(once).parameters)).not.toBe(bits(endOf(other).parameters));
  });

  test('resumed from any checkpoint, through its bytes, equals training that was never interrupted, to the bit', async () => {
    const validation = stream.slice(0, 2);
    const saved: Uint8Array[] = [];
    const checkpoint = { everySteps: 1, save: (each: Checkpoint) => void saved.push(encodeCheckpoint(each)), extra: 'mine' };
    const whole = endOf(await collect({ validation, validateEvery: 4, checkpoint }));
    for (const at of [0, 3, 5, 6, 11, 16]) {
      const resume = decodeCheckpoint(saved[at]);
      expect([resume.progress.step, resume.extra]).toEqual([at + 1, 'mine']);
      const rest = await collect({ validation, validateEvery: 4, resume });
      expect(rest.filter((event) => event.type === 'step')).toHaveLength(18 - (at + 1));
      expect(bits(endOf(rest).parameters)).toBe(bits(whole.parameters));
      expect(endOf(rest)).toMatchObject({ bestLoss: whole.bestLoss, bestStep: whole.bestStep });
    }
  });

  test('carries the state from batch to batch where batches say so: two half windows equal one whole in the forward pass', async () => {
    const still = { optimizer: sgd({ learningRate: 0 }), epochs: 1 };
    const losses = async (batches: Batch[]): Promise<number[]> =>
      (await collect(still, batches)).flatMap((event) => (event.type === 'step' ? [event.loss] : []));
    const halves = await losses(stream.slice(0, 2));
    const join = (name: 'inputs' | 'targets'): Tensor =>
      tensor([0, 1].map((row) => stream.slice(0, 2).flatMap((batch) => (batch[name].toArray() as number[][])[row])), { dtype: 'int32' });
    const [whole] = await losses([{ inputs: join('inputs'), targets: join('targets'), reset: stream[0].reset }]);
    expect((halves[0] + halves[1]) / 2).toBeCloseTo(whole, 6);
    const forgetting = await losses([stream[0], { ...stream[1], reset: tensor([true, true]) }]);
    expect(forgetting[1]).not.toBeCloseTo(halves[1], 6);
  });

  test('keeps the parameters of the lowest validation loss and stops after `patience` validations without a lower one', async () => {
    const validation = [{ ...stream[0], targets: tensor([[4, 4, 4, 4], [4, 4, 4, 4]], { dtype: 'int32' }) }];
    const events = await collect({ validation, validateEvery: 2, patience: 3, epochs: 50 });
    const validations = events.filter((event) => event.type === 'validation');
    const end = endOf(events);
    const best = validations.reduce((low, event) => (event.loss < low.loss ? event : low));
    expect(end).toMatchObject({ reason: 'stopped early', bestStep: best.step, bestLoss: best.loss });
    expect(validations.slice(-3).every((event) => !event.isBest)).toBe(true);
    expect(bits(end.parameters)).toBe(bits(best.parameters));
  });

  test('stops when its signal is aborted, with a checkpoint from which it goes on', async () => {
    const controller = new AbortController();
    let last: Checkpoint | undefined;
    const events: FitEvent[] = [];
    const checkpoint = { everySteps: 100, save: (each: Checkpoint) => void (last = each) };
    for await (const event of fit(model, stream, { ...options, signal: controller.signal, checkpoint })) {
      events.push(event);
      if (event.type === 'step' && event.step === 7) controller.abort();
    }
    expect(endOf(events)).toMatchObject({ reason: 'aborted', step: 7 });
    expect(last?.progress.step).toBe(7);
    expect(bits(endOf(await collect({ resume: last })).parameters)).toBe(bits(endOf(await collect()).parameters));
  });

  test('stops at a loss that is not finite, saves, and leaves the parameters as they were', async () => {
    const good = { inputs: stream[0].inputs, targets: stream[0].targets };
    const huge = { inputs: tensor([[[3e38]]]), targets: tensor([[[-3e38]]]) };
    const saved: Checkpoint[] = [];
    const save = { everySteps: 100, save: (each: Checkpoint) => void saved.push(each) };
    const run = async (): Promise<void> => {
      const events = fit(linear(1, 1), [huge], { loss: meanSquaredError, optimizer: sgd(), seed: 1, checkpoint: save });
      for await (const event of events) expect(event.type).toBe('start');
    };
    await expect(run()).rejects.toThrow(
      'fit: loss or gradient is not finite: step 1, loss Infinity, gradient norm Infinity; ' +
        'it began in the forward part, with b: float32[1,1,1] = mul a a (a: float32[1,1,1]), where mul(1.5286480950176517e+38, ' +
        '1.5286480950176517e+38) is Infinity; ' +
        'finite numbers are expected; the parameters are as before that step; lower the learning rate or set clipNorm',
    );
    expect(saved).toHaveLength(1);
    expect(bits(saved[0].parameters)).toBe(bits(linear(1, 1).initialize(randomKey(1))));
    expect(endOf(await collect({ epochs: 1 }, [good]))).toMatchObject({ reason: 'completed' });
  });

  test('refuses a checkpoint of another training, and a source without batches', async () => {
    let last: Checkpoint | undefined;
    await collect({ maxSteps: 1, checkpoint: { everySteps: 1, save: (each) => void (last = each) } });
    await expect(collect({ resume: last, seed: 9 })).rejects.toThrow(/^fit: checkpoint is of another training: .*"seed":3.*"seed":9.* is expected; resume with the options it was started with$/);
    const empty = { length: 1, epoch: () => [] };
    const run = async (): Promise<void> => {
      for await (const event of fit(model, empty, options)) expect(event.type).toBe('start');
    };
    await expect(run()).rejects.toThrow('fit: no batches: epoch 0 has none; 1 is expected, as the length of the batches says; a generator gives its batches only once: give an array, or { length, epoch(index) }');
  });

  test('rows of weight 0 change nothing: a filled-up batch equals the smaller one', async () => {
    const x = tensor(Float32Array.from(randomBits(randomKey(5), 8), (word) => word / 2 ** 32), { shape: [4, 2] });
    const y = tensor([[1], [2], [3], [4]]);
    const padded = { inputs: x, targets: y, weights: tensor([1, 1, 0, 0]) };
    const small = { inputs: tensor(x.data.slice(0, 4), { shape: [2, 2] }), targets: tensor([[1], [2]]), weights: tensor([1, 1]) };
    const train = async (batch: Batch): Promise<Parameters> => {
      let parameters: Parameters = {};
      for await (const event of fit(linear(2, 1), [batch], { loss: meanSquaredError, optimizer: sgd({ learningRate: 0.1 }), seed: 1, epochs: 3 })) {
        if (event.type === 'end') parameters = event.parameters;
      }
      return parameters;
    };
    expect(bits(await train(padded))).toBe(bits(await train(small)));
  });
});

test('decodeCheckpoint refuses a safetensors file that is none', () => {
  const other = Buffer.from('0800000000000000' + '7b7d202020202020', 'hex');
  expect(() => decodeCheckpoint(other)).toThrow(
    "decodeCheckpoint: not a checkpoint: format 'none' version 'none'; format 'rekur.checkpoint' version '1' is expected",
  );
});
