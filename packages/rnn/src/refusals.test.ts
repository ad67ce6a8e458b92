import { ones, randomKey, tensor, type Tensor, zeros } from '@rekur/tensor';
import { describe, expect, test } from 'vitest';
import { elmanTanhCell } from './cells/elman.js';
import { moduleFromDescription } from './describe.js';
import { uniformInitializer } from './initializers.js';
import { embedding } from './layers/embedding.js';
import { lastStep } from './layers/last.js';
import { linear } from './layers/linear.js';
import { lstm } from './layers/lstm.js';
import { recurrent } from './layers/recurrent.js';
import { maxOverTime, meanOverTime } from './layers/pooling.js';
import { rnn } from './layers/rnn.js';
import { sequential } from './layers/sequential.js';
import type { Parameters } from './module.js';

/** Name and whole message of what `f` throws. */
function refusal(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
  return 'nothing was thrown';
}

const key = randomKey(1);
const sameLayer = 'the parameters of a layer are those that its initialize returns';

describe('parameters of another layer are refused, even where they would broadcast', () => {
  test('by a recurrent layer', () => {
    const layer = lstm(3, 4);
    const parameters: Parameters = { ...layer.initialize(key), bias_hh_l0: zeros([1]) };
    expect(refusal(() => layer.apply(parameters, zeros([2, 5, 3])))).toBe(
      `ShapeError: recurrent: parameter does not fit: bias_hh_l0 is float32[1]; [16] is expected; ${sameLayer}`,
    );
  });

  test('by linear, which needs its bias too', () => {
    expect(refusal(() => linear(3, 2).apply(linear(3, 4).initialize(key), ones([1, 3])))).toBe(
      `ShapeError: linear: parameter does not fit: weight is float32[4, 3]; [2, 3] is expected; ${sameLayer}`,
    );
    expect(refusal(() => linear(3, 2).apply(linear(3, 2, { bias: false }).initialize(key), ones([1, 3])))).toBe(
      `ValueError: linear: parameter missing: there is no 'bias' among weight; ${sameLayer}`,
    );
  });

  test('by embedding', () => {
    const tokens = tensor([[1]], { dtype: 'int32' });
    expect(refusal(() => embedding(3, 2).apply(embedding(5, 2).initialize(key), tokens))).toBe(
      `ShapeError: embedding: parameter does not fit: weight is float32[5, 2]; [3, 2] is expected; ${sameLayer}`,
    );
    expect(refusal(() => embedding(3, 2).apply({}, tokens))).toBe(
      `ValueError: embedding: parameter missing: there is no 'weight' among none; ${sameLayer}`,
    );
  });
});

describe('sizes and options that TypeScript does not check at run time are refused', () => {
  test.each([
    ['linear: not a size: inputSize is 0', () => linear(0, 2)],
    ['linear: not a size: outputSize is 1.5', () => linear(2, 1.5)],
    ['embedding: not a size: count is -1', () => embedding(-1, 2)],
  ])('%s', (message, make) => expect(refusal(make)).toBe(`ValueError: ${message}; a whole number above 0 is expected`));

  test.each<[string, () => unknown]>([
    ["lstm: unknown option: 'num_layers' in options; layers, bias, bidirectional, projectionSize, dropout, variationalDropout, residual, learnInitialState, remat are known", () => lstm(3, 4, { num_layers: 2 } as object)],
    ["lstm: unknown option: 'hidden' in variationalDropout; input, recurrent are known", () => lstm(3, 4, { variationalDropout: { hidden: 0.5 } as object })],
    ['lstm: not a flag: bidirectional is yes; true or false is expected', () => lstm(3, 4, { bidirectional: 'yes' as never })],
    ["lstm: unknown option: variant is 'fast'; one of peephole, coupled, layerNorm is expected", () => lstm(3, 4, { variant: 'fast' as never })],
    ["rnn: unknown option: nonlinearity is 'sigmoid'; one of tanh, relu is expected", () => rnn(3, 4, { nonlinearity: 'sigmoid' as never })],
    ['sequential: not a module: part 0 is a list; modules are expected, each an argument of its own', () => sequential([linear(2, 2)] as never)],
  ])('%s', (message, make) => expect(refusal(make)).toBe(`ValueError: ${message}`));
});

test('the state of a part alone is refused by the whole model, which would begin anew', () => {
  const model = sequential(lstm(3, 4), linear(4, 2));
  expect(refusal(() => model.apply(model.initialize(key), zeros([2, 5, 3]), lstm(3, 4).initialState(2)))).toBe(
    'ValueError: sequential: state does not fit: state.h; parts are named 0 to 1; apply or initialState of the same model returns it',
  );
});

test.each([lastStep(), meanOverTime(), maxOverTime()])('$description.kind of no steps is refused', (module) => {
  expect(refusal(() => module.apply({}, zeros([2, 0, 3])))).toBe(
    `ShapeError: ${module.description.kind}: sequences without steps: input is [2, 0, 3]; [batch, time, features] is expected`,
  );
});

test('linear takes a single vector, as torch.nn.Linear', () => {
  const layer = linear(3, 2);
  const parameters = layer.initialize(key);
  const apply = (x: Tensor): unknown => layer.apply(parameters, x).output.toArray();
  expect([apply(tensor([1, 2, 3]))]).toEqual(apply(tensor([[1, 2, 3]])));
});

test('a file cannot ask for more layers than any network has', () => {
  expect(refusal(() => moduleFromDescription({ ...lstm(3, 4).description, layers: 1e9 }))).toBe(
    'ValueError: moduleFromDescription: not a module: layers is 1000000000; a whole number from 1 to 1000 is expected',
  );
});

test.each([
  ['gates', undefined],
  ['gates', { state: {} }],
  ['state.h', { gates: {} }],
  ['state.h', { state: { c: zeros([1]) }, gates: {} }],
])('a step of a cell of one’s own that returns no %s is refused', (missing, returned) => {
  const layer = recurrent({ ...elmanTanhCell, step: () => returned as never }, 3, 4);
  expect(refusal(() => layer.apply(layer.initialize(key), zeros([2, 5, 3])))).toBe(
    `ValueError: rnn-tanh: step is incomplete: it returned no ${missing}; { state: { h }, gates: { … } } is expected`,
  );
});

test('uniformInitializer of 0 gives zeros', () => expect(uniformInitializer(0)(key, [2]).toArray()).toEqual([0, 0]));
