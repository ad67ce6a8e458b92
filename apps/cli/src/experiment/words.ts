import type { AnyExperiment, ExperimentRun, Json } from '@rekur/experiments';
import type { Language, Words } from '@rekur/viz';
import { say } from '@rekur/viz';
import { flagOf, shownValue } from './flags.js';

/** What results are called, on a terminal and in a report. */
export const words = {
  holds: { en: '✓ seen here', ko: '✓ 여기서 확인됨' },
  fails: { en: '✗ not seen here', ko: '✗ 여기서 확인되지 않음' },
  options: { en: 'Options', ko: '옵션' },
  seeds: { en: 'seeds', ko: '시드 수' },
  again: { en: 'To see it again', ko: '다시 실행하려면' },
  experiments: { en: 'Experiments', ko: '실험' },
  result: { en: 'Result', ko: '결과' },
} as const satisfies Readonly<Record<string, Words>>;

/** `Elman 1990`, `Bengio et al. 1994` */
export function shortPaper({ paper: { authors, year } }: AnyExperiment): string {
  const surnames = authors.split(/, | & | and /).map((author) => author.split(' ').at(-1));
  return `${surnames.length > 2 ? `${surnames[0]} et al.` : surnames.join(' & ')} ${year}`;
}

/** `J. L. Elman: Finding Structure in Time. Cognitive Science 14, 179–211, 1990` */
export function longPaper({ paper: { authors, title, where, year } }: AnyExperiment): string {
  return `${authors}: ${title}. ${where}${where.includes(String(year)) ? '' : `, ${year}`}`;
}

/** The command line that repeats a run. */
export function commandFor({ options, ...experiment }: AnyExperiment, run: ExperimentRun): string {
  const changed = Object.entries(run.options).filter(([name, value]) => !sameJson(value, (options as Readonly<Record<string, { readonly default: Json }>>)[name]?.default));
  const flags = changed.map(([name, value]) => (typeof value === 'boolean' ? booleanFlag(name, value) : `${flagOf(name)} ${shownValue(value)}`));
  const seeds = run.seeds === experiment.seeds ? [] : [`--seeds ${run.seeds}`];
  return ['rekur experiment run', experiment.name, ...seeds, ...flags].join(' ');
}

/** Options and seeds of a run as pairs of name and value. */
export function runFacts({ options, seeds }: ExperimentRun, language: Language): [name: string, value: string][] {
  return [...Object.entries(options).map(([name, value]): [string, string] => [name, shownValue(value)]), [say(words.seeds, language), String(seeds)]];
}


function booleanFlag(name: string, value: boolean): string {
  return value ? flagOf(name) : flagOf(name).replace('--', '--no-');
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
