import { describe, expect, test } from 'vitest';
import { add, cast, concat, interpreter, mapTree, mul, normal, randomKey, reshape, slice, sum, tensor, type Tensor, trace } from '@rekur/tensor';
import { lstmCell } from './cells/lstm.js';
import { gradientFlow } from './gradientFlow.js';
import { lastStep } from './layers/last.js';
import { linear } from './layers/linear.js';
import { lstm } from './layers/lstm.js';
import { rnn } from './layers/rnn.js';
import { sequential } from './layers/sequential.js';

/** h' = relu(w·x + u·h): linear while it is positive, so that o_n = x·w·u^(n−1). */
function scalarNetwork(w: number, u: number, steps: number, dtype: 'float32' | 'float64' = 'float32'): { output: Tensor; norms: number[] } {
  const model = sequential(rnn(1, 1, { nonlinearity: 'relu', bias: false }), lastStep());
  const parameters = { 0: { weight_ih_l0: tensor([[w]], { dtype }), weight_hh_l0: tensor([[u]], { dtype }) } };
  const impulse = tensor([1, ...Array<number>(steps - 1).fill(0)], { shape: [1, steps, 1], dtype });
  const flow = gradientFlow(model, parameters, impulse, (output) => sum(output));
  expect(Object.keys(flow)).toEqual(['0.l0.h']);
  return { output: model.apply(parameters, impulse).output, norms: Array.from(flow['0.l0.h'].steps.data) };
}

describe('gradientFlow', () => {
  test('of a linear scalar network is u^(n − t), exactly: it vanishes or explodes with distance', () => {
    expect(scalarNetwork(3, 0.5, 5).output.item()).toBe(3 * 0.5 ** 4);
    expect(scalarNetwork(3, 0.5, 5).norms).toEqual([1 / 16, 1 / 8, 1 / 4, 1 / 2, 1]);
    expect(scalarNetwork(3, 2, 5).norms).toEqual([16, 8, 4, 2, 1]);
  });

  test('shows float32 gradients whose squares float32 does not hold', () => {
    const { norms } = scalarNetwork(1, 2 ** -10, 13);
    expect(norms[0]).toBe(2 ** -120);
  });

  test('agrees with central differences in float64, for h and c of every step', () => {
    const layer = lstm(3, 2);
    const parameters = mapTree(layer.initialize(randomKey(1)), (value) => cast(value, 'float64')) as Record<string, Tensor>;
    const named = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name.replace('_l0', ''), value]));
    const x = cast(normal(randomKey(2), [2, 4, 3]), 'float64');
    const weights = cast(normal(randomKey(3), [2, 4, 2]), 'float64');
    const flow = gradientFlow(layer, parameters, x, (output) => sum(mul(output, weights)));

    /** The loss, stepped by hand, with `by` added to one element of one state part after step `at`. */
    const stepped = (part: string, at: number, element: number, by: number): number => {
      let state: Record<string, Tensor> = { h: tensor([[0, 0], [0, 0]], { dtype: 'float64' }), c: tensor([[0, 0], [0, 0]], { dtype: 'float64' }) };
      const outputs: Tensor[] = [];
      for (let t = 0; t < 4; t++) {
        state = { ...lstmCell.step(named, reshape(slice(x, 1, t, t + 1), [2, 3]), state).state };
        const shift = tensor([0, 1, 2, 3].map((index) => (t === at && index === element ? by : 0)), { shape: [2, 2], dtype: 'float64' });
        state[part] = add(state[part], shift);
        outputs.push(reshape(state.h, [2, 1, 2]));
      }
      return sum(mul(concat(outputs, 1), weights)).item();
    };
    for (const part of ['h', 'c']) {
      for (let t = 0; t < 4; t++) {
        const gradient = [0, 1, 2, 3].map((element) => (stepped(part, t, element, 1e-5) - stepped(part, t, element, -1e-5)) / 2e-5);
        expect(flow[`l0.${part}`].steps.data[t]).toBeCloseTo(Math.hypot(...gradient), 8);
        expect(flow[`l0.${part}`].rows.data[t]).toBeCloseTo(Math.hypot(...gradient.slice(0, 2)), 8);
        expect(flow[`l0.${part}`].rows.data[4 + t]).toBeCloseTo(Math.hypot(...gradient.slice(2)), 8);
      }
    }
  });

  test('is 0 in the padding, and reads against time in the second direction', () => {
    const model = sequential(rnn(1, 1, { nonlinearity: 'relu', bias: false, bidirectional: true }), linear(2, 1));
    const weights = { weight_ih_l0: tensor([[1]]), weight_hh_l0: tensor([[0.5]]) };
    const back = { weight_ih_l0_reverse: tensor([[1]]), weight_hh_l0_reverse: tensor([[0.5]]) };
    const parameters = { 0: { ...weights, ...back }, 1: { weight: tensor([[0, 1]]), bias: tensor([0]) } };
    const input = tensor([[[1], [1], [1], [NaN]]]);
    const first = (output: Tensor): Tensor => sum(slice(output, 1, 0, 1));
    const flow = gradientFlow(model, parameters, input, first, { context: { lengths: tensor([3], { dtype: 'int32' }) } });
    expect(Array.from(flow['0.l0_reverse.h'].steps.data)).toEqual([1, 0.5, 0.25, 0]);
    expect(Array.from(flow['0.l0.h'].steps.data)).toEqual([0, 0, 0, 0]);
  });

  test('works on traced tensors', () => {
    const layer = lstm(3, 2, { layers: 2 });
    const parameters = layer.initialize(randomKey(1));
    const x = normal(randomKey(2), [2, 4, 3]);
    const norms = (input: Tensor): Tensor => gradientFlow(layer, parameters, input, (output) => sum(output))['l0.c'].steps;
    const { program, captured } = trace((input) => [norms(input)], [x]);
    expect(interpreter.prepare(program)([x, ...captured])[0].data).toEqual(norms(x).data);
  });
});
