import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { real, whole } from '../options.js';
import type { SourceKind, TrainOption } from './trainOptions.js';
import { flagOf, trainOptions } from './trainOptions.js';

const titles: readonly { readonly kinds: readonly SourceKind[]; readonly title: string }[] = [
  { kinds: ['text', 'series', 'labels'], title: 'For every source:' },
  { kinds: ['text', 'labels'], title: 'For texts and labels:' },
  { kinds: ['text', 'series'], title: 'For texts and series:' },
  { kinds: ['text'], title: 'For texts:' },
  { kinds: ['series'], title: 'For series:' },
  { kinds: ['labels'], title: 'For labels:' },
];

/** Adds every option of the table to a command as a flag. A flag that is not given has no value: defaults are the task's. */
export function addTrainFlags(command: Command): Command {
  for (const { kinds, title } of titles) {
    const own = trainOptions.filter((option) => option.kinds.join() === kinds.join());
    if (own.length === 0) continue;
    command.optionsGroup(title);
    for (const option of own) addFlag(command, option);
  }
  return command;
}

function addFlag(command: Command, option: TrainOption): void {
  const flag = flagOf(option.name);
  if (option.type === 'flag') {
    command.addOption(new Option(flag, option.description));
    // So that a flag can win over a configuration file that says true.
    command.addOption(new Option(flag.replace('--', '--no-'), `not ${flag}`).hideHelp());
    return;
  }
  const { choices } = option;
  const shown = choices ? `${option.description}: ${choices.join(', ')}` : option.description;
  const parse = {
    whole,
    real,
    word: (text: string) => {
      if (!choices || choices.includes(text)) return text;
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    },
  }[option.type];
  command.addOption(new Option(`${flag} ${option.takes}`, shown).argParser<number | string>(parse));
}
