import type { Cell } from '@rekur/rnn';
import { cells } from '@rekur/rnn';
import type { TrainOptionName, TrainValues } from '../options/trainOptions.js';
import { trainOptions } from '../options/trainOptions.js';

/** Options of the command line, which no task knows. */
type OwnName = 'out' | 'resume' | 'json' | 'quiet' | 'column' | 'timeColumn' | 'label' | 'text' | 'sequence';

const ownNames: readonly TrainOptionName[] = ['out', 'resume', 'json', 'quiet', 'column', 'timeColumn', 'label', 'text', 'sequence'] satisfies OwnName[];

type Settings = Omit<TrainValues, OwnName | 'cell'> & { readonly cell?: Cell };

/** The options that tasks take, under their names; the cell itself instead of its name. */
export function settingsFor({ cell, ...values }: TrainValues): Settings {
  const names = trainOptions.map(({ name }) => name).filter((name) => name !== 'cell' && !ownNames.includes(name));
  const settings = Object.fromEntries(names.map((name) => [name, (values as TrainValues)[name]])) as Settings;
  return { ...settings, cell: cell === undefined ? undefined : cells[cell] };
}
