import { describe, expect, test } from 'vitest';
import { flattenTree, keyTensor, normal, randomKey, tensor, zeros } from '@rekur/tensor';
import { defineCell } from './cell.js';
import { cells } from './cells/index.js';
import { jordanCell } from './cells/jordan.js';
import { lstmCell } from './cells/lstm.js';
import { moduleFromDescription } from './describe.js';
import { dropout } from './layers/dropout.js';
import { embedding } from './layers/embedding.js';
import { lastStep } from './layers/last.js';
import { linear } from './layers/linear.js';
import { gru } from './layers/gru.js';
import { lstm } from './layers/lstm.js';
import { maxOverTime, meanOverTime } from './layers/pooling.js';
import { recurrent } from './layers/recurrent.js';
import { residual } from './layers/residual.js';
import { rnn } from './layers/rnn.js';
import { sequential } from './layers/sequential.js';
import { resetState } from './state.js';

const model = sequential(embedding(9, 4), lstm(4, 3, { layers: 2 }), gru(3, 2, { bidirectional: true }), lastStep(), linear(4, 9));

describe('moduleFromDescription', () => {
  test('builds the same module from its description after a trip through JSON', () => {
    const again = moduleFromDescription(JSON.parse(JSON.stringify(model.description)));
    expect(again.description).toEqual(model.description);
    const ids = tensor([[1, 2, 8]], { dtype: 'int32' });
    const parameters = model.initialize(randomKey(3));
    expect(again.apply(again.initialize(randomKey(3)), ids).output.data).toEqual(model.apply(parameters, ids).output.data);
  });

  test.each([
    lstm(3, 4, { projectionSize: 2, bidirectional: true }),
    lstm(3, 4, { layers: 3, dropout: 0.25, residual: true, forgetBias: 1 }),
    lstm(3, 4, { chronoLength: 50, learnInitialState: true }),
    lstm(3, 4, { variant: 'peephole', variationalDropout: { recurrent: 0.5 } }),
    lstm(3, 4, { variant: 'coupled', variationalDropout: { input: 0.25, recurrent: 0.5 } }),
    lstm(3, 4, { variant: 'layerNorm' }),
    gru(3, 4, { resetAfter: false }),
    rnn(3, 4, { nonlinearity: 'relu' }),
    recurrent(jordanCell({ outputSize: 2 }), 3, 4, { layers: 2 }),
    sequential(dropout(0.1), residual(sequential(linear(3, 3), dropout(0.2))), meanOverTime()),
    maxOverTime(),
  ])('knows every option and layer: module %#', (module) => {
    const again = moduleFromDescription(JSON.parse(JSON.stringify(module.description)));
    expect(again.description).toEqual(module.description);
    const parameters = module.initialize(randomKey(3));
    expect(flattenTree(again.initialize(randomKey(3)))).toEqual(flattenTree(parameters));
    const [x, context] = [normal(randomKey(1), [2, 4, 3]), { key: keyTensor(randomKey(2)), lengths: tensor([4, 2], { dtype: 'int32' }) }];
    const [once, twice] = [module, again].map((each) => each.apply(parameters, x, undefined, context));
    expect(twice.output.data).toEqual(once.output.data);
    expect(twice.state).toEqual(once.state);
  });

  test('says only what is not at its default, so that files from before an option existed stay readable', () => {
    const early = { kind: 'recurrent', cell: 'lstm', inputSize: 3, hiddenSize: 2, layers: 1, bias: true, bidirectional: false };
    expect(lstm(3, 2, { dropout: 0, residual: false, learnInitialState: false, variationalDropout: { input: 0 } }).description).toEqual(early);
    expect(moduleFromDescription(early).description).toEqual(early);
  });

  test('finds cells of one’s own by name', () => {
    const mine = defineCell({ ...lstmCell, name: 'mine' });
    const { description } = recurrent(mine, 2, 3);
    expect(moduleFromDescription(description, { cells: { mine } }).description).toEqual(description);
    expect(() => moduleFromDescription(description)).toThrow(
      `cellFromDescription: not a cell: cell is 'mine'; one of ${Object.keys(cells).join(', ')} is expected; pass cells of your own as { cells }`,
    );
  });

  test('refuses what is no description, naming the field', () => {
    const early = { kind: 'recurrent', cell: 'lstm', inputSize: 3, hiddenSize: 2, layers: 2, bias: true, bidirectional: false };
    expect(() => moduleFromDescription({ ...early, dropout: 7 })).toThrow('moduleFromDescription: not a module: dropout is 7; a number from 0 to 1 is expected');
    expect(() => moduleFromDescription({ ...early, residual: null })).toThrow('moduleFromDescription: not a module: residual is null; true or false is expected');
    expect(() => moduleFromDescription({ kind: 'residual' })).toThrow(
      'moduleFromDescription: not a module: the description is undefined; an object is expected',
    );
    expect(() => moduleFromDescription('lstm')).toThrow('moduleFromDescription: not a module: the description is "lstm"; an object is expected');
    expect(() => moduleFromDescription({ kind: 'constructor' })).toThrow(
      "moduleFromDescription: not a module: kind is 'constructor'; one of sequential, recurrent, linear, embedding, dropout, residual, lastStep, meanOverTime, maxOverTime is expected",
    );
    expect(() => moduleFromDescription({ kind: 'linear', inputSize: 1e9 + 0.5, outputSize: 2, bias: true })).toThrow(
      'moduleFromDescription: not a module: inputSize is 1000000000.5; a whole number above 0 is expected',
    );
  });
});

describe('sequential', () => {
  test('names parameters and states by position', () => {
    expect(flattenTree(model.initialize(randomKey(1))).map(({ path }) => path)).toContain('1.weight_hh_l1');
    expect(flattenTree(model.initialState(2)).map(({ path, value }) => `${path} ${value.shape.join('×')}`)).toEqual([
      '1.h 2×2×3',
      '1.c 2×2×3',
      '2.h 2×2×2',
    ]);
  });
});

test('linear and lastStep refuse other shapes', () => {
  expect(() => linear(3, 2).apply(linear(3, 2).initialize(randomKey(1)), zeros([2, 4]))).toThrow(
    'linear: input size differs: input is [2, 4]; [..., 3] is expected',
  );
  expect(() => lastStep().apply({}, zeros([2, 4]))).toThrow(
    'lastStep: input is no batch of sequences: input is [2, 4]; [batch, time, features] is expected',
  );
});

describe('resetState', () => {
  test('sets the marked rows to zero in every slot', () => {
    const state = { '0': { h: tensor([[[1], [2]], [[3], [4]]]) } };
    const after = resetState(state, tensor([true, false])) as unknown as typeof state;
    expect((after['0'].h).toArray()).toEqual([[[0], [2]], [[0], [4]]]);
  });

  test('refuses a reset of another batch', () => {
    expect(() => resetState({ h: zeros([1, 2, 3]) }, tensor([true]))).toThrow(
      'resetState: reset does not fit: reset is bool[1], state is float32[1, 2, 3]; bool [batch] for a state [slots, batch, hidden] is expected',
    );
  });
});
