import { cells } from '@rekur/rnn';
import { engineNames } from '@rekur/train';
import { engineDescription, threadsDescription } from './engine.js';

/** What a source is; it decides the task, and which options there are. */
export type SourceKind = 'text' | 'series' | 'labels';

/** An option of `rekur train`: a flag, and a key of a configuration file. */
export interface TrainOption {
  /** Key of a configuration file; the flag is the same in kebab case. */
  readonly name: string;
  /** `whole` and `real` are numbers, `flag` is given or not. */
  readonly type: 'whole' | 'real' | 'word' | 'flag';
  /** What the flag takes, for help: `<n>`. */
  readonly takes?: string;
  readonly description: string;
  /** Sources that it is for. */
  readonly kinds: readonly SourceKind[];
  /** Words that are allowed. */
  readonly choices?: readonly string[];
  /** True for what the command itself takes; the others are settings of the tasks. */
  readonly own?: true;
}

const every = ['text', 'series', 'labels'] as const;
const trained = ['text', 'labels'] as const;

/** Every option of `rekur train`, declared once: flags, help and the schema of configuration files come from this table. */
export const trainOptions = [
  { name: 'out', own: true, type: 'word', takes: '<file>', kinds: every, description: 'model file to write (default: <name of the source>.safetensors)' },
  { name: 'resume', own: true, type: 'flag', kinds: every, description: 'go on from the checkpoint that an interrupted training left' },
  { name: 'seed', type: 'whole', takes: '<n>', kinds: every, description: 'first parameters come from it (default: 1)' },
  { name: 'hidden', type: 'whole', takes: '<n>', kinds: every, description: 'units per recurrent layer' },
  { name: 'engine', own: true, type: 'word', takes: '<name>', kinds: every, choices: engineNames, description: engineDescription },
  { name: 'threads', own: true, type: 'whole', takes: '<n>', kinds: every, description: threadsDescription },
  { name: 'json', own: true, type: 'flag', kinds: every, description: 'one JSON object per event on standard output, nothing else' },
  { name: 'report', own: true, type: 'flag', kinds: every, description: 'also write one HTML page beside the model: curves, samples or forecast, gradient flow, gates, units, weights' },
  { name: 'language', own: true, type: 'word', takes: '<name>', kinds: every, choices: ['en', 'ko'], description: 'language of the report' },
  { name: 'quiet', own: true, type: 'flag', kinds: every, description: 'no progress, results only' },

  { name: 'cell', type: 'word', takes: '<name>', kinds: trained, choices: Object.keys(cells), description: 'recurrent cell' },
  { name: 'layers', type: 'whole', takes: '<n>', kinds: trained, description: 'recurrent layers' },
  { name: 'embedding', type: 'whole', takes: '<n>', kinds: trained, description: 'length of the vector per character' },
  { name: 'batch', type: 'whole', takes: '<n>', kinds: trained, description: 'streams or examples read side by side' },
  { name: 'learningRate', type: 'real', takes: '<x>', kinds: trained, description: 'at the first step; falls to a hundredth' },

  { name: 'steps', type: 'whole', takes: '<n>', kinds: ['text', 'series'], description: 'updates; of a series: most updates per network' },

  { name: 'time', type: 'whole', takes: '<n>', kinds: ['text'], description: 'characters per stream and step' },

  { name: 'column', own: true, type: 'word', takes: '<name>', kinds: ['series'], description: 'column of values in a .csv file' },
  { name: 'timeColumn', own: true, type: 'word', takes: '<name>', kinds: ['series'], description: 'column of times in a .csv file' },
  { name: 'holdout', type: 'whole', takes: '<n>', kinds: ['series'], description: 'values at the end to measure on' },
  { name: 'horizon', type: 'whole', takes: '<n>', kinds: ['series'], description: 'steps to forecast' },
  { name: 'networks', type: 'whole', takes: '<n>', kinds: ['series'], description: 'LSTMs whose corrections are averaged' },
  { name: 'window', type: 'whole', takes: '<n>', kinds: ['series'], description: 'steps that an LSTM reads' },

  { name: 'label', own: true, type: 'word', takes: '<name>', kinds: ['labels'], description: 'column of labels in a .csv file: learn to tell them' },
  { name: 'text', own: true, type: 'word', takes: '<name>', kinds: ['labels'], description: 'column of texts in a .csv file' },
  { name: 'sequence', own: true, type: 'word', takes: '<name>', kinds: ['labels'], description: 'column that is equal in all rows of one sequence' },
  { name: 'epochs', type: 'whole', takes: '<n>', kinds: ['labels'], description: 'passes over the examples' },
  { name: 'bidirectional', type: 'flag', kinds: ['labels'], description: 'a second direction reads from the end (default; --no-bidirectional: one alone)' },
  { name: 'pooling', type: 'word', takes: '<how>', kinds: ['labels'], choices: ['last', 'mean', 'max'], description: 'what is read of the steps' },
  { name: 'dropout', type: 'real', takes: '<x>', kinds: ['labels'], description: 'rate of dropout in training' },
  { name: 'longest', type: 'whole', takes: '<n>', kinds: ['labels'], description: 'steps of an input that are read' },
] as const satisfies readonly TrainOption[];

interface TypeOf {
  whole: number;
  real: number;
  word: string;
  flag: boolean;
}

type Option = (typeof trainOptions)[number];

/** Options of the command itself, which no task knows. */
export type OwnOptionName = Extract<Option, { own: true }>['name'];

/** Values of the options, those not given left out. */
export type TrainValues = { readonly [Each in Option as Each['name']]?: Each extends { choices: readonly (infer Choice)[] } ? Choice : TypeOf[Each['type']] };

/** `learningRate` → `--learning-rate` */
export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
