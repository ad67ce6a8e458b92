import { describe, expect, test } from 'vitest';
import { checkGradients } from '@rekur/autodiff';
import { add, cast, dropout as dropoutOf, foldKey, full, keyTensor, matmul, mul, normal, ones, randomKey, sum, tensor, type Tensor, zeros } from '@rekur/tensor';
import { type Cell, defineCell } from '../cell.js';
import { gruResetBeforeCell } from '../cells/gruResetBefore.js';
import { lstmCell } from '../cells/lstm.js';
import { swapBatchAndTime } from '../unroll.js';
import { dropout } from './dropout.js';
import { gru } from './gru.js';
import { lstm } from './lstm.js';
import { recurrent } from './recurrent.js';
import { sequential } from './sequential.js';

const key = keyTensor(randomKey(11));
const x = normal(randomKey(1), [2, 4, 3]);

describe('dropout(rate)', () => {
  test('zeroes that share of the elements and scales the others up, so that the mean stays', () => {
    const { output } = dropout(0.3).apply({}, ones([200, 100]), undefined, { key });
    expect(new Set(output.data)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
    // Five standard deviations of the mean of 20,000 elements.
    expect(Math.abs(sum(output).item() / 20000 - 1)).toBeLessThan(5 * Math.sqrt(0.3 / 0.7 / 20000));
  });

  test('gives the same bits for the same key, others for another one, and the input itself without a key', () => {
    const layer = dropout(0.5);
    const outputOf = (own: Tensor): unknown => layer.apply({}, x, undefined, { key: own }).output.data;
    expect(outputOf(key)).toEqual(outputOf(key));
    expect(outputOf(key)).not.toEqual(outputOf(keyTensor(randomKey(12))));
    expect(layer.apply({}, x).output).toBe(x);
  });

  test('has a mask of its own at each place in a model', () => {
    const twice = sequential(dropout(0.5), dropout(0.5)).apply({}, ones([400]), undefined, { key }).output;
    expect(twice.data).toEqual(dropoutOf(dropoutOf(ones([400]), 0.5, foldKey(key, 0)), 0.5, foldKey(key, 1)).data);
    const kept = Array.from(twice.data).filter((value) => value > 0).length;
    expect(Math.abs(kept - 100)).toBeLessThan(5 * Math.sqrt(400 * 0.25 * 0.75));
  });

  test('refuses a rate outside 0 … 1', () => {
    expect(() => dropout(1)).toThrow('dropout: not a rate: rate is 1; a number from 0 up to but not including 1 is expected');
    expect(() => dropout(NaN)).toThrow('dropout: not a rate: rate is NaN; a number from 0 up to but not including 1 is expected');
  });
});

describe('the option dropout of a stack', () => {
  const stacked = lstm(3, 4, { layers: 2, dropout: 0.5 });
  const parameters = stacked.initialize(randomKey(2));

  test('acts on the outputs of every layer but the last', () => {
    const ofAbove = Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => (name.endsWith('l1') ? [[name.replace('l1', 'l0'), value]] : [])));
    const below = lstm(3, 4).apply(parameters, x).output;
    const between = swapBatchAndTime(dropoutOf(swapBatchAndTime(below), 0.5, foldKey(key, 2)));
    expect(stacked.apply(parameters, x, undefined, { key }).output.data).toEqual(lstm(4, 4).apply(ofAbove, between).output.data);
  });

  test('does nothing without a key', () => {
    expect(stacked.apply(parameters, x).output.data).toEqual(lstm(3, 4, { layers: 2 }).apply(parameters, x).output.data);
  });

  test('is refused with one layer, where it would do nothing', () => {
    expect(() => lstm(3, 4, { dropout: 0.5 })).toThrow(
      'lstm: dropout without effect: dropout is 0.5, layers is 1; it acts between layers: 2 or more are expected; put dropout(rate) behind the layer',
    );
  });
});

