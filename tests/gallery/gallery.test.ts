// Every figure of @rekur/viz has an example, whose specification is valid and as it was, and the page shows what the examples draw.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as viz from '@rekur/viz';
import { renderPng } from '@rekur/viz/png';
import { renderSvg } from '@rekur/viz/render';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../tooling/workspace.mjs';
import { gallery, galleryEntries } from './gallery.js';
import { golden, goldenText, isUpdating } from './goldens.js';
import { figureOf, galleryPage, LARGEST_SVG } from './page.js';
import { results } from './results.js';

const examples = join(import.meta.dirname, 'examples');
const pictures = join(root, 'docs', 'gallery');

test('every figure that the package exports has an example, and every example is in the gallery', () => {
  const noFigures = ['say', 'elmanFrames', 'eigenvalues', 'hierarchicalClusters', 'principalComponents', 'projectOnto', 'singularValues', 'FigureError'];
  const figures = Object.entries(viz).flatMap(([name, value]) => (typeof value === 'function' && !noFigures.includes(name) ? [name] : []));
  const files = readdirSync(examples).map((file) => file.replace('.ts', ''));
  expect(figures.filter((name) => !files.includes(name))).toEqual([]);
  expect(galleryEntries.map(({ name }) => name).sort()).toEqual(files.sort());
  for (const name of files) expect(readFileSync(join(examples, `${name}.ts`), 'utf8')).toContain(`export function ${name}Example(`);
});

describe('a chart', () => {
  type Validate = ((value: unknown) => boolean) & { readonly errors?: unknown };
  let validate: Validate;

  beforeAll(() => {
    // As the package itself checks its charts: with its own schema, and its own reader of schemas.
    const require = createRequire(join(root, 'packages', 'viz', 'package.json'));
    const { Ajv } = require('ajv') as { Ajv: new (options: object) => { compile: (schema: object) => Validate } };
    const schema = JSON.parse(readFileSync(require.resolve('vega-lite/vega-lite-schema.json'), 'utf8')) as object;
    validate = new Ajv({ strict: false, validateFormats: false, validateSchema: false, inlineRefs: false, code: { optimize: false } }).compile(schema);
  });

  test.each(galleryEntries)('$name is valid Vega-Lite in both modes and languages, wide and narrow', ({ draw }) => {
    for (const mode of ['light', 'dark'] as const) {
      for (const language of ['en', 'ko'] as const) {
        for (const width of [640, 340]) {
          const figure = draw(results, { mode, language, width });
          // Through JSON, as the specification travels.
          const isValid = figure.kind === 'drawing' || validate(JSON.parse(JSON.stringify(figure.spec)));
          expect(isValid ? [] : validate.errors).toEqual([]);
          expect(/[가-힣]/.test(figure.title), figure.title).toBe(language === 'ko');
        }
      }
    }
  });
});

test.each(galleryEntries)('$name is drawn as it was', ({ name, draw }) => {
  const figure = draw(results, {});
  const found = figure.kind === 'chart' ? goldenText(figure) : goldenText({ ...figure, svg: figure.svg.replaceAll('><', '>\n<').split('\n') });
  expect(found).toBe(golden(join(import.meta.dirname, 'goldens', `${name}.json`), found));
});

describe('docs/gallery.md', () => {
  test('shows pictures of every entry, in light and dark', async () => {
    if (isUpdating) await writePictures();
    const expected = galleryEntries.flatMap((entry) => (['light', 'dark'] as const).map((mode) => `${entry.name}.${mode}.${formatOf(entry)}`));
    expect(readdirSync(pictures).sort()).toEqual(expected.sort());
    for (const file of expected) expect(readFileSync(join(pictures, file)).byteLength, file).toBeLessThanOrEqual(2 * LARGEST_SVG);
  });

  test('shows what the examples draw', async () => {
    const entry = galleryEntries.filter((each) => formatOf(each) === 'svg');
    for (const each of entry) {
      const picture = readFileSync(join(pictures, `${each.name}.light.svg`), 'utf8');
      expect(numbersRounded(picture), each.name).toBe(numbersRounded(await renderSvg(figureOf(each, 'light'))));
    }
  }, 120_000);

  test('is what the examples generate', () => {
    const found = galleryPage(formatOf);
    expect(found).toBe(golden(join(root, 'docs', 'gallery.md'), found));
    expect(found.match(/^### /gm)).toHaveLength(gallery.flatMap(({ entries }) => entries).length);
  });
});

/** As the pictures that are there are kept. */
function formatOf({ name }: { readonly name: string }): 'svg' | 'png' {
  return existsSync(join(pictures, `${name}.light.png`)) ? 'png' : 'svg';
}

/** To one decimal: what is drawn, not how a processor rounds. */
function numbersRounded(svg: string): string {
  return svg.replaceAll(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10 || 0));
}

async function writePictures(): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const entry of galleryEntries) {
    const drawn = await Promise.all((['light', 'dark'] as const).map(async (mode) => ({ mode, svg: await renderSvg(figureOf(entry, mode)) })));
    const isLarge = drawn.some(({ svg }) => svg.length > LARGEST_SVG);
    for (const { mode, svg } of drawn) writeFileSync(join(pictures, `${entry.name}.${mode}.${isLarge ? 'png' : 'svg'}`), isLarge ? await renderPng(svg) : svg);
  }
}
