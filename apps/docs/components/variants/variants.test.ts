import { cells } from '@rekur/rnn';
import { cellDiagram } from '@rekur/viz';
import { expect, test } from 'vitest';
import { texts } from './texts.js';
import { cellOf, parametersOf, variants } from './variants.js';

test('every variant is a cell that the library has and the diagram knows', () => {
  expect(variants.map(({ cell }) => cell).filter((name) => !Object.hasOwn(cells, name))).toEqual([]);
  for (const variant of variants) expect(cellDiagram(cellOf(variant)).svg, variant.cell).toContain('class="viz-equation"');
});

test('no recurrent cell of the library is left out but those that the article has shown and the GRU of the first paper', () => {
  const shown = variants.map(({ cell }) => cell);
  expect(Object.keys(cells).filter((name) => !shown.includes(name)).sort()).toEqual(['gru-reset-before', 'lstm', 'rnn-relu', 'rnn-tanh']);
});

test('a GRU has three quarters of the weights of an LSTM, and peepholes cost three a unit', () => {
  const count = (name: keyof typeof cells) => parametersOf(cells[name]);
  expect(count('lstm')).toBe(4 * 64 * (64 + 64 + 2));
  expect(count('gru')).toBe((3 / 4) * count('lstm'));
  expect(count('lstm-peephole') - count('lstm')).toBe(3 * 64);
  expect(count('lstm-coupled')).toBe(count('gru'));
});

test('the facts are said in both languages', () => {
  expect(texts.facts(1, 3, 24960)).toEqual({
    en: '1 state, 3 gates or layers; 24,960 weights and biases for 64 inputs and 64 hidden units.',
    ko: '상태 1개, 게이트 또는 층 3개. 입력 64개, 은닉 노드 64개일 때 가중치와 편향은 모두 24,960개입니다.',
  });
});