describe('variational dropout', () => {
  /** h' = x + h·I, so that every mask shows. */
  const sums: Cell = defineCell({
    name: 'sums',
    states: ['h'],
    gates: [],
    parameters: ({ hiddenSize }) => ({ identity: { shape: [hiddenSize, hiddenSize], initializer: () => identity(hiddenSize) } }),
    step: ({ identity: weight }, input, { h }) => ({ state: { h: add(input, matmul(h, weight)) }, gates: {} }),
  });
  const identity = (size: number): Tensor => tensor(Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => Number(row === column))));

  test('has one mask for all steps: on the input', () => {
    const layer = recurrent(sums, 30, 30, { variationalDropout: { input: 0.5 } });
    const { output } = layer.apply(layer.initialize(randomKey(1)), ones([1, 3, 30]), undefined, { key });
    const [first, second, third] = (output.toArray() as number[][][])[0];
    expect(new Set(first)).toEqual(new Set([0, 2]));
    expect(second).toEqual(first.map((value) => 2 * value));
    expect(third).toEqual(first.map((value) => 3 * value));
  });

  test('has one mask for all steps: on the hidden state', () => {
    const layer = recurrent(sums, 30, 30, { variationalDropout: { recurrent: 0.5 } });
    const impulse = tensor([[Array<number>(30).fill(1), Array<number>(30).fill(0), Array<number>(30).fill(0)]]);
    const { output } = layer.apply(layer.initialize(randomKey(1)), impulse, undefined, { key });
    const [first, second, third] = (output.toArray() as number[][][])[0];
    expect(new Set(first)).toEqual(new Set([1]));
    expect(new Set(second)).toEqual(new Set([0, 2]));
    expect(third).toEqual(second.map((value) => 2 * value));
  });

  test('leaves what a GRU carries on as it is: with its update gate open, the state stays', () => {
    const layer = gru(3, 4, { variationalDropout: { recurrent: 0.5 } });
    const first = normal(randomKey(5), [1, 2, 4]);
    const parameters = { ...layer.initialize(randomKey(2)), bias_ih_l0: tensor([0, 0, 0, 0, 200, 200, 200, 200, 0, 0, 0, 0]) };
    expect((layer.apply(parameters, x, { h: first }, { key }).state.h as Tensor).data).toEqual(first.data);
  });

  test('differs from layer to layer and does nothing without a key', () => {
    const layer = lstm(3, 4, { layers: 2, bidirectional: true, variationalDropout: { input: 0.4, recurrent: 0.4 } });
    const parameters = layer.initialize(randomKey(2));
    expect(layer.apply(parameters, x).output.data).toEqual(lstm(3, 4, { layers: 2, bidirectional: true }).apply(parameters, x).output.data);
    expect(layer.apply(parameters, x, undefined, { key }).output.data).not.toEqual(layer.apply(parameters, x).output.data);
  });

  test.each([['lstm', lstmCell] as const, ['gru with reset before', gruResetBeforeCell] as const])('%s: its gradients agree with central differences', (_name, cell) => {
    const layer = recurrent(cell, 3, 2, { variationalDropout: { input: 0.4, recurrent: 0.4 } });
    const weights = cast(normal(randomKey(8), [2, 4, 2]), 'float64');
    const input = cast(x, 'float64');
    const parameters = layer.initialize(randomKey(2)) as Record<string, Tensor>;
    const loss = (given: Record<string, Tensor>): Tensor => sum(mul(layer.apply(given, input, undefined, { key }).output, weights));
    expect(checkGradients(loss, parameters)).toMatchObject({ agrees: true });
  });

  test('reaches r⊙h where the reset gate acts before the matrix product', () => {
    // No inputs, update gate shut: h' = tanh(U·(r⊙h⊙mask)), so units that the mask drops everywhere cannot be told from zeros.
    const layer = recurrent(gruResetBeforeCell, 1, 1, { variationalDropout: { recurrent: 0.5 } });
    const parameters = { weight_ih_l0: zeros([3, 1]), weight_hh_l0: tensor([[0], [0], [1]]), bias_ih_l0: tensor([200, -200, 0]) };
    const rows = layer.apply(parameters, zeros([20, 1, 1]), { h: full([1, 20, 1], 0.25) }, { key }).output;
    expect(new Set(rows.data)).toEqual(new Set([0, Math.fround(Math.tanh(0.5))]));
  });

  test('of the hidden state is refused for a cell without a matrix product that reads it', () => {
    const mean: Cell = { ...sums, name: 'mean', parameters: () => ({}), step: (_, input, { h }) => ({ state: { h: mul(add(input, h), 0.5) }, gates: {} }) };
    const layer = recurrent(mean, 3, 3, { variationalDropout: { recurrent: 0.5 } });
    expect(() => layer.apply({}, x, undefined, { key })).toThrow(
      'mean: no recurrent dropout for this cell: no matrix product of its step reads h; ' +
        'recurrent dropout masks the hidden state where it meets a weight matrix; leave variationalDropout.recurrent out',
    );
  });
});
