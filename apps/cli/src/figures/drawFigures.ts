import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '@rekur/experiments/node';
import type { Figure, FigureOptions, Language, Mode } from '@rekur/viz';
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
const NARROW = 356;

/** Keeps a figure as a file. */
export type KeepFigure = (name: string, content: Picture) => Promise<void>;

/**
 * Draws figures in the colours of both modes, charts for narrow pages too; a drawing would only shrink. `figuresFor` must give the same
 * ones in the same order each time; `keep` is given each at its full width, as `<id>.<mode>.svg` and `.png`.
 */
export async function drawFigures(figuresFor: (options: FigureOptions) => readonly Figure[], language: Language, keep?: KeepFigure): Promise<DrawnFigure[]> {
  const look = (mode: Mode, width?: number): readonly Figure[] => figuresFor({ mode, language, ...(width !== undefined && { width }) });
  const [light, dark, narrowLight, narrowDark] = [look('light'), look('dark'), look('light', NARROW), look('dark', NARROW)];
  const drawn: DrawnFigure[] = [];
  for (const [index, figure] of light.entries()) {
    const narrow = figure.kind === 'chart' && { light: await pictureOf(narrowLight[index]), dark: await pictureOf(narrowDark[index]) };
    drawn.push({ figure, light: await kept(figure, 'light', keep), dark: await kept(dark[index], 'dark', keep), ...(narrow && { narrow }) });
  }
  return drawn;
}

async function pictureOf(figure: Figure): Promise<Picture> {
  const svg = await renderSvg(figure);
  return svg.length > LARGEST_SVG ? renderPng(svg) : svg;
}

/** As `pictureOf`, drawn once for page and files. */
async function kept(figure: Figure, mode: Mode, keep: KeepFigure | undefined): Promise<Picture> {
  if (!keep) return pictureOf(figure);
  const svg = await renderSvg(figure);
  const png = await renderPng(svg);
  await keep(`${figure.id}.${mode}.svg`, svg);
  await keep(`${figure.id}.${mode}.png`, png);
  return svg.length > LARGEST_SVG ? png : svg;
}

/** Writes figures as `<folder>/<id>.<mode>.svg` and `.png`, and gives the paths. */
export async function writeFigures(folder: string, figures: readonly Figure[], mode: Mode): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const figure of figures) {
    await kept(figure, mode, async (name, content) => {
      const path = join(folder, name);
      await writeWhole(path, content);
      paths.push(path);
    });
  }
  return paths;
}
