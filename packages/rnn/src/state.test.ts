import { describe, expect, test } from 'vitest';
import { checkGradients } from '@rekur/autodiff';
import { cast, concat, flattenTree, mapTree, mul, normal, randomKey, rebuildTree, slice, sum, tensor, type Tensor, trace, zeros } from '@rekur/tensor';
import { linear } from './layers/linear.js';
import { lstm } from './layers/lstm.js';
import { sequential } from './layers/sequential.js';
import type { Parameters } from './module.js';
import { resetState } from './state.js';

const x = normal(randomKey(1), [2, 4, 3]);
const layer = lstm(3, 2, { layers: 2, bidirectional: true, learnInitialState: true });
const zero = layer.initialize(randomKey(2));
const parameters: Parameters = { ...zero, h_0: normal(randomKey(3), [4, 2]), c_0: normal(randomKey(4), [4, 2]) };

describe('a learned first state', () => {
  test('is a parameter of each state part, zero at first, so that the layer starts as one without', () => {
    const plain = lstm(3, 2, { layers: 2, bidirectional: true });
    expect(zero).toEqual({ ...plain.initialize(randomKey(2)), h_0: zeros([4, 2]), c_0: zeros([4, 2]) });
    expect(layer.apply(zero, x).output.data).toEqual(plain.apply(zero, x).output.data);
  });

  test('is where every row starts unless a state is given', () => {
    const first = layer.initialState(2, 'float32', parameters);
    expect((first.h as Tensor).shape).toEqual([4, 2, 2]);
    for (const row of [0, 1]) expect(slice(first.c as Tensor, 1, row, row + 1).data).toEqual((parameters.c_0 as Tensor).data);
    expect(layer.apply(parameters, x).output.data).toEqual(layer.apply(parameters, x, first).output.data);
    expect(layer.apply(parameters, x).output.data).not.toEqual(layer.apply(zero, x).output.data);
    expect(layer.apply(parameters, x, layer.initialState(2)).output.data).toEqual(layer.apply(zero, x).output.data);
  });

  test('has gradients that agree with central differences', () => {
    const weights = cast(normal(randomKey(8), [2, 4, 4]), 'float64');
    const [input, rest] = [cast(x, 'float64'), mapTree(zero, (value) => cast(value, 'float64'))];
    const loss = (first: Parameters): Tensor => sum(mul(layer.apply({ ...rest, ...first }, input).output, weights));
    expect(checkGradients(loss, { h_0: parameters.h_0, c_0: parameters.c_0 })).toMatchObject({ agrees: true });
  });

  test('is where a reset row starts again, in a model of several parts', () => {
    const model = sequential(linear(3, 3), lstm(3, 2, { learnInitialState: true }));
    const initial = model.initialize(randomKey(2));
    const own = { ...initial, 1: { ...(initial['1'] as Parameters), h_0: tensor([[0.5, -0.5]]), c_0: tensor([[1, 2]]) } };
    const before = model.apply(own, x).state;
    const state = resetState(before, tensor([true, false]), model.initialState(2, 'float32', own));
    const after = model.apply(own, x, state).output;
    const fresh = model.apply(own, x).output;
    const continued = model.apply(own, x, before).output;
    expect(after.data).toEqual(concat([slice(fresh, 0, 0, 1), slice(continued, 0, 1, 2)], 0).data);
  });
});

test('a first state made from traced parameters is part of the Program, learned or not', () => {
  for (const module of [layer, lstm(3, 2)]) {
    const leaves = flattenTree(module.initialize(randomKey(1))).map(({ value }) => value);
    const { captured } = trace(
      (...values) => flattenTree(module.initialState(2, 'float32', rebuildTree(module.initialize(randomKey(1)), values))).map(({ value }) => value),
      leaves,
    );
    expect(captured).toEqual([]);
  }
});

test('resetState refuses a first state without a part or of another shape', () => {
  const mend = 'model.initialState(batch, dtype, parameters) gives it';
  expect(() => resetState({ h: zeros([1, 2, 3]) }, tensor([true, false]), {})).toThrow(
    `resetState: first state does not fit: first.h is missing; [1, 2, 3] is expected, as in the state; ${mend}`,
  );
  expect(() => resetState({ h: zeros([1, 2, 3]) }, tensor([true, false]), { h: zeros([1, 1, 3]) })).toThrow(
    `resetState: first state does not fit: first.h is [1, 1, 3]; [1, 2, 3] is expected, as in the state; ${mend}`,
  );
});
