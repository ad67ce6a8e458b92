import { describe, expect, test } from 'vitest';
import { interpreter } from '../engine.js';
import { ones, tensor } from '../operations/create.js';
import { mean, sum, variance } from '../operations/reduce.js';
import { equal, cast } from '../operations/elementwise.js';
import { refusal } from '../testing/refusal.js';
import { trace } from '../trace.js';
import { foldIn, randomBits, randomKey } from './key.js';
import { dropout, foldKey, keyTensor, randomWords } from './traced.js';

const key = keyTensor(randomKey(2 ** 40 + 17));

describe('random numbers from a key that is a tensor', () => {
  test('are the bits that a key on the host gives', () => {
    expect([...randomWords(key, [3, 7]).data]).toEqual([...randomBits(randomKey(2 ** 40 + 17), 21)]);
    for (const index of [0, 1, 4294967295]) {
      expect(foldKey(key, index).data).toEqual(keyTensor(foldIn(randomKey(2 ** 40 + 17), index)).data);
    }
  });

  test('are part of the Program: another key is another input of the same one', () => {
    const { program, captured } = trace((given) => [randomWords(foldKey(given, 3), [5])], [{ shape: [2], dtype: 'uint32' }]);
    expect(captured).toEqual([]);
    const run = interpreter.prepare(program);
    for (const seed of [1, 2]) {
      expect([...run([keyTensor(randomKey(seed))])[0].data]).toEqual([...randomBits(foldIn(randomKey(seed), 3), 5)]);
    }
  });
});

describe('dropout', () => {
  const x = ones([200, 250]);

  test('keeps the mean, drops the rate asked for, gives the same mask for the same key', () => {
    for (const rate of [0.1, 0.5, 0.8]) {
      const y = dropout(x, rate, key);
      expect(Math.abs(mean(y).item() - 1)).toBeLessThan(4 * Math.sqrt(rate / (1 - rate) / x.size));
      const dropped = sum(cast(equal(y, 0), 'float64')).item() / x.size;
      expect(Math.abs(dropped - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / x.size));
      expect(Math.abs(variance(y).item() - rate / (1 - rate))).toBeLessThan(0.05 * (rate / (1 - rate)));
      expect(dropout(x, rate, key).data).toEqual(y.data);
      expect(dropout(x, rate, foldKey(key, 1)).data).not.toEqual(y.data);
    }
  });

  test('at rate 0 is x itself', () => expect(dropout(x, 0, key)).toBe(x));

  test('refuses what is no rate and no key', () => {
    expect(refusal(() => dropout(x, 1, key))).toBe('ValueError: dropout: not a rate: 1; a number from 0 up to but not including 1 is expected');
    expect(refusal(() => dropout(x, 0.5, tensor([1, 2])))).toBe(
      'ShapeError: dropout: not a key: float32[2]; uint32[2] is expected; keyTensor(randomKey(seed)) makes one',
    );
    expect(refusal(() => dropout(x, 0.5, randomKey(1) as never))).toBe(
      'ShapeError: dropout: not a key: no tensor; uint32[2] is expected; keyTensor(randomKey(seed)) makes one',
    );
  });
});
