// Every figure as Chromium draws it: no text is cut off, stands on another or is too faint. The check itself is tested first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellFromDescription, cells } from '@rekur/rnn';
import { cellDiagram, type Figure, type FigureOptions } from '@rekur/viz';
import { renderSvg } from '@rekur/viz/render';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../browser/chromium.js';
import { galleryEntries } from './gallery.js';
import { results } from './results.js';
import { textFaults } from './textFaults.js';

const rules = { tolerance: 1, contrast: 4.5 };
const font = readFileSync(join(import.meta.dirname, '..', '..', 'packages', 'viz', 'fonts', 'NotoSansKR-Regular.subset.ttf')).toString('base64');

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
});

/** What is wrong with the texts of some drawings, each fault after its drawing's name. */
async function faultsOf(drawings: readonly { readonly name: string; readonly svg: string }[]): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  const face = `@font-face { font-family: 'Noto Sans KR'; src: url(data:font/ttf;base64,${font}); }`;
  await page.setContent(`<!doctype html><style>${face} body { margin: 20px } svg { display: block; margin-bottom: 40px }</style>${drawings.map(({ svg }) => svg).join('')}`);
  const loaded = await page.evaluate(async () => {
    await document.fonts.load("11px 'Noto Sans KR'");
    return document.fonts.check("11px 'Noto Sans KR'");
  });
  expect(loaded).toBe(true);
  expect(await page.locator('body > svg').count()).toBe(drawings.length);
  const faults = await page.evaluate(textFaults, rules);
  await page.close();
  return faults.map(({ drawing, fault }) => `${drawings[drawing].name}: ${fault}`);
}

describe('the check', () => {
  const text = (x: number, y: number, words: string, more = 'fill="#000000"'): string => `<text x="${x}" y="${y}" font-size="12" font-family="Noto Sans KR" ${more}>${words}</text>`;
  const drawing = (...texts: readonly string[]) => [{ name: 'planted', svg: `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100">${texts.join('')}</svg>` }];

  test('finds nothing wrong with texts that stand side by side and below each other', async () => {
    expect(await faultsOf(drawing(text(10, 20, 'hidden'), text(60, 20, 'state'), text(10, 34, '은닉 상태')))).toEqual([]);
  });

  test('reports two texts that overlap', async () => {
    expect(await faultsOf(drawing(text(10, 20, 'hidden'), text(30, 24, 'state')))).toEqual([expect.stringMatching(/^planted: “hidden” and “state” overlap by \d/)]);
  });

  test('sees a turned text where it is, not in the box around it', async () => {
    const turned = (words: string, x: number) => text(0, 0, words, `fill="#000000" transform="translate(${x},90) rotate(-45)"`);
    expect(await faultsOf(drawing(turned('one label', 40), turned('another label', 60)))).toEqual([]);
    expect(await faultsOf(drawing(turned('one label', 40), text(60, 70, 'on it')))).toEqual([expect.stringContaining('overlap')]);
  });

  test('reports a text that the frame cuts off', async () => {
    expect(await faultsOf(drawing(text(280, 50, 'forget gate')))).toEqual([expect.stringMatching(/^planted: “forget gate” leaves the frame by \d/)]);
    expect(await faultsOf(drawing(text(0, 0, 'gradient norm', 'fill="#000000" transform="translate(20,60) rotate(-90)"')))).toEqual([expect.stringContaining('leaves the frame')]);
  });

  test('reports a text on a picture, whose colours nobody knows', async () => {
    const picture = '<image x="10" y="10" width="30" height="20" href="data:image/png;base64,"/>';
    expect(await faultsOf(drawing(picture, text(14, 25, 'as')))).toEqual(['planted: “as” stands on a picture']);
    expect(await faultsOf(drawing(picture, text(14, 42, 'as it is')))).toEqual([]);
  });

  test('reports a faint text on the page, on a shape, and on half a shape', async () => {
    expect(await faultsOf(drawing(text(10, 20, 'faint', 'fill="#999999"')))).toEqual(['planted: “faint” has a contrast of 2.85']);
    const square = '<rect x="10" y="10" width="30" height="20" fill="#222222" fill-opacity="0.8"/>';
    expect(await faultsOf(drawing(square, text(12, 25, 'dark')))).toEqual([expect.stringContaining('has a contrast of')]);
    expect(await faultsOf(drawing(square, text(12, 25, 'half of it')))).toEqual([expect.stringContaining('has a contrast of')]);
    expect(await faultsOf(drawing(text(12, 25, 'before it'), square.replace('0.8', '0.01')))).toEqual([]);
  });
});

const looks: readonly Required<FigureOptions>[] = [
  { mode: 'light', language: 'en', width: 640 },
  { mode: 'light', language: 'ko', width: 640 },
  { mode: 'dark', language: 'en', width: 640 },
  { mode: 'dark', language: 'ko', width: 640 },
  { mode: 'light', language: 'en', width: 340 },
  { mode: 'dark', language: 'ko', width: 340 },
];

/** Every cell that the library has, whatever the gallery shows. */
const cellFigures = (options: FigureOptions): Figure[] =>
  Object.keys(cells).map((name) => {
    const { states, gates } = cellFromDescription({ name });
    return cellDiagram({ name, states, gates }, options);
  });

test.each(looks)('no text of a figure is cut off, covered or faint: $mode, $language, $width pixels', async (look) => {
  const examples = galleryEntries.map(({ name, draw }) => ({ name, figure: draw(results, look) }));
  const all = [...examples, ...cellFigures(look).map((figure) => ({ name: figure.id, figure }))];
  // A drawing is the same at every width, only smaller.
  const shown = all.filter(({ figure }) => look.width === 640 || figure.kind === 'chart');
  const drawings = await Promise.all(shown.map(async ({ name, figure }, index) => ({ name, svg: await renderSvg(figure, { idPrefix: `figure-${index}-` }) })));
  expect(await faultsOf(drawings)).toEqual([]);
}, 120_000);
