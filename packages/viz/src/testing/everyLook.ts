import { expect } from 'vitest';
import type { Figure, FigureOptions } from '../figure.js';
import { renderSvg } from '../render/index.js';
import { expectValidSpec } from './validSpec.js';

const looks: readonly (FigureOptions & { readonly width: number })[] = [
  { mode: 'light', language: 'en', width: 640 },
  { mode: 'dark', language: 'ko', width: 640 },
  { mode: 'dark', language: 'en', width: 340 },
  { mode: 'light', language: 'ko', width: 340 },
];

/** Draws a figure in both modes and languages, wide and narrow: valid, without a warning of Vega, no wider than asked. Gives the SVGs. */
export async function expectEveryLook(draw: (options: FigureOptions) => Figure): Promise<readonly string[]> {
  const drawings: string[] = [];
  for (const look of looks) {
    const figure = draw(look);
    if (figure.kind === 'chart') expectValidSpec(figure);
    const svg = await renderSvg(figure);
    const [, width] = /<svg[^>]* width="([\d.]+)"/.exec(svg) ?? [];
    expect(Number(width), `${figure.id}: pixels of ${JSON.stringify(look)}`).toBeLessThanOrEqual(look.width);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    drawings.push(svg);
  }
  return drawings;
}
