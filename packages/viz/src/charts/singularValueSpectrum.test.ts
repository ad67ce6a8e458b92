import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { singularValueSpectrum } from './singularValueSpectrum.js';

const matrices = [
  { name: 'input', values: [0.4, 2, 1] },
  { name: 'recurrent', values: [1.25, 0.5, 0.003, 0] },
];

test('singular values are drawn in every look', async () => {
  await expectEveryLook((options) => singularValueSpectrum({ matrices }, options));
  await expectEveryLook((options) => singularValueSpectrum({ matrices: [matrices[1]], logScale: true }, options));
  await expectEveryLook((options) => singularValueSpectrum({ matrices: [{ name: 'one', values: [3] }] }, options));
});

test('the description names the largest and the smallest of each matrix, whatever the order', () => {
  expect(singularValueSpectrum({ matrices }).description).toBe(
    'Singular values from the largest to the smallest, with their number. input: 2 … 0.4 (3); recurrent: 1.25 … 0 (4).',
  );
});

test('the subtitle names spectral norms, and how many zeros a logarithmic scale leaves out', () => {
  expect(singularValueSpectrum({ matrices }).spec.title).toMatchObject({ subtitle: ['spectral norm input 2, recurrent 1.25'] });
  expect(singularValueSpectrum({ matrices: [matrices[1]], logScale: true }, { language: 'ko' }).spec.title).toMatchObject({ subtitle: ['스펙트럼 노름 1.25 · 0인 값 1개 생략'] });
});

test('no matrices, too many, two of one name, and values below zero are refused', () => {
  expect(() => singularValueSpectrum({ matrices: [] })).toThrow('singularValueSpectrum: nothing to draw: matrices is empty');
  expect(() => singularValueSpectrum({ matrices: Array.from({ length: 9 }, (_, index) => ({ name: `${index}`, values: [1] })) })).toThrow(
    'singularValueSpectrum: too many matrices: 9; 8 at the most can be told apart; draw several figures',
  );
  expect(() => singularValueSpectrum({ matrices: [matrices[0], matrices[0]] })).toThrow("singularValueSpectrum: two matrices of one name: 'input'; different names are expected");
  expect(() => singularValueSpectrum({ matrices: [{ name: 'W', values: [1, -1] }] })).toThrow('singularValueSpectrum: a value cannot be drawn: W[1] is -1');
});
