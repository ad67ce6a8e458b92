import { describe, expect, test } from 'vitest';
import { characterTokenizer } from '@rekur/datasets';
import { embedding, linear, lstm, sequential } from '@rekur/rnn';
import { logSoftmax, mapTree, randomKey, tensor, zeros } from '@rekur/tensor';
import { evaluateText } from './evaluate.js';
import type { TextModel } from './model.js';
import { resolveSettings } from './settings.js';

const tokenizer = characterTokenizer('abcdefg');
const network = sequential(embedding(8, 4), lstm(4, 6), linear(6, 8));
const model: TextModel = {
  module: network.description,
  parameters: network.initialize(randomKey(7)),
  tokenizer: tokenizer.toJSON(),
  card: { source: 'letters', characters: 7, settings: resolveSettings({}, 100), step: 0, heldOut: null, arithmetic: 'separate', versions: { tasks: '0' } },
};

describe('evaluateText', () => {
  test('is the logarithm of the number of ids for a model that knows nothing', async () => {
    const parameters = mapTree(model.parameters, ({ shape }) => zeros(shape));
    const figure = await evaluateText({ ...model, parameters }, 'abcdefg'.repeat(300));
    expect(figure?.bitsPerCharacter).toBeCloseTo(3, 6);
    // 2,099 pairs: 4 streams of 9 windows of 58 steps.
    expect(figure?.characters).toBe(2088);
  });

  test('is the mean of −log₂ p of each character after all before it', async () => {
    const text = 'abcabcgfedcba';
    const ids = Array.from(tokenizer.encode(text));
    const { output } = network.apply(model.parameters, tensor([ids.slice(0, -1)], { dtype: 'int32' }));
    const logarithms = logSoftmax(output).data;
    const bits = ids.slice(1).map((id, step) => -logarithms[step * 8 + id] / Math.LN2);
    const figure = await evaluateText(model, text);
    expect(figure?.characters).toBe(12);
    expect(figure?.bitsPerCharacter).toBeCloseTo(bits.reduce((sum, each) => sum + each) / 12, 6);
  });

  test('carries the state from window to window: a text of many windows equals one pass', async () => {
    const text = Array.from({ length: 200 }, (_, index) => 'abcdefg'[(index * index) % 7]).join('');
    const ids = Array.from(tokenizer.encode(text));
    const { output } = network.apply(model.parameters, tensor([ids.slice(0, -1)], { dtype: 'int32' }));
    const logarithms = logSoftmax(output).data;
    const figure = await evaluateText(model, text);
    const counted = figure?.characters ?? 0;
    expect(counted).toBe(196);
    const bits = ids.slice(1, counted + 1).map((id, step) => -logarithms[step * 8 + id] / Math.LN2);
    expect(figure?.bitsPerCharacter).toBeCloseTo(bits.reduce((sum, each) => sum + each) / counted, 5);
  });

  test('gives null when its signal is aborted, and refuses a text of one character', async () => {
    expect(await evaluateText(model, 'abc', { signal: AbortSignal.abort() })).toBeNull();
    await expect(evaluateText(model, 'a')).rejects.toThrow('evaluateText: text is too short: 1 characters; at least 2 are expected');
  });
});
