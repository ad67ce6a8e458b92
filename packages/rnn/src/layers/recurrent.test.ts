import { describe, expect, test } from 'vitest';
import { concat, fromData, interpreter, normal, randomKey, slice, stack, type Tensor, trace, zeros } from '@rekur/tensor';
import { gruCell } from '../cells/gru.js';
import { jordanCell } from '../cells/jordan.js';
import { lstmCell } from '../cells/lstm.js';
import { unroll } from '../unroll.js';
import { gru } from './gru.js';
import { lstm } from './lstm.js';
import { recurrent } from './recurrent.js';
import { rnn } from './rnn.js';

const key = randomKey(7);
const shapes = (parameters: object): Record<string, readonly number[]> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, (value as Tensor).shape]));

describe('lstm(input, hidden)', () => {
  test('by default is one layer, one direction, with both biases, in PyTorch’s names and shapes', () => {
    const layer = lstm(3, 2);
    expect(layer.description).toEqual({ kind: 'recurrent', cell: 'lstm', inputSize: 3, hiddenSize: 2, layers: 1, bias: true, bidirectional: false });
    expect(shapes(layer.initialize(key))).toEqual({ weight_ih_l0: [8, 3], weight_hh_l0: [8, 2], bias_ih_l0: [8], bias_hh_l0: [8] });
    expect(shapes(layer.initialState(5))).toEqual({ h: [1, 5, 2], c: [1, 5, 2] });
  });

  test('with two bidirectional layers feeds both directions of one layer to the next', () => {
    const parameters = lstm(3, 2, { layers: 2, bidirectional: true, bias: false }).initialize(key);
    expect(shapes(parameters)).toEqual({
      weight_ih_l0: [8, 3],
      weight_hh_l0: [8, 2],
      weight_ih_l0_reverse: [8, 3],
      weight_hh_l0_reverse: [8, 2],
      weight_ih_l1: [8, 4],
      weight_hh_l1: [8, 2],
      weight_ih_l1_reverse: [8, 4],
      weight_hh_l1_reverse: [8, 2],
    });
  });

  test('starts with every parameter uniform in ±1/√hidden, the same bits for the same key', () => {
    const [once, twice] = [lstm(3, 16).initialize(key), lstm(3, 16).initialize(key)];
    for (const [name, value] of Object.entries(once)) {
      const { data } = value as Tensor;
      expect(data).toEqual((twice[name] as Tensor).data);
      expect(Math.max(...data.map(Math.abs))).toBeLessThanOrEqual(0.25);
      expect(Math.max(...data)).toBeGreaterThan(0.15);
      expect(Math.min(...data)).toBeLessThan(-0.15);
    }
    expect((once.bias_ih_l0 as Tensor).data).not.toEqual((once.bias_hh_l0 as Tensor).data);
  });

  test('run in two halves with the state carried over equals one run, bit for bit', () => {
    const layer = lstm(3, 4, { layers: 2 });
    const parameters = layer.initialize(key);
    const x = normal(randomKey(1), [2, 6, 3]);
    const whole = layer.apply(parameters, x);
    const first = layer.apply(parameters, slice(x, 1, 0, 2));
    const second = layer.apply(parameters, slice(x, 1, 2), first.state);
    expect(concat([first.output, second.output], 1).data).toEqual(whole.output.data);
    expect((second.state.c as Tensor).data).toEqual((whole.state.c as Tensor).data);
  });

  test('stepped eagerly equals the loop, and the loop traced and run, bit for bit', () => {
    const layer = lstm(3, 4);
    const { weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0 } = layer.initialize(key) as Record<string, Tensor>;
    const named = { weight_ih: weight_ih_l0, weight_hh: weight_hh_l0, bias_ih: bias_ih_l0, bias_hh: bias_hh_l0 };
    const x = normal(randomKey(1), [2, 5, 3]);
    let state: Record<string, Tensor> = { h: zeros([2, 4]), c: zeros([2, 4]) };
    const outputs: Tensor[] = [];
    for (let t = 0; t < 5; t++) {
      const input = fromData(slice(x, 1, t, t + 1).data, [2, 3]);
      state = lstmCell.step(named, input, state).state;
      outputs.push(state.h);
    }
    const stepped = stack(outputs, 1);
    expect(unroll(lstmCell, named, x).output.data).toEqual(stepped.data);
    const { program, captured } = trace((input) => [unroll(lstmCell, named, input).output], [x]);
    expect(interpreter.prepare(program)([x, ...captured])[0].data).toEqual(stepped.data);
  });

  test('read backwards starts at the last step and leaves outputs in place', () => {
    const layer = lstm(3, 4, { bidirectional: true });
    const { output, state } = layer.apply(layer.initialize(key), normal(randomKey(1), [2, 5, 3]));
    expect(output.shape).toEqual([2, 5, 8]);
    const reverseAtStart = slice(slice(output, 1, 0, 1), 2, 4);
    expect(reverseAtStart.data).toEqual(slice(state.h as Tensor, 0, 1, 2).data);
  });
});

