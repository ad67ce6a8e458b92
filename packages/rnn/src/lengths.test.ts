import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueAndGrad } from '@rekur/autodiff';
import {
  add, concat, flattenTree, full, gather, interpreter, mul, normal, randomKey, rebuildTree, slice, sum, tensor, type Tensor, trace, type Tree, zeros,
} from '@rekur/tensor';
import { lstmCell } from './cells/lstm.js';
import { embedding } from './layers/embedding.js';
import { gru } from './layers/gru.js';
import { lastStep } from './layers/last.js';
import { linear } from './layers/linear.js';
import { lstm } from './layers/lstm.js';
import { maxOverTime, meanOverTime } from './layers/pooling.js';
import { recurrent } from './layers/recurrent.js';
import { residual } from './layers/residual.js';
import { rnn } from './layers/rnn.js';
import { sequential } from './layers/sequential.js';
import { fillPadding } from './lengths.js';
import type { Module, State } from './module.js';
import { unroll } from './unroll.js';

const TIME = 5;
const INPUT = 3;
const integers = (values: number[]): Tensor => tensor(values, { dtype: 'int32' });
const bits = (tree: Tree): Record<string, unknown> => Object.fromEntries(flattenTree(tree).map(({ path, value }) => [path, value.data]));

const models: Readonly<Record<string, Module>> = {
  'a bidirectional stack of LSTMs': lstm(INPUT, 2, { layers: 2, bidirectional: true }),
  'a residual stack with learned first states': gru(INPUT, 2, { layers: 3, residual: true, learnInitialState: true }),
  'a projecting LSTM': lstm(INPUT, 4, { projectionSize: 2 }),
  'a tagger with residual layers': sequential(linear(INPUT, 4), residual(rnn(4, 2, { bidirectional: true })), linear(4, 2)),
  'a classifier by last step': sequential(residual(linear(INPUT, INPUT)), lstm(INPUT, 2), lastStep(), linear(2, 2)),
  'a classifier by mean': sequential(gru(INPUT, 2, { bidirectional: true }), meanOverTime(), linear(4, 2)),
  'a classifier by maximum': sequential(linear(INPUT, 2), maxOverTime()),
};

/** What a model makes of its input, with gradients of a loss in which every output that counts and every state has its own weight. */
function everything(model: Module, x: Tensor, lengths?: Tensor): { output: Tensor; state: State; gradient: Tree } {
  const parameters = model.initialize(randomKey(4));
  const context = lengths ? { lengths } : {};
  let results: { output: Tensor; state: State } | undefined;
  const { gradient, auxiliary } = valueAndGrad((given: { x: Tensor; parameters: typeof parameters }) => {
    const { output, state } = model.apply(given.parameters, given.x, undefined, context);
    results = { output, state };
    const counting = output.rank === 3 ? fillPadding(output, lengths) : output;
    const weighed = flattenTree({ counting, state }).map(({ value }, index) => {
      const slots = value.shape.length === 3 && index > 0;
      // The same weights for every row, so that rows can be run alone.
      const weights = normal(randomKey(index), slots ? [value.shape[0], 1, value.shape[2]] : [1, ...value.shape.slice(1)]);
      return sum(mul(value, weights));
    });
    return { value: weighed.reduce((total, term) => add(total, term)), auxiliary: flattenTree({ counting, state }).map(({ value }) => value) };
  })({ x, parameters });
  const [output, ...states] = auxiliary;
  return { output, state: Object.fromEntries(flattenTree(results?.state ?? {}).map(({ path }, index) => [path, states[index]])), gradient };
}

const cases = fc.record({
  lengths: fc.array(fc.integer({ min: 1, max: TIME }), { minLength: 1, maxLength: 3 }),
  seed: fc.nat(1000),
  garbage: fc.constantFrom(NaN, Infinity, -3e38, 7),
});

