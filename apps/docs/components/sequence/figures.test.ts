import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { orderMatters, type OrderMattersResult } from '@rekur/experiments';
import { renderSvg } from '@rekur/viz/render';
import { expect, test } from 'vitest';
import { orderMattersData } from './orderMatters.js';
import type { Recorded } from './recorded.js';

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'data', 'order-matters.json'), 'utf8')) as Recorded;
const result = recorded.result as unknown as OrderMattersResult;
const folder = join(import.meta.dirname, 'figures');

/** 640 pixels, and what a telephone leaves. */
const figures = (['en', 'ko'] as const).flatMap((language) => [640, 356].map((width) => ({ language, width, file: `accuracy.${language}.${width}.svg` })));

test.each(figures)('$file is what the experiment draws of the recorded run', async ({ language, width, file }) => {
  const [bars] = orderMatters.figures(result, { language, width });
  const svg = await renderSvg(bars, { idPrefix: `w${width}-` });
  if (process.env['UPDATE_DOCS']) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), `${svg}\n`);
  }
  expect(readFileSync(join(folder, file), 'utf8')).toBe(`${svg}\n`);
});

test('the recorded run was made with the defaults, and the claim held', () => {
  expect(recorded.experiment).toBe(orderMatters.name);
  expect(recorded.options).toEqual(Object.fromEntries(Object.entries(orderMatters.options).map(([name, option]) => [name, option.default])));
  expect(orderMatters.verdict(result).holds).toBe(true);
});

test('the page shows the figures of the run and the cat of the run', () => {
  const data = orderMattersData(recorded);
  const [, recurrent, blind] = orderMatters.table(result);
  const percent = (value: number) => `${value.toFixed(1)} %`;
  expect(data.recurrent.map(percent)).toEqual(recurrent.slice(1));
  expect(data.orderBlind.map(percent)).toEqual(blind.slice(1));
  expect(data.cat).toHaveLength(64 * 64);
});

test('a run without a cat is refused', () => {
  const none = { ...recorded, result: { ...recorded.result, pictures: [] } };
  expect(() => orderMattersData(none)).toThrow("orderMattersData: no cat: the pictures are expected to have one with subject 'cat' as it is; run the experiment again");
});
