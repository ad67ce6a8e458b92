import type { Cell } from '@rekur/rnn';
import { cells } from '@rekur/rnn';
import type { OwnOptionName, TrainOption, TrainValues } from '../options/trainOptions.js';
import { trainOptions } from '../options/trainOptions.js';

type Settings = Omit<TrainValues, OwnOptionName | 'cell'> & { readonly cell?: Cell };

/** The options that tasks take, under their names; the cell itself instead of its name. */
export function settingsFor(values: TrainValues): Settings {
  const options: readonly TrainOption[] = trainOptions;
  const names = options.filter(({ own, name }) => !own && name !== 'cell').map(({ name }) => name as keyof Settings);
  const settings = Object.fromEntries(names.map((name) => [name, values[name]])) as Settings;
  return { ...settings, cell: values.cell === undefined ? undefined : cells[values.cell] };
}