describe('gru and rnn', () => {
  test('have PyTorch’s parameters', () => {
    expect(shapes(gru(3, 2).initialize(key))).toEqual({ weight_ih_l0: [6, 3], weight_hh_l0: [6, 2], bias_ih_l0: [6], bias_hh_l0: [6] });
    expect(shapes(rnn(3, 2).initialize(key))).toEqual({ weight_ih_l0: [2, 3], weight_hh_l0: [2, 2], bias_ih_l0: [2], bias_hh_l0: [2] });
  });

  test('rnn is tanh by default', () => {
    expect(rnn(3, 2).description.cell).toBe('rnn-tanh');
    expect(rnn(3, 2, { nonlinearity: 'relu' }).description.cell).toBe('rnn-relu');
  });
});

describe('state parts of their own widths', () => {
  test('a projecting LSTM hands on h of the projected width and keeps c of the hidden one', () => {
    const layer = lstm(3, 5, { layers: 2, bidirectional: true, projectionSize: 2 });
    const parameters = layer.initialize(key);
    expect((parameters.weight_ih_l1 as Tensor).shape).toEqual([20, 4]);
    expect((parameters.weight_hr_l1_reverse as Tensor).shape).toEqual([2, 5]);
    const { output, state } = layer.apply(parameters, zeros([2, 4, 3]));
    expect(output.shape).toEqual([2, 4, 4]);
    expect(shapes(state)).toEqual({ h: [4, 2, 2], c: [4, 2, 5] });
    expect(shapes(layer.initialState(2))).toEqual({ h: [4, 2, 2], c: [4, 2, 5] });
  });

  test('a Jordan network hands on its outputs', () => {
    const layer = recurrent(jordanCell({ outputSize: 2 }), 3, 5, { layers: 2 });
    const { output, state } = layer.apply(layer.initialize(key), normal(randomKey(1), [2, 4, 3]));
    expect(output.shape).toEqual([2, 4, 2]);
    expect(shapes(state)).toEqual(shapes(layer.initialState(2)));
  });
});

describe('a recurrent layer refuses', () => {
  const layer = lstm(3, 2);
  const parameters = layer.initialize(key);

  test('sizes that are no whole numbers above 0', () => {
    expect(() => lstm(3, 0)).toThrow('lstm: not a size: hiddenSize is 0; a whole number above 0 is expected');
    expect(() => gru(2.5, 1)).toThrow('gru: not a size: inputSize is 2.5; a whole number above 0 is expected');
  });

  test('a projection that the cell does not make', () => {
    expect(() => recurrent(gruCell, 3, 4, { projectionSize: 2 })).toThrow(
      'gru: cell does not project: projectionSize is 2; a cell that projects is expected; lstm(…, { projectionSize }) does',
    );
    expect(() => lstm(3, 4, { projectionSize: 0.5 })).toThrow('lstm-projection: not a size: projectionSize is 0.5; a whole number above 0 is expected');
  });

  test('LSTM options that exclude each other', () => {
    expect(() => lstm(3, 4, { projectionSize: 2, variant: 'peephole' })).toThrow(
      'lstm: options exclude each other: variant and projectionSize; one of them at most is expected; recurrent(cell, …) takes a cell of your own',
    );
  });

  test('rates outside 0 … 1', () => {
    expect(() => lstm(3, 4, { variationalDropout: { recurrent: 1 } })).toThrow(
      'lstm: not a rate: variationalDropout.recurrent is 1; a number from 0 up to but not including 1 is expected',
    );
  });

  test('input that is no batch of sequences, or of another width', () => {
    expect(() => layer.apply(parameters, zeros([5, 3]))).toThrow(
      'lstm: input is no batch of sequences: input is [5, 3]; [batch, time, input] is expected; reshape it',
    );
    expect(() => layer.apply(parameters, zeros([1, 5, 4]))).toThrow(
      'lstm: input size differs: input is [1, 5, 4]; [batch, time, 3] is expected, as the layer was made for 3 inputs',
    );
  });

  test('a state of another batch or without a part', () => {
    expect(() => layer.apply(parameters, zeros([2, 5, 3]), layer.initialState(3))).toThrow(
      'lstm: state does not fit: state.h is [1, 3, 2]; [1, 2, 2] is expected: [layers·directions, batch, hidden]',
    );
    expect(() => layer.apply(parameters, zeros([2, 5, 3]), { h: zeros([1, 2, 2]) })).toThrow(
      'lstm: state does not fit: state.c is missing; [1, 2, 2] is expected: [layers·directions, batch, hidden]',
    );
  });

  test('parameters of another layer', () => {
    expect(() => lstm(3, 2, { layers: 2 }).apply(parameters, zeros([2, 5, 3]))).toThrow(
      "recurrent: parameter missing: there is no 'weight_ih_l1' among weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0; " +
        'the parameters of a layer are those that its initialize returns',
    );
  });
});