describe.each(Object.entries(models))('%s', (_name, model) => {
  test('gives the same outputs, states and gradients, bit for bit, whatever stands in the padding, and no gradient to it', () => {
    fc.assert(
      fc.property(cases, ({ lengths: list, seed, garbage }) => {
        const [x, lengths] = [normal(randomKey(seed), [list.length, TIME, INPUT]), integers(list)];
        const clean = everything(model, fillPadding(x, lengths), lengths);
        const dirty = everything(model, fillPadding(x, lengths, garbage), lengths);
        expect(bits(dirty)).toEqual(bits(clean));
        const { x: ofInput } = dirty.gradient as { x: Tensor };
        expect(ofInput.data).toEqual(fillPadding(ofInput, lengths).data);
      }),
      { numRuns: 8 },
    );
  });

  test('gives each row what it gets alone without padding, bit for bit', () => {
    fc.assert(
      fc.property(cases, ({ lengths: list, seed, garbage }) => {
        const x = fillPadding(normal(randomKey(seed), [list.length, TIME, INPUT]), integers(list), garbage);
        const { output, state, gradient } = everything(model, x, integers(list));
        list.forEach((length, row) => {
          const alone = everything(model, slice(slice(x, 0, row, row + 1), 1, 0, length));
          const ofRow = slice(output, 0, row, row + 1);
          expect((ofRow.rank === 3 ? slice(ofRow, 1, 0, length) : ofRow).data).toEqual(alone.output.data);
          for (const [name, part] of Object.entries(state)) {
            expect(slice(part as Tensor, 1, row, row + 1).data).toEqual((alone.state[name] as Tensor).data);
          }
          const ofInput = slice(slice((gradient as { x: Tensor }).x, 0, row, row + 1), 1, 0, length);
          expect(ofInput.data).toEqual((alone.gradient as { x: Tensor }).x.data);
        });
      }),
      { numRuns: 8 },
    );
  });

  test('gives permuted rows permuted results', () => {
    const lengths = [2, 5, 1, 4];
    const order = [2, 0, 3, 1];
    const x = normal(randomKey(9), [4, TIME, INPUT]);
    const straight = everything(model, x, integers(lengths));
    const permuted = everything(model, gather(x, integers(order)), integers(order.map((row) => lengths[row])));
    expect(permuted.output.data).toEqual(gather(straight.output, integers(order)).data);
    order.forEach((row, place) => {
      for (const [name, part] of Object.entries(straight.state)) {
        expect(slice(permuted.state[name] as Tensor, 1, place, place + 1).data).toEqual(slice(part as Tensor, 1, row, row + 1).data);
      }
    });
  });

  test('with full lengths gives what it gives without', () => {
    const x = normal(randomKey(2), [2, TIME, INPUT]);
    expect(bits(everything(model, x, integers([TIME, TIME])).output)).toEqual(bits(everything(model, x).output));
  });

  test('traced, with lengths as an input of the Program, gives the same bits', () => {
    const parameters = model.initialize(randomKey(4));
    const [x, lengths] = [normal(randomKey(2), [2, TIME, INPUT]), integers([3, 1])];
    const inputs = [x, lengths, ...flattenTree(parameters).map(({ value }) => value)];
    const { program, captured } = trace(
      (input, counts, ...weights) => [model.apply(rebuildTree(parameters, weights), input, undefined, { lengths: counts }).output],
      inputs,
    );
    expect(captured).toEqual([]);
    expect(interpreter.prepare(program)(inputs)[0].data).toEqual(model.apply(parameters, x, undefined, { lengths }).output.data);
  });
});

describe('lengths', () => {
  test('leave each row’s state as it is after its own last step, and outputs behind it 0', () => {
    const layer = lstm(INPUT, 2);
    const x = normal(randomKey(3), [2, TIME, INPUT]);
    const { output, state } = layer.apply(layer.initialize(randomKey(1)), x, undefined, { lengths: integers([2, 4]) });
    const last = concat([slice(slice(output, 0, 0, 1), 1, 1, 2), slice(slice(output, 0, 1, 2), 1, 3, 4)], 0);
    expect((state.h as Tensor).data).toEqual(last.data);
    expect(slice(slice(output, 0, 0, 1), 1, 2).data).toEqual(new Float32Array(6));
    expect(slice(slice(output, 0, 1, 2), 1, 4).data).toEqual(new Float32Array(2));
  });

  test('let the padding of tokens hold anything', () => {
    const model = sequential(embedding(4, INPUT), lstm(INPUT, 2));
    const parameters = model.initialize(randomKey(1));
    const outputOf = (padding: number): unknown =>
      model.apply(parameters, tensor([[1, 3, padding], [2, 1, 3]], { dtype: 'int32' }), undefined, { lengths: integers([2, 3]) }).output.data;
    expect(outputOf(-1)).toEqual(outputOf(0));
  });

  test('reach a cell of one’s own, whose first state is given', () => {
    const decay = { ...lstmCell, name: 'decay', states: ['h'], gates: [], step: (_: unknown, x: Tensor, { h }: Readonly<Record<string, Tensor>>) => ({ state: { h: add(mul(h, 0.5), x) }, gates: {} }) };
    const x = tensor([[[1], [1], [NaN]], [[1], [1], [1]]]);
    const run = unroll(decay, {}, x, { h: zeros([2, 1]) }, { lengths: integers([2, 3]), everyState: true });
    expect(run.output.toArray()).toEqual([[[1], [1.5], [0]], [[1], [1.5], [1.75]]]);
    expect(run.states?.h.data).toEqual(run.output.data);
    expect(run.state.h.toArray()).toEqual([[1.5], [1.75]]);
    const back = unroll(decay, {}, x, { h: zeros([2, 1]) }, { lengths: integers([2, 3]), reverse: true });
    expect(back.output.toArray()).toEqual([[[1.5], [1], [0]], [[1.75], [1.5], [1]]]);
  });

  test('of another batch, dtype or beyond the input are refused', () => {
    const layer = recurrent(lstmCell, INPUT, 2);
    const apply = (lengths: Tensor) => () => layer.apply(layer.initialize(randomKey(1)), zeros([2, TIME, INPUT]), undefined, { lengths });
    const mend = "tensor([3, 5], { dtype: 'int32' }) makes lengths";
    expect(apply(integers([1]))).toThrow(
      `lstm: lengths do not fit: lengths are int32[1], input is float32[2, 5, 3]; int32[2] is expected, one length a row; ${mend}`,
    );
    expect(apply(full([2], 3))).toThrow(
      `lstm: lengths do not fit: lengths are float32[2], input is float32[2, 5, 3]; int32[2] is expected, one length a row; ${mend}`,
    );
    expect(apply(integers([5, 0]))).toThrow('lstm: length out of range: row 1 has length 0; 1 to 5 steps are expected, as the input has 5');
    expect(apply(integers([6, 1]))).toThrow('lstm: length out of range: row 0 has length 6; 1 to 5 steps are expected, as the input has 5');
  });
});

test('fillPadding replaces by selection', () => {
  expect(fillPadding(tensor([[NaN, 1], [2, NaN]]), integers([0, 1]), 9).toArray()).toEqual([[9, 9], [2, 9]]);
});
