import { describe, expect, test } from 'vitest';
import { add, normal, randomKey, type Tensor, zeros } from '@rekur/tensor';
import type { Parameters } from '../module.js';
import { linear } from './linear.js';
import { lstm } from './lstm.js';
import { residual } from './residual.js';
import { sequential } from './sequential.js';

const x = normal(randomKey(1), [2, 4, 3]);

describe('residual(module)', () => {
  test('adds the input to the output and leaves parameters and state as they are', () => {
    const [inner, layer] = [lstm(3, 3), residual(lstm(3, 3))];
    const parameters = layer.initialize(randomKey(2));
    expect(parameters).toEqual(inner.initialize(randomKey(2)));
    const [plain, added] = [inner.apply(parameters, x), layer.apply(parameters, x)];
    expect(added.output.data).toEqual(add(plain.output, x).data);
    expect(added.state).toEqual(plain.state);
    expect(layer.initialState(2)).toEqual(inner.initialState(2));
  });

  test('refuses a module that changes the width', () => {
    const layer = residual(linear(3, 2));
    expect(() => layer.apply(layer.initialize(randomKey(1)), x)).toThrow(
      'residual: input and output differ: linear makes float32[2, 4, 2] of float32[2, 4, 3]; both must be alike to be added',
    );
  });
});

test('the option residual of a stack is residual(…) around every layer from the second on', () => {
  const stack = lstm(3, 2, { layers: 3, bidirectional: true, residual: true });
  const parameters = stack.initialize(randomKey(3));
  const layerOf = (index: number): Parameters =>
    Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => (name.includes(`_l${index}`) ? [[name.replace(`_l${index}`, '_l0'), value]] : [])));
  const above = residual(lstm(4, 2, { bidirectional: true }));
  const apart = sequential(lstm(3, 2, { bidirectional: true }), above, above);
  const { output, state } = apart.apply({ 0: layerOf(0), 1: layerOf(1), 2: layerOf(2) }, x);
  const whole = stack.apply(parameters, x);
  expect(whole.output.data).toEqual(output.data);
  const last = (state['2'] as Record<string, Tensor>).h.data;
  expect(Array.from((whole.state.h as Tensor).data).slice(-last.length)).toEqual(Array.from(last));
  expect(stack.initialState(1)).toEqual({ h: zeros([6, 1, 2]), c: zeros([6, 1, 2]) });
});
