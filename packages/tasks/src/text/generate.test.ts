import { describe, expect, test } from 'vitest';
import { characterTokenizer } from '@rekur/datasets';
import { embedding, linear, lstm, moduleFromDescription, sequential } from '@rekur/rnn';
import { randomKey, tensor } from '@rekur/tensor';
import { generate, type GenerateOptions } from './generate.js';
import type { TextModel } from './model.js';
import { resolveSettings } from './settings.js';

const tokenizer = characterTokenizer('abcdefgh\n');
const network = sequential(embedding(tokenizer.size, 4), lstm(4, 6, { layers: 2 }), linear(6, tokenizer.size));
const model: TextModel = {
  module: network.description,
  parameters: network.initialize(randomKey(7)),
  tokenizer: tokenizer.toJSON(),
  card: {
    source: 'letters',
    characters: 9,
    settings: resolveSettings({}, 100),
    step: 0,
    heldOut: null,
    arithmetic: 'separate',
    versions: { tasks: '0' },
  },
};

const written = (options: GenerateOptions): string => Array.from(generate(model, options)).join('');

describe('generate', () => {
  test('writes as many characters as asked for, the same ones for the same seed', () => {
    const text = written({ length: 60, seed: 3 });
    expect(text).toHaveLength(60);
    expect(written({ length: 60, seed: 3 })).toBe(text);
    expect(written({ length: 60, seed: 4 })).not.toBe(text);
    expect(written({ length: 20, seed: 3 })).toBe(text.slice(0, 20));
    expect(written({ length: 0 })).toBe('');
  });

  test('yields each character when it is asked for, without end if so wanted', () => {
    const characters = generate(model, { length: Infinity });
    for (let index = 0; index < 30; index++) expect(characters.next().value).toHaveLength(1);
  });

  test('reads the prompt: stepping with resident state gives what the whole sequence gives at once', () => {
    const prompt = 'abba\ncafe';
    const greedy = written({ prompt, length: 5, temperature: 0 });
    let text = prompt;
    for (const character of greedy) {
      const ids = tensor([Array.from(tokenizer.encode(text))], { dtype: 'int32' });
      const { data, shape } = moduleFromDescription(model.module).apply(model.parameters, ids).output;
      const last = Array.from(data.subarray(data.length - shape[2])).slice(1);
      expect(character).toBe(tokenizer.characters[last.indexOf(Math.max(...last))]);
      text += character;
    }
  });

  test('without a prompt begins a line', () => {
    expect(written({ length: 40 })).toBe(written({ prompt: '\n', length: 40 }));
  });

  test('takes the likeliest character at temperature 0, with topK 1, and with the smallest topP', () => {
    const greedy = written({ length: 30, temperature: 0, seed: 1 });
    expect(written({ length: 30, temperature: 0, seed: 2 })).toBe(greedy);
    expect(written({ length: 30, topK: 1 })).toBe(greedy);
    expect(written({ length: 30, topP: 1e-9 })).toBe(greedy);
    expect(written({ length: 30, temperature: 1e-60 })).toBe(greedy);
    expect(written({ length: 30, temperature: 1e-40 })).toBe(greedy);
  });

  test('never writes the unknown character', () => {
    expect(written({ length: 300, temperature: 1000 })).not.toContain('\u{FFFD}');
  });

  test('names the characters of a prompt that the model does not know', () => {
    expect(() => generate(model, { prompt: 'café 中' })).toThrow(
      "generate: unknown character in the prompt: 'é', ' ', '中'; the model knows 9 characters; leave them out or train on text that has them",
    );
    expect(() => generate(model, { prompt: '0123456789\t' })).toThrow("in the prompt: '0', '1', '2', '3', '4', '5', '6', '7', …; the model");
  });

  test('refuses options that are none, before anything is written', () => {
    const message = (options: GenerateOptions): string => {
      try {
        generate(model, options);
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error('nothing was thrown');
    };
    expect(message({ temperature: -1 })).toBe(
      'generate: not a temperature: -1; a finite number, 0 or more, is expected; 0 always takes the likeliest character',
    );
    expect(message({ topK: 0 })).toBe(
      'generate: not a topK: 0; a whole number of at least 1 is expected; leave it out to choose among all characters',
    );
    expect(message({ topP: 1.5 })).toBe(
      'generate: not a topP: 1.5; a number above 0 and at most 1 is expected; leave it out to choose among all characters',
    );
    expect(message({ topP: 0 })).toContain('not a topP: 0;');
    expect(message({ length: -1 })).toBe('generate: not a length: -1; a whole number, 0 or more, is expected');
    expect(message({ seed: 0.5 })).toBe('generate: not a seed: 0.5; a whole number, 0 or more, is expected');
    expect(message({ temperature: NaN })).toContain('not a temperature: NaN;');
  });
});
