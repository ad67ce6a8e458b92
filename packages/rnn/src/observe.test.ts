import { describe, expect, test } from 'vitest';
import { add, concat, interpreter, keyTensor, mul, normal, randomKey, slice, sub, tanh, tensor, type Tensor, trace } from '@rekur/tensor';
import { embedding } from './layers/embedding.js';
import { dropout } from './layers/dropout.js';
import { gru } from './layers/gru.js';
import { linear } from './layers/linear.js';
import { lstm } from './layers/lstm.js';
import { residual } from './layers/residual.js';
import { sequential } from './layers/sequential.js';
import { observe } from './observe.js';

const x = normal(randomKey(1), [2, 5, 3]);

describe('observe', () => {
  const model = sequential(
    linear(3, 4),
    sequential(residual(gru(4, 2, { bidirectional: true })), dropout(0.5)),
    lstm(4, 3, { layers: 2, projectionSize: 2 }),
  );
  const parameters = model.initialize(randomKey(2));

  test('names every state and gate of every layer, wherever it stands', () => {
    const { steps } = observe(model, parameters, x);
    const gates = ['input', 'forget', 'cell', 'output'].map((gate) => `gates.${gate}`);
    const ofGru = ['h', 'gates.reset', 'gates.update', 'gates.new'];
    expect(Object.keys(steps)).toEqual([
      ...['1.0.l0', '1.0.l0_reverse'].flatMap((path) => ofGru.map((name) => `${path}.${name}`)),
      ...['2.l0', '2.l1'].flatMap((path) => ['h', 'c', ...gates].map((name) => `${path}.${name}`)),
    ]);
    expect(steps['1.0.l0_reverse.gates.reset'].shape).toEqual([2, 5, 2]);
    expect(steps['2.l1.h'].shape).toEqual([2, 5, 2]);
    expect(steps['2.l1.c'].shape).toEqual([2, 5, 3]);
  });

  test('changes neither output nor state by a bit, with lengths and dropout too', () => {
    const context = { lengths: tensor([2, 5], { dtype: 'int32' }), key: keyTensor(randomKey(3)) };
    for (const given of [undefined, context]) {
      const { output, state } = model.apply(parameters, x, undefined, given);
      const seen = observe(model, parameters, x, { context: given });
      expect(seen.output.data).toEqual(output.data);
      expect(seen.state).toEqual(state);
      expect(seen.steps['2.l1.h'].data).toEqual(output.data);
    }
  });

  test('shows what the equations say: h = o⊙tanh(c), c = f⊙c + i⊙g, both directions of a GRU', () => {
    const layer = lstm(3, 2);
    const { steps } = observe(layer, layer.initialize(randomKey(1)), x);
    expect(steps['l0.h'].data).toEqual(mul(steps['l0.gates.output'], tanh(steps['l0.c'])).data);
    const [before, after] = [slice(steps['l0.c'], 1, 0, 4), slice(steps['l0.c'], 1, 1)];
    const gate = (name: string): Tensor => slice(steps[`l0.gates.${name}`], 1, 1);
    expect(after.data).toEqual(add(mul(gate('forget'), before), mul(gate('input'), gate('cell'))).data);

    const both = gru(3, 2, { bidirectional: true });
    const seen = observe(both, both.initialize(randomKey(1)), x);
    expect(seen.output.data).toEqual(concat([seen.steps['l0.h'], seen.steps['l0_reverse.h']], 2).data);
    const update = slice(seen.steps['l0_reverse.gates.update'], 1, 0, 4);
    const candidate = slice(seen.steps['l0_reverse.gates.new'], 1, 0, 4);
    const later = slice(seen.steps['l0_reverse.h'], 1, 1);
    expect(slice(seen.steps['l0_reverse.h'], 1, 0, 4).data).toEqual(add(mul(sub(1, update), candidate), mul(update, later)).data);
  });

  test('goes on from a state, and shows zeros in the padding', () => {
    const layer = sequential(embedding(4, 3), lstm(3, 2));
    const own = layer.initialize(randomKey(1));
    const ids = tensor([[1, 2, 3], [3, 0, 0]], { dtype: 'int32' });
    const { state } = layer.apply(own, ids);
    const { steps } = observe(layer, own, ids, { state, context: { lengths: tensor([3, 1], { dtype: 'int32' }) } });
    expect(steps['1.l0.h'].data).not.toEqual(observe(layer, own, ids).steps['1.l0.h'].data);
    for (const value of Object.values(steps)) expect(slice(slice(value, 0, 1, 2), 1, 1).data).toEqual(new Float32Array(4));
  });

  test('works on traced tensors', () => {
    const { program, captured } = trace((input) => [observe(model, parameters, input).steps['2.l0.gates.forget']], [x]);
    expect(interpreter.prepare(program)([x, ...captured])[0].data).toEqual(observe(model, parameters, x).steps['2.l0.gates.forget'].data);
  });
});
