import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { AnyExperiment, GivenOptions, OptionSpec } from '@rekur/experiments';
import { boundsText, isWhole } from '@rekur/experiments';
import { type Language, say } from '@rekur/viz';
import { real } from '../options.js';

type Spec = OptionSpec<unknown>;

/** `learningRate` → `--learning-rate` */
export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Adds a flag for each option of an experiment. */
export function addExperimentFlags(command: Command, { options }: AnyExperiment): Command {
  command.optionsGroup('Options of the experiment:');
  for (const [name, spec] of Object.entries(options) as [string, Spec][]) {
    const value = valueName(spec);
    if (value === undefined) command.option(flagOf(name), describeOption(spec, 'en')).option(`--no-${flagOf(name).slice(2)}`, 'the contrary');
    else command.option(`${flagOf(name)} <${value}>`, describeOption(spec, 'en'), parserOf(spec));
  }
  return command;
}

/** The options of an experiment among those that were parsed. */
export function experimentOptions({ options }: AnyExperiment, parsed: Readonly<Record<string, unknown>>): GivenOptions {
  return Object.fromEntries(Object.keys(options).flatMap((name) => (parsed[name] === undefined ? [] : [[name, parsed[name]]])));
}

/** `hidden units (default: 32, full: 64; from 1 to 256)` */
export function describeOption(spec: Spec, language: Language): string {
  const limits = [
    `${language === 'ko' ? '기본값' : 'default'}: ${shownValue(spec.default)}`,
    ...(spec.full === undefined ? [] : [`full: ${shownValue(spec.full)}`]),
  ].join(', ');
  const range = language === 'ko' ? koreanBounds(spec) : boundsText(spec).trim();
  const bounds = spec.choices ? `${language === 'ko' ? '선택지' : 'of'}: ${spec.choices.join(', ')}` : range;
  return `${say(spec.meaning, language)} (${[limits, ...(bounds ? [bounds] : [])].join('; ')})`;
}

/** `1 이상 256 이하` */
function koreanBounds({ min, max }: Spec): string {
  return [...(min === undefined ? [] : [`${min} 이상`]), ...(max === undefined ? [] : [`${max} 이하`])].join(' ');
}

/** `0.5,0.9,1` */
export function shownValue(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** What stands behind a flag; nothing behind that of a boolean. */
function valueName(spec: Spec): string | undefined {
  const isList = Array.isArray(spec.default);
  const like: unknown = isList ? (spec.default as readonly unknown[])[0] : spec.default;
  if (typeof like === 'boolean') return undefined;
  const word = typeof like === 'string' ? 'name' : isWhole(spec) ? 'n' : 'x';
  return isList ? `${word},…` : word;
}

function parserOf(spec: Spec): (text: string) => unknown {
  const isList = Array.isArray(spec.default);
  const like: unknown = isList ? (spec.default as readonly unknown[])[0] : spec.default;
  const item = (text: string): unknown => (typeof like === 'number' ? real(text) : text);
  if (!isList) return item;
  return (text) => {
    const items = text.split(',').map((each) => each.trim());
    if (items.includes('')) throw new InvalidArgumentError('Values with commas between them are expected.');
    return items.map(item);
  };
}
