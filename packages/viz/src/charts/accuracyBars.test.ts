import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { accuracyBars } from './accuracyBars.js';

const bars = [
  { model: 'LSTM', accuracy: 0.982 },
  { model: 'logistic regression', accuracy: 0.9 },
];
const groups = [{ name: 'in order', bars }, { name: 'shuffled', bars: [{ model: 'LSTM', accuracy: 1 }] }];

test('bars are drawn in every look, with their numbers, names and chance', async () => {
  const [english, korean] = await expectEveryLook((options) => accuracyBars({ groups, chance: 0.1 }, options));
  for (const words of ['98.2%', '90.0%', '100.0%', 'logistic regression', 'in order', 'shuffled', 'chance 10%', 'accuracy on the test set']) expect(english).toContain(`>${words}<`);
  for (const words of ['우연 수준 10%', '테스트 정확도', '모델별 정확도']) expect(korean).toContain(`>${words}<`);
});

test('a name that is longer than its room is shortened', async () => {
  const [english] = await expectEveryLook((options) => accuracyBars({ groups: [{ name: 'g', bars: [{ model: 'a model with a name that is very much longer than anybody would wish for', accuracy: 0.5 }] }] }, options));
  expect(english).toMatch(/>a model with[^<]*…</);
});

test('the description lists every number', () => {
  expect(accuracyBars({ groups, chance: 0.1 }).description).toBe(
    'Accuracy on the test set. in order: LSTM 98.2%, logistic regression 90%; shuffled: LSTM 100%. Guessing gives 10%.',
  );
});

test('nothing, or an accuracy in per cent, is refused', () => {
  expect(() => accuracyBars({ groups: [] })).toThrow('accuracyBars: nothing to draw: groups is empty');
  expect(() => accuracyBars({ groups: [{ name: 'g', bars: [] }] })).toThrow('bars of g is empty');
  expect(() => accuracyBars({ groups: [{ name: 'g', bars: [{ model: 'GRU', accuracy: 97 }] }] })).toThrow('bars of g[0] is 97; expected a number from 0 to 1');
});
