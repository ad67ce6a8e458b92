import { expect, test } from 'vitest';
import { TEXT_CONTRAST, colorAt, contrastRatio } from '../contrast.js';
import { expectEveryLook } from '../testing/everyLook.js';
import { themes } from '../theme.js';
import { confusionMatrix } from './confusionMatrix.js';

const classes = ['vowel', 'stop', 'nasal'];
const counts = [[80, 15, 5], [0, 4, 0], [0, 0, 0]];
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const large = letters.map((_, row) => letters.map((__, column) => (row === column ? 1200 + row : (row * column) % 7)));

test('matrices are drawn in every look, from two classes to 26', async () => {
  await expectEveryLook((options) => confusionMatrix({ classes, counts }, options));
  await expectEveryLook((options) => confusionMatrix({ classes, counts, show: 'shares' }, options));
  await expectEveryLook((options) => confusionMatrix({ classes: letters, counts: large }, options));
  await expectEveryLook((options) => confusionMatrix({ classes: ['yes', 'no'], counts: [[1, 0], [0, 1]] }, options));
});

test('every number has enough contrast on its field, in both modes', () => {
  for (const mode of ['light', 'dark'] as const) {
    const { spec } = confusionMatrix({ classes, counts }, { mode });
    const [plot] = (spec as unknown as { vconcat: { layer: { data: { values: { share: number; ink: string }[] } }[] }[] }).vconcat;
    const fields = plot.layer[1].data.values;
    expect(fields).toHaveLength(4);
    for (const { share, ink } of fields) expect(contrastRatio(ink, colorAt(themes[mode].sequential, share))).toBeGreaterThanOrEqual(TEXT_CONTRAST);
  }
});

test('recall of each class stands at the side, a dash for one that never came', async () => {
  const [svg] = await expectEveryLook((options) => confusionMatrix({ classes, counts }, options));
  for (const recall of ['80%', '100%', '–']) expect(svg).toContain(`>${recall}</text>`);
});

test('the description tells accuracy and the most frequent mistake', () => {
  expect(confusionMatrix({ classes, counts }).description).toBe('Confusion matrix of 3 classes: accuracy 80.8% of 104. Most often mistaken: vowel for stop, 15 of 100.');
  expect(confusionMatrix({ classes: ['a', 'b'], counts: [[1, 0], [0, 1]] }, { language: 'ko' }).description).toBe(
    '클래스 2개의 혼동 행렬. 전체 2개 중 정확도 100%. 다른 클래스로 잘못 분류된 경우는 없다.',
  );
});

test('one class, 27, two of one name, ragged rows and counts of nothing are refused', () => {
  expect(() => confusionMatrix({ classes: ['a'], counts: [[1]] })).toThrow('confusionMatrix: number of classes out of range: 1; 2 to 26 are expected');
  expect(() => confusionMatrix({ classes: [...letters, 'ä'], counts: [] })).toThrow('confusionMatrix: number of classes out of range: 27; 2 to 26 are expected');
  expect(() => confusionMatrix({ classes: ['a', 'a'], counts: [] })).toThrow("confusionMatrix: two classes of one name: 'a'; different names are expected");
  expect(() => confusionMatrix({ classes: ['a', 'b'], counts: [[1, 2], [3]] })).toThrow('confusionMatrix: ragged data: row 1 of counts has 1 items; expected 2');
  expect(() => confusionMatrix({ classes: ['a', 'b'], counts: [[0, 0], [0, 0]] })).toThrow('confusionMatrix: nothing to draw: all counts are 0; at least one above 0 is expected');
});
