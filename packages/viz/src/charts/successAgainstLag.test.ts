import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { successAgainstLag } from './successAgainstLag.js';

const lags = [10, 100, 1000];
const cells = [
  { name: 'Elman', success: [1, 0, 0], sequences: [30000, null, null] },
  { name: 'LSTM', success: [1, 1, 0.7], sequences: [2500, 8000, 35000] },
];

test('success and sequences needed are drawn in every look, the paper beside them', async () => {
  const paper = { name: 'Hochreiter & Schmidhuber', lags: [100, 1000], sequences: [30000, 49000] };
  const [english, korean] = await expectEveryLook((options) => successAgainstLag({ lags, cells, seeds: 10, paper }, options));
  for (const words of ['seeds that learned it', 'sequences needed', 'time lag in steps', '10 seeds for each cell and lag']) expect(english).toContain(`>${words}<`);
  for (const words of ['학습에 성공한 시드', '필요한 시퀀스 수', '셀과 지연마다 시드 10개']) expect(korean).toContain(`>${words}<`);
});

test('success alone is one panel', async () => {
  const [english] = await expectEveryLook((options) => successAgainstLag({ lags, cells: cells.map(({ name, success }) => ({ name, success })) }, options));
  expect(english).not.toContain('sequences needed');
  expect(english).toContain('>1,000<');
});

test('the description says how far each cell got', () => {
  expect(successAgainstLag({ lags, cells: [...cells, { name: 'none', success: [0, 0, 0] }] }).description).toBe(
    'Share of seeds that learned the task against its time lag, 10, 100, 1000 steps. Elman: by every seed up to lag 10, 0% at the longest; LSTM: by every seed up to lag 100, 70% at the longest; none: at no lag by every seed, 0% at the longest.',
  );
});

test('ragged data, a lag of zero and a share above one are refused', () => {
  expect(() => successAgainstLag({ lags, cells: [] })).toThrow('successAgainstLag: nothing to draw: cells is empty');
  expect(() => successAgainstLag({ lags, cells: [{ name: 'GRU', success: [1] }] })).toThrow('success of GRU has 1 items; expected 3, one for each of the lags');
  expect(() => successAgainstLag({ lags: [0, 1, 2], cells })).toThrow('lags[0] is 0');
  expect(() => successAgainstLag({ lags: [1], cells: [{ name: 'GRU', success: [1.5] }] })).toThrow('success of GRU[0] is 1.5; expected a number from 0 to 1');
  expect(() => successAgainstLag({ lags, cells, paper: { name: 'P', lags: [1], sequences: [] } })).toThrow('sequences of P has 0 items; expected 1');
});
