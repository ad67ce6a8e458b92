import { describe, expect, test } from 'vitest';
import { chart } from '../chart.js';
import { trainingCurves } from '../charts/trainingCurves.js';
import type { ChartFigure, DrawingFigure } from '../figure.js';
import { unrolledNetwork } from '../diagrams/unrolledNetwork.js';
import { renderSvg } from './index.js';
import { renderPng } from './png.js';
import { measureTextWidth } from './textWidth.js';

const figure = trainingCurves({ curves: [{ name: 'training', steps: [0, 10, 20], values: [3, 2, 1] }], learningRate: { name: 'rate', steps: [0, 20], values: [0.1, 0] } });

describe('SVG', () => {
  test('has the title and the description of its figure, and scales', async () => {
    const svg = await renderSvg({ ...figure, title: 'A & B', description: 'x < "y"' });
    expect(svg).toMatch(/^<svg role="img" aria-labelledby="training-curves-title training-curves-description" style="max-width: 100%; height: auto" /);
    expect(svg).toContain('<title id="training-curves-title">A &amp; B</title><desc id="training-curves-description">x &lt; &quot;y&quot;</desc>');
    expect(svg).toMatch(/ width="(\d+)" height="(\d+)" viewBox="0 0 \1 \2"/);
  });

  test('of the same figure is the same text every time', async () => {
    expect(await renderSvg(figure)).toBe(await renderSvg(figure));
  });

  test('names every id after its figure, and refers to no other', async () => {
    const svg = await renderSvg({ ...figure, id: 'figure 1: loss' });
    const ids = [...svg.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    const references = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
    expect(references.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^figure-1-loss-/);
    for (const reference of references) expect(ids).toContain(reference);
  });

  test('begins every id with a prefix, of a chart as of a drawing', async () => {
    const unrolled = unrolledNetwork({ steps: 3 });
    for (const each of [figure, unrolled]) {
      const [plain, prefixed] = [await renderSvg(each), await renderSvg(each, { idPrefix: 'second-' })];
      const ids = (svg: string): string[] => [...svg.matchAll(/ (?:id|aria-labelledby)="([^"]+)"|url\(#([^)]+)\)/g)].flatMap(([, names, reference]) => (names ?? reference).split(' '));
      expect(ids(plain).length).toBeGreaterThan(2);
      expect(ids(prefixed)).toEqual(ids(plain).map((id) => `second-${id}`));
    }
    expect(await renderSvg(unrolled, { idPrefix: 'second-' })).toBe(unrolledNetwork({ steps: 3 }, { idPrefix: 'second-' }).svg);
    await expect(renderSvg(figure, { idPrefix: '2' })).rejects.toThrow("renderSvg: not the beginning of an id: idPrefix is '2'; letters, digits, - and _, a letter first, are expected");
  });

  test('shortens a label to its limit, measured as it is drawn, and gives it no more room', async () => {
    const limited = (labelLimit: number): ChartFigure => {
      const y = { field: 'name', type: 'nominal', title: null, axis: { labelLimit } } as const;
      return chart({ id: 'limit', title: 't', description: 'd', spec: { data: { values: [{ name: '은닉층의 은닉 상태' }] }, height: 60, mark: 'point', encoding: { y } } });
    };
    // 8 syllables and two spaces: 85.9 pixels.
    expect(await renderSvg(limited(90))).toContain('>은닉층의 은닉 상태<');
    expect(await renderSvg(limited(60))).toContain('>은닉층의 …<');
    const plotLeft = async (limit: number): Promise<number> => Number(/translate\(([\d.]+)/.exec(await renderSvg(limited(limit)))?.[1]);
    expect((await plotLeft(90)) - (await plotLeft(60))).toBeCloseTo(25, -1);
  });

  test('leaves out characters that XML cannot hold, and takes dollar signs as they are', async () => {
    const svg = await renderSvg({ ...figure, description: "a\u0000b\u001b $& $1 $'" });
    expect(svg).toContain(">ab $&amp; $1 $'</desc>");
  });

  test('of a drawing is the drawing', async () => {
    const drawing: DrawingFigure = { kind: 'drawing', id: 'd', title: 'D', description: 'D', svg: '<svg></svg>', width: 1, height: 1 };
    expect(await renderSvg(drawing)).toBe('<svg></svg>');
  });

  test('is refused where Vega-Lite warns, with the name of the figure', async () => {
    const warned = chart({ id: 'bad', title: 't', description: 'd', spec: { data: { values: [{ a: 1 }] }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative', scale: { type: 'band' } } } } });
    await expect(renderSvg(warned)).rejects.toThrow('renderSvg: Vega-Lite warns of bad:');
  });

  test('breaks a long title into lines that fit', async () => {
    const long: ChartFigure = chart({ id: 'long', title: 'A title that goes on and on and on until it is wider than the figure that it stands on', description: 'd', spec: { data: { values: [] }, mark: 'point' } }, { width: 340 });
    expect(await renderSvg(long)).toMatch(/ width="340"/);
  });
});

describe('the width of a text', () => {
  test('is the sum of the advances of Noto Sans KR', () => {
    expect(measureTextWidth('A', 1000)).toBe(608);
    expect(measureTextWidth('loss', 10)).toBeCloseTo(10 * (0.284 + 0.606 + 0.468 + 0.468), 10);
    expect(measureTextWidth('은닉 상태', 10)).toBeCloseTo(10 * (4 * 0.92 + 0.224), 10);
    expect(measureTextWidth('', 12)).toBe(0);
  });

  test('counts a character beyond the basic plane once', () => {
    expect(measureTextWidth('😀', 10)).toBe(10);
  });
});

describe('PNG', () => {
  /** Width and height from the header of a PNG file. */
  function sizeOf(png: Uint8Array): [number, number] {
    const view = new DataView(png.buffer, png.byteOffset);
    return [view.getUint32(16), view.getUint32(20)];
  }

  test('has two pixels for each of the figure unless told otherwise', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><text x="2" y="15">은닉 h</text></svg>';
    const png = await renderPng(svg);
    expect([...png.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(sizeOf(png)).toEqual([80, 40]);
    expect(sizeOf(await renderPng(svg, { scale: 1 }))).toEqual([40, 20]);
  });

  test('of a chart is as large as the chart', async () => {
    const svg = await renderSvg(figure);
    const [, width, height] = / width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect(sizeOf(await renderPng(svg, { scale: 1 }))).toEqual([Number(width), Number(height)]);
  });

  test('is refused for what is not SVG', async () => {
    await expect(renderPng('no picture')).rejects.toThrow();
  });
});
