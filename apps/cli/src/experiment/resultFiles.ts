import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyExperiment, ExperimentRun } from '@rekur/experiments';
import { writeWhole } from '@rekur/experiments/node';
import { type Figure, type Language, say } from '@rekur/viz';
import { renderPng } from '@rekur/viz/png';
import { renderSvg } from '@rekur/viz/render';
import { htmlPage, type Picture } from '../report/page.js';
import { type DrawnFigure, reportSection } from './reportSections.js';
import { words } from './words.js';

/** Where a run leaves what: everything of one experiment in a folder of its name. */
export function placesOf(out: string, name: string): { readonly folder: string; readonly parts: string; readonly figures: string; readonly result: string; readonly report: string } {
  const folder = join(out, name);
  return { folder, parts: join(folder, 'parts'), figures: join(folder, 'figures'), result: join(folder, 'result.json'), report: join(folder, 'report.html') };
}

/** SVG of more characters than this goes into a page as PNG: the pixels of a picture are many squares. */
const LARGEST_SVG = 200_000;

/** Pixels: what a telephone of 390 leaves beside the margins. */
const NARROW_WIDTH = 356;

/** Draws the figures of a run, for light and for dark pages; `write` keeps each as a file. */
export async function drawFigures(experiment: AnyExperiment, { result }: ExperimentRun, language: Language, write?: (name: string, content: Picture) => Promise<void>): Promise<DrawnFigure[]> {
  const draw = async (mode: 'light' | 'dark', width?: number): Promise<readonly { readonly figure: Figure; readonly picture: Picture }[]> => {
    const drawn: { readonly figure: Figure; readonly picture: Picture }[] = [];
    for (const figure of experiment.figures(result, { mode, language, ...(width !== undefined && { width }) })) {
      // A drawing only shrinks.
      if (width !== undefined && figure.kind === 'drawing') continue;
      const svg = await renderSvg(figure);
      const isLarge = svg.length > LARGEST_SVG;
      const keep = width === undefined ? write : undefined;
      const png = isLarge || keep ? await renderPng(svg) : undefined;
      await keep?.(`${figure.id}.${mode}.svg`, svg);
      if (png) await keep?.(`${figure.id}.${mode}.png`, png);
      drawn.push({ figure, picture: isLarge && png ? png : svg });
    }
    return drawn;
  };
  const [light, dark, narrowLight, narrowDark] = [await draw('light'), await draw('dark'), await draw('light', NARROW_WIDTH), await draw('dark', NARROW_WIDTH)];
  const find = (drawn: typeof light, id: string): Picture | undefined => drawn.find(({ figure }) => figure.id === id)?.picture;
  return light.map(({ figure, picture }) => {
    const narrow = { light: find(narrowLight, figure.id), dark: find(narrowDark, figure.id) };
    return {
      figure,
      light: picture,
      dark: find(dark, figure.id) ?? picture,
      ...(narrow.light !== undefined && narrow.dark !== undefined && { narrow: { light: narrow.light, dark: narrow.dark } }),
    };
  });
}

/** Writes result.json, the figures and report.html, and gives their paths. */
export async function writeResult(out: string, experiment: AnyExperiment, run: ExperimentRun, language: Language): Promise<readonly string[]> {
  const places = placesOf(out, experiment.name);
  const paths: string[] = [];
  const write = async (path: string, content: Picture): Promise<void> => {
    await writeWhole(path, content);
    paths.push(path);
  };
  await write(places.result, `${JSON.stringify(run, null, 1)}\n`);
  // Figures of a run with other options are not left beside the new ones.
  await rm(places.figures, { recursive: true, force: true });
  const drawn = await drawFigures(experiment, run, language, (name, content) => write(join(places.figures, name), content));
  await write(places.report, htmlPage({ title: say(experiment.title, language), language, sections: [{ ...reportSection(experiment, run, drawn, language), heading: say(words.result, language) }] }));
  return paths;
}
