import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyExperiment, ExperimentRun } from '@rekur/experiments';
import { writeWhole } from '@rekur/experiments/node';
import { type Language, say } from '@rekur/viz';
import { drawFigures } from '../figures/drawFigures.js';
import { htmlPage, type Picture } from '../report/page.js';
import { reportSection } from './reportSections.js';
import { words } from './words.js';

/** Where a run leaves what: everything of one experiment in a folder of its name. */
export function placesOf(out: string, name: string): { readonly folder: string; readonly parts: string; readonly figures: string; readonly result: string; readonly report: string } {
  const folder = join(out, name);
  return { folder, parts: join(folder, 'parts'), figures: join(folder, 'figures'), result: join(folder, 'result.json'), report: join(folder, 'report.html') };
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
  const drawn = await drawFigures((options) => experiment.figures(run.result, options), language, (name, content) => write(join(places.figures, name), content));
  await write(places.report, htmlPage({ title: say(experiment.title, language), language, sections: [{ ...reportSection(experiment, run, drawn, language), heading: say(words.result, language) }] }));
  return paths;
}
