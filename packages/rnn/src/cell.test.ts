import { describe, expect, test } from 'vitest';
import { checkGradients } from '@rekur/autodiff';
import { add, mul, normal, randomKey, sigmoid, square, sub, sum, tanh, tensor, type Tensor } from '@rekur/tensor';
import { affine, defineCell, type Named } from './cell.js';
import { cells } from './cells/index.js';
import { gruCell } from './cells/gru.js';
import { lstmCell } from './cells/lstm.js';
import { elmanReluCell, elmanTanhCell } from './cells/elman.js';
import { recurrent } from './layers/recurrent.js';
import { uniformInitializer } from './initializers.js';
import { unroll } from './unroll.js';

/** The minimal gated unit (Zhou et al. 2016): what a user writes. */
const minimalGatedCell = defineCell({
  name: 'mgu',
  states: ['h'],
  gates: ['forget', 'new'],
  parameters: ({ inputSize, hiddenSize }) => {
    const spec = (columns: number) => ({ shape: [hiddenSize, columns], initializer: uniformInitializer(0.5) });
    return { W_f: spec(inputSize), U_f: spec(hiddenSize), W_n: spec(inputSize), U_n: spec(hiddenSize) };
  },
  step({ W_f, U_f, W_n, U_n }, x, { h }) {
    const forget = sigmoid(add(affine(x, W_f), affine(h, U_f)));
    const candidate = tanh(add(affine(x, W_n), affine(mul(forget, h), U_n)));
    return { state: { h: add(mul(sub(1, forget), h), mul(forget, candidate)) }, gates: { forget, new: candidate } };
  },
});

describe('every cell', () => {
  for (const cell of [...Object.values(cells), minimalGatedCell]) {
    test(`${cell.name}: gradients through a stack of two layers agree with central differences in float64`, () => {
      const layer = recurrent(cell, 2, 3, { layers: 2 });
      const x = normal(randomKey(1), [2, 4, 2]);
      const parameters = layer.initialize(randomKey(2)) as Record<string, Tensor>;
      const loss = ({ x: input, ...rest }: Record<string, Tensor>): Tensor => sum(square(layer.apply(rest, input).output));
      expect(checkGradients(loss, { x, ...parameters })).toMatchObject({ agrees: true });
    });

    test(`${cell.name}: a step names every state part and gate it declares, and nothing else`, () => {
      const layer = recurrent(cell, 2, 3);
      const parameters = Object.fromEntries(
        Object.entries(layer.initialize(randomKey(2))).map(([name, value]) => [name.replace('_l0', ''), value]),
      ) as Named;
      const zero = normal(randomKey(3), [1, 3]);
      const { state, gates } = cell.step(parameters, normal(randomKey(1), [1, 2]), Object.fromEntries(cell.states.map((name) => [name, zero])));
      expect(Object.keys(state)).toEqual(cell.states);
      expect(Object.keys(gates)).toEqual(cell.gates);
    });
  }
});

describe('a step worked by hand', () => {
  // One unit, one input; every gate has its own weights, so that two exchanged gates give another number.
  const sigma = (v: number): number => 1 / (1 + Math.exp(-v));
  const column = (...values: number[]): Tensor => tensor(values.map((value) => [value]), { dtype: 'float64' });
  const one = (value: number): Tensor => tensor([[value]], { dtype: 'float64' });

  test('LSTM: i, f, g, o in this order', () => {
    const parameters = { weight_ih: column(0.1, 0.2, 0.3, 0.4), weight_hh: column(0.5, 0.6, 0.7, 0.8), bias_ih: tensor([0.01, 0.02, 0.03, 0.04], { dtype: 'float64' }), bias_hh: tensor([0, 0, 0, 0.1], { dtype: 'float64' }) };
    const [x, h, c] = [2, 0.5, -1];
    const [i, f, g, o] = [0.1, 0.2, 0.3, 0.4].map((w, k) => w * x + [0.5, 0.6, 0.7, 0.8][k] * h + 0.01 * (k + 1) + (k === 3 ? 0.1 : 0));
    const next = sigma(f) * c + sigma(i) * Math.tanh(g);
    const { state } = lstmCell.step(parameters, one(x), { h: one(h), c: one(c) });
    expect(state.c.item()).toBeCloseTo(next, 14);
    expect(state.h.item()).toBeCloseTo(sigma(o) * Math.tanh(next), 14);
  });

  test('GRU: r, z, n in this order, reset after the matrix product', () => {
    const parameters = { weight_ih: column(0.1, 0.2, 0.3), weight_hh: column(0.5, 0.6, 0.7), bias_ih: tensor([0.01, 0.02, 0.03], { dtype: 'float64' }), bias_hh: tensor([0.1, 0.2, 0.3], { dtype: 'float64' }) };
    const [x, h] = [2, 0.5];
    const r = sigma(0.1 * x + 0.01 + 0.5 * h + 0.1);
    const z = sigma(0.2 * x + 0.02 + 0.6 * h + 0.2);
    const n = Math.tanh(0.3 * x + 0.03 + r * (0.7 * h + 0.3));
    expect(gruCell.step(parameters, one(x), { h: one(h) }).state.h.item()).toBeCloseTo((1 - z) * n + z * h, 14);
  });

  test('Elman: tanh or relu of the sum', () => {
    const parameters = { weight_ih: column(-1), weight_hh: column(0.5), bias_ih: tensor([0.1], { dtype: 'float64' }), bias_hh: tensor([0.2], { dtype: 'float64' }) };
    expect(elmanTanhCell.step(parameters, one(2), { h: one(1) }).state.h.item()).toBeCloseTo(Math.tanh(-1.2), 14);
    expect(elmanReluCell.step(parameters, one(2), { h: one(1) }).state.h.item()).toBe(0);
    expect(elmanReluCell.step(parameters, one(-2), { h: one(1) }).state.h.item()).toBeCloseTo(2.8, 14);
  });
});

test('defineCell refuses a name twice, no state and a bad name', () => {
  const cell = { ...minimalGatedCell, gates: ['h'] };
  expect(() => defineCell(cell)).toThrow(
    "defineCell: not a cell: name 'mgu', states [h], gates [h]; a name in lower case, one state or more, and no name twice are expected",
  );
  expect(() => defineCell({ ...minimalGatedCell, states: [] })).toThrow('one state or more');
  expect(() => defineCell({ ...minimalGatedCell, name: 'My cell' })).toThrow('a name in lower case');
});

test('unroll without weight_hh asks for the state', () => {
  expect(() => unroll(minimalGatedCell, {}, normal(randomKey(1), [1, 2, 3]))).toThrow(
    'unroll(mgu): first state unknown: parameters []; without weight_hh [·, hidden] the state must be given; pass the state',
  );
});
