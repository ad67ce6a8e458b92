import { describe, expect, test } from 'vitest';
import { flattenTree, randomKey, tensor, zeros } from '@rekur/tensor';
import { defineCell } from './cell.js';
import { lstmCell } from './cells/lstm.js';
import { moduleFromDescription } from './describe.js';
import { embedding } from './layers/embedding.js';
import { lastStep } from './layers/last.js';
import { linear } from './layers/linear.js';
import { gru, lstm, recurrent } from './layers/recurrent.js';
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

  test('finds cells of one’s own by name', () => {
    const mine = defineCell({ ...lstmCell, name: 'mine' });
    const { description } = recurrent(mine, 2, 3);
    expect(moduleFromDescription(description, { cells: { mine } }).description).toEqual(description);
    expect(() => moduleFromDescription(description)).toThrow(
      "moduleFromDescription: not a module: cell is 'mine'; one of rnn-tanh, rnn-relu, gru, lstm is expected; pass cells of your own as { cells }",
    );
  });

  test('refuses what is no description, naming the field', () => {
    expect(() => moduleFromDescription('lstm')).toThrow('moduleFromDescription: not a module: the description is "lstm"; an object is expected');
    expect(() => moduleFromDescription({ kind: 'constructor' })).toThrow(
      "moduleFromDescription: not a module: kind is 'constructor'; one of sequential, recurrent, linear, embedding, lastStep is expected",
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
