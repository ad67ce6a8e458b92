import { didYouMean } from '@rekur/datasets';
import { describe, ValueError } from '@rekur/tensor';
import type { Experiment, OptionSpec } from './experiment.js';

/** Names and values of options as they come from a command line, a page or a file. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** What is needed of an experiment to know its options. */
type WithOptions<Options> = Pick<Experiment<Options & object>, 'name' | 'options'>;

/**
 * All options of an experiment: those given, the others by default, or, with `full`, at the size of the paper.
 * @throws ValueError for a name that is none, a value of another type, one out of its bounds or none of its choices
 */
export function optionsFor<Options extends object>(experiment: WithOptions<Options>, given: GivenOptions = {}, { full = false }: { readonly full?: boolean } = {}): Options {
  const specs = experiment.options as Readonly<Record<string, OptionSpec<unknown>>>;
  const names = Object.keys(specs);
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(specs, name)) continue;
    const expected = names.length > 0 ? `the options of ${experiment.name} are ${names.join(', ')}` : `${experiment.name} has no options`;
    throw new ValueError(describe('optionsFor', 'no such option', JSON.stringify(name), expected, didYouMean(name, names)));
  }
  const values = names.map((name) => {
    const spec = specs[name];
    if (given[name] !== undefined) return [name, requireOption(name, spec, given[name])];
    return [name, full && spec.full !== undefined ? spec.full : spec.default];
  });
  return Object.fromEntries(values) as Options;
}

/** True where an option takes whole numbers only. */
export function isWhole({ whole, default: usual, full = usual }: OptionSpec<unknown>): boolean {
  return whole ?? [usual, full].flat().every(Number.isInteger);
}

function requireOption(name: string, spec: OptionSpec<unknown>, value: unknown): unknown {
  if (!Array.isArray(spec.default)) return requireItem(name, spec, spec.default, value);
  if (!Array.isArray(value) || value.length === 0) throw wrong(name, value, `a list of ${spec.choices ? `some of ${spec.choices.join(', ')}` : 'one or more'} is expected`);
  const like = (spec.default as readonly unknown[])[0];
  (value as readonly unknown[]).forEach((item, index) => requireItem(`${name}[${index}]`, spec, like, item));
  if (new Set(value).size < value.length) throw wrong(name, value, 'nothing twice is expected');
  return value;
}

function requireItem(name: string, spec: OptionSpec<unknown>, like: unknown, value: unknown): unknown {
  if (typeof value !== typeof like) throw wrong(name, value, `${article[typeof like] ?? typeof like} is expected`);
  if (typeof value === 'number') requireNumber(name, spec, value);
  if (spec.choices && !spec.choices.includes(value as string)) {
    throw wrong(name, value, `one of ${spec.choices.join(', ')} is expected`, didYouMean(String(value), spec.choices));
  }
  return value;
}

const article: Readonly<Record<string, string>> = { number: 'a number', string: 'a text', boolean: 'true or false' };

function requireNumber(name: string, spec: OptionSpec<unknown>, value: number): void {
  const { min = -Infinity, max = Infinity } = spec;
  const fits = Number.isFinite(value) && value >= min && value <= max && (!isWhole(spec) || Number.isInteger(value));
  if (fits) return;
  throw wrong(name, value, `a ${isWhole(spec) ? 'whole ' : ''}number${boundsText(spec)} is expected`);
}

/** ` from 1 to 5`, ` of at least 1`, ` of at most 5`, or nothing. */
export function boundsText({ min, max }: Pick<OptionSpec<unknown>, 'min' | 'max'>): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

function wrong(name: string, value: unknown, expected: string, mend?: string): ValueError {
  return new ValueError(describe('optionsFor', 'wrong option', `${name} is ${typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value)}`, expected, mend));
}
