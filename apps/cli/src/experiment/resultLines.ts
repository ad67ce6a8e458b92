import type { AnyExperiment, ExperimentRun } from '@rekur/experiments';
import type { Language } from '@rekur/viz';
import { say } from '@rekur/viz';
import type { Colors } from '../io.js';
import { table } from '../terminal/table.js';
import { shortPaper, words } from './words.js';

/** A result where people read it: what was claimed, the table, the verdict. */
export function resultLines(experiment: AnyExperiment, { result }: ExperimentRun, language: Language, colors: Colors): string[] {
  const { holds, lines } = experiment.verdict(result);
  const shown = say(holds ? words.holds : words.fails, language);
  return [
    `${colors.bold(say(experiment.title, language))} (${shortPaper(experiment)})`,
    say(experiment.claim, language),
    '',
    ...table(experiment.table(result, language)),
    '',
    holds ? colors.green(shown) : colors.red(shown),
    ...lines.map((line) => `  ${say(line, language)}`),
  ];
}
