import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnyExperiment, type ExperimentRun, experiments, versionOf } from '@rekur/experiments';
import { writeWhole } from '@rekur/experiments/node';
import { describe } from '@rekur/tensor';
import { type Language, say } from '@rekur/viz';
import { z } from 'zod';
import { CliError, systemReason } from '../errors.js';
import { drawFigures } from '../figures/drawFigures.js';
import { htmlPage, type PageSection } from '../report/page.js';
import { reportSection } from './reportSections.js';
import { placesOf } from './resultFiles.js';
import { words } from './words.js';

const runSchema = z.object({
  experiment: z.string(),
  version: z.string(),
  options: z.record(z.string(), z.json()),
  seeds: z.int(),
  result: z.json(),
});

/** What became of the results in a folder. */
export interface Report {
  readonly path: string;
  readonly experiments: readonly string[];
  /** Results that could not be shown, each with the reason. */
  readonly left: readonly string[];
}

/**
 * Writes one page with the results of every experiment that was run.
 * @throws CliError where there is none, or a folder that cannot be read
 */
export async function writeReport(out: string, language: Language): Promise<Report> {
  const folders = await foldersIn(out);
  const sections: PageSection[] = [];
  const shown: string[] = [];
  const left: string[] = [];
  for (const experiment of Object.values(experiments).filter(({ name }) => folders.includes(name))) {
    const { result: path } = placesOf(out, experiment.name);
    const run = await readRun(path, experiment);
    if (typeof run === 'string') {
      left.push(`${experiment.name}: ${run}`);
      continue;
    }
    sections.push(reportSection(experiment, run, await drawFigures((options) => experiment.figures(run.result, options), language), language));
    shown.push(experiment.name);
  }
  if (sections.length === 0) {
    const given = left.length > 0 ? left.join('; ') : `${JSON.stringify(out)} has no result of an experiment`;
    throw new CliError(describe('experiment report', 'no results', given, 'a folder that rekur experiment run wrote is expected', 'run an experiment first: rekur experiment list'));
  }
  const path = join(out, 'report.html');
  await writeWhole(path, htmlPage({ title: `Rekur: ${say(words.experiments, language)}`, language, sections }));
  return { path, experiments: shown, left };
}

/** The run that a file holds, or why it cannot be shown. */
async function readRun(path: string, experiment: AnyExperiment): Promise<ExperimentRun | string> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return `${path} is not JSON`;
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'the run is not finished' : `${path} gives ${systemReason(error)}`;
  }
  const parsed = runSchema.safeParse(json);
  if (!parsed.success || parsed.data.experiment !== experiment.name) return `${path} is no result of it`;
  const { version } = parsed.data;
  if (version !== versionOf(experiment)) return `its result is of version ${version}, this is ${versionOf(experiment)}: run it again`;
  return parsed.data;
}

async function foldersIn(out: string): Promise<string[]> {
  try {
    return (await readdir(out, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (cause) {
    const given = `${JSON.stringify(out)} gives ${systemReason(cause)}`;
    throw new CliError(describe('experiment report', 'cannot read the results', given, 'a folder that rekur experiment run wrote is expected', 'name it behind report'), { cause });
  }
}
