import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '@rekur/experiments/node';
import type { Figure, FigureOptions, Language } from '@rekur/viz';
import { renderPng } from '@rekur/viz/png';
import { renderSvg } from '@rekur/viz/render';
import type { Picture } from '../report/page.js';

/** A figure drawn for light and for dark pages. */
export interface DrawnFigure {
  readonly figure: Figure;
  readonly light: Picture;
  readonly dark: Picture;
  /** A chart drawn for a narrow page. */
  readonly narrow?: { readonly light: Picture; readonly dark: Picture };
}

/** SVG of more characters than this goes into a page as PNG: a heat map is many squares. */
const LARGEST_SVG = 200_000;

/** Of a page of 390 pixels what is left between the margins. */
const NARROW = 358;

/** Draws figures in the colours of both modes, charts for narrow pages too; `figuresFor` must give the same ones in the same order each time. */
export async function drawFigures(figuresFor: (options: FigureOptions) => readonly Figure[], language: Language): Promise<DrawnFigure[]> {
  const [light, dark, narrowLight, narrowDark] = [{}, { mode: 'dark' }, { width: NARROW }, { mode: 'dark', width: NARROW }].map((look) => figuresFor({ ...look, language } as FigureOptions));
  const drawn: DrawnFigure[] = [];
  for (const [index, figure] of light.entries()) {
    const narrow = figure.kind === 'chart' && { light: await pictureOf(narrowLight[index]), dark: await pictureOf(narrowDark[index]) };
    drawn.push({ figure, light: await pictureOf(figure), dark: await pictureOf(dark[index]), ...(narrow && { narrow }) });
  }
  return drawn;
}

async function pictureOf(figure: Figure): Promise<Picture> {
  const svg = await renderSvg(figure);
  return svg.length > LARGEST_SVG ? renderPng(svg) : svg;
}

/** Writes figures as `<folder>/<id>.<mode>.svg` and `.png`, and gives the paths. */
export async function writeFigures(folder: string, figures: readonly Figure[], mode: 'light' | 'dark'): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const figure of figures) {
    const svg = await renderSvg(figure);
    const path = join(folder, `${figure.id}.${mode}`);
    await writeWhole(`${path}.svg`, svg);
    await writeWhole(`${path}.png`, await renderPng(svg));
    paths.push(`${path}.svg`, `${path}.png`);
  }
  return paths;
}
