import { describe, expect, test } from 'vitest';
import { embedding, linear, lstm, sequential } from '@rekur/rnn';
import type { Tensor } from '@rekur/tensor';
import { add, mul, randomKey, tensor, uniform, zeros } from '@rekur/tensor';
import { loadStandalone } from '@rekur/wasm/standalone';
import { meanSquaredError } from './losses/meanSquaredError.js';
import { adam } from './optimizers/adam.js';
import { exportModel, exportStep } from './standalone.js';
import { trainingStep } from './step.js';

const model = (() => {
  const module = sequential(embedding(7, 4), lstm(4, 6, { layers: 2 }), linear(6, 3));
  return { module, parameters: module.initialize(randomKey(1)) };
})();

describe('exportModel', () => {
  test('gives a module with the same bits as the model', async () => {
    const ids = tensor(Int32Array.of(0, 1, 2, 3, 4, 5, 6, 5, 4, 3), { shape: [2, 5] });
    const standalone = await loadStandalone(exportModel(model, ids));
    expect(standalone.inputs.map(({ name, dtype, shape }) => ({ name, dtype, shape }))).toEqual([{ name: 'input', dtype: 'int32', shape: [2, 5] }]);
    expect(standalone.run({ input: ids.data })['output']).toEqual(model.module.apply(model.parameters, ids).output.data);
  });

  test('gives a stream whose state stays until it is reset', async () => {
    const standalone = await loadStandalone(exportModel(model, { shape: [1, 1], dtype: 'int32' }, { stream: true, extra: { characters: 'abcdefg' } }));
    expect(standalone.extra).toEqual({ characters: 'abcdefg' });
    const expected = model.module.apply(model.parameters, tensor(Int32Array.of(3, 1, 4), { shape: [1, 3] })).output.data;
    const written = (): number[] => [3, 1, 4].flatMap((id) => Array.from(standalone.run({ input: [id] })['output']));
    expect(written()).toEqual(Array.from(expected));
    expect(written()).not.toEqual(Array.from(expected));
    standalone.reset();
    expect(written()).toEqual(Array.from(expected));
  });

  test('refuses an input that is no batch of sequences', () => {
    expect(() => exportModel(model, { shape: [3], dtype: 'int32' })).toThrow('exportModel: not a batch of sequences: input is [3]; [batch, time] or [batch, time, features] is expected');
  });
});

describe('exportStep', () => {
  test('gives a whole training step with the same bits as the step itself', async () => {
    const module = sequential(lstm(2, 5), linear(5, 1));
    const optimizer = adam({ learningRate: 0.01 });
    const first = module.initialize(randomKey(2));
    const batch = { inputs: uniform(randomKey(3), [4, 6, 2]), targets: uniform(randomKey(4), [4, 6, 1]) };
    const step = (state: Parameters<typeof trainingStep>[2], given: typeof batch, scalars: Parameters<typeof trainingStep>[4]) =>
      trainingStep(module, { loss: meanSquaredError, optimizer, clipNorm: 1 }, state, given, scalars);
    const start = { parameters: first, optimizer: optimizer.initialize(first), carried: {} };
    const scalarsAt = (count: number): Record<string, Tensor> => Object.fromEntries(Object.entries(optimizer.scalars(count)).map(([name, value]) => [name, tensor(value)]));
    const bytes = exportStep({ parameters: start.parameters, optimizer: start.optimizer }, { ...batch, scalars: scalarsAt(1) }, (kept, args) => {
      const { state, loss } = step({ ...kept, carried: {} }, args, args.scalars);
      return { residents: { parameters: state.parameters, optimizer: state.optimizer }, results: { loss } };
    });
    const standalone = await loadStandalone(bytes);
    let state: Parameters<typeof trainingStep>[2] = start;
    for (let count = 1; count <= 3; count++) {
      const expected = step(state, batch, scalarsAt(count));
      const scalars = Object.fromEntries(Object.entries(scalarsAt(count)).map(([name, value]) => [`scalars.${name}`, value.data]));
      const { loss } = standalone.run({ inputs: batch.inputs.data, targets: batch.targets.data, ...scalars });
      expect(loss[0]).toBe(expected.loss.item());
      state = expected.state;
    }
  });

  test('keeps what the function used from outside, and says what it is given', async () => {
    const twos = add(zeros([3]), 2);
    const standalone = await loadStandalone(exportStep({ total: zeros([3]) }, { x: zeros([3]) }, ({ total }, { x }) => ({ residents: { total: add(total, mul(x, twos)) }, results: { doubled: mul(x, twos) } })));
    expect(Array.from(standalone.run({ x: [1, 2, 3] })['doubled'])).toEqual([2, 4, 6]);
    standalone.run({ x: [1, 1, 1] });
    expect(Array.from(standalone.read('total'))).toEqual([4, 6, 8]);
    standalone.write('total', [0, 0, 1]);
    standalone.run({ x: [1, 1, 1] });
    expect(Array.from(standalone.read('total'))).toEqual([2, 2, 3]);
    expect(() => standalone.run({ x: [1] })).toThrow('standalone: x does not fit: 1 values; 3 of float32[3] are expected');
    expect(() => standalone.run({})).toThrow('standalone: x does not fit: missing; 3 of float32[3] are expected');
    expect(() => standalone.run({ x: [1, 2, 3], y: [1] })).toThrow("standalone: unknown input: 'y'; x is expected");
    expect(() => standalone.read('sum')).toThrow("standalone: unknown resident: 'sum'; one of total, constant0 is expected");
  });
});
