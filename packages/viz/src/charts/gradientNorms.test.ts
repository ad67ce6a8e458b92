import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { gradientNorms } from './gradientNorms.js';

const series = [
  { name: 'Elman', norms: [0, 1e-320, 1e-40, 1e-20, 1] },
  { name: 'LSTM', norms: [0.1, 0.2, 0.4, 0.8, 1] },
];

test('gradient norms are drawn in every look, zeros as triangles that the subtitle explains', async () => {
  const [english, korean] = await expectEveryLook((options) => gradientNorms({ series, lossStep: 5 }, options));
  expect(english).toContain('▽ at the bottom: exactly 0 (2 of 10)');
  expect(english).toContain('>loss<');
  expect(korean).toContain('맨 아래의 ▽: 정확히 0인 값 (10개 중 2개)');
  expect(korean).toContain('>손실<');
});

test('the description gives the norms at both ends of every series', () => {
  expect(gradientNorms({ series, firstStep: 3 }).description).toBe(
    "Norm of the loss's gradient with respect to the state at each time step, logarithmic. From step 3 to step 7: Elman 0 → 1, LSTM 0.1 → 1. Exactly 0: 2 of 10 values.",
  );
});

test('a network whose gradients are all zero, and one of a single step, are drawn', async () => {
  await expectEveryLook((options) => gradientNorms({ series: [{ name: 'dead', norms: [0, 0, 0] }] }, options));
  await expectEveryLook((options) => gradientNorms({ series: [{ name: 'one', norms: [0.5] }] }, options));
});

test('nothing, or a norm that is negative or not finite, is refused', () => {
  expect(() => gradientNorms({ series: [] })).toThrow('gradientNorms: nothing to draw: series is empty');
  expect(() => gradientNorms({ series: [{ name: 'GRU', norms: [1, -1] }] })).toThrow(
    'gradientNorms: a value cannot be drawn: norms of GRU[1] is -1; expected a number from 0; leave it out or mend what computed it',
  );
  expect(() => gradientNorms({ series: [{ name: 'GRU', norms: [Number.NaN] }] })).toThrow('norms of GRU[0] is NaN');
});
