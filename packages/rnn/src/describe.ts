import { describe, ValueError } from '@rekur/tensor';
import type { Cell } from './cell.js';
import { cells } from './cells/index.js';
import { embedding } from './layers/embedding.js';
import { lastStep } from './layers/last.js';
import { linear } from './layers/linear.js';
import { recurrent } from './layers/recurrent.js';
import { sequential } from './layers/sequential.js';
import type { Module, ModuleDescription } from './module.js';

type Builder = (fields: Fields, own: Readonly<Record<string, Cell>>) => Module;

const builders: Readonly<Record<string, Builder>> = {
  sequential: (fields, own) => sequential(...fields.list('modules').map((part) => moduleFromDescription(part, { cells: own }))),
  recurrent: (fields, own) =>
    recurrent(cellNamed(fields.text('cell'), own), fields.size('inputSize'), fields.size('hiddenSize'), {
      layers: fields.size('layers'),
      bias: fields.flag('bias'),
      bidirectional: fields.flag('bidirectional'),
    }),
  linear: (fields) => linear(fields.size('inputSize'), fields.size('outputSize'), { bias: fields.flag('bias') }),
  embedding: (fields) => embedding(fields.size('count'), fields.size('width')),
  lastStep: () => lastStep(),
};

/**
 * Builds a module from its description, as read from a model file. Nothing in it is evaluated: kinds and cells are looked up.
 * @param options.cells cells of one's own, beside the built-in ones
 * @throws ValueError naming what is unknown or has the wrong type.
 */
export function moduleFromDescription(description: unknown, options: { cells?: Readonly<Record<string, Cell>> } = {}): Module {
  const fields = fieldsOf(description);
  const kind = fields.text('kind');
  const build = Object.hasOwn(builders, kind) ? builders[kind] : undefined;
  if (!build) refuse(`kind is '${kind}'`, `one of ${Object.keys(builders).join(', ')} is expected`);
  return build(fields, options.cells ?? {});
}

function cellNamed(name: string, own: Readonly<Record<string, Cell>>): Cell {
  const known = { ...cells, ...own };
  if (Object.hasOwn(known, name)) return known[name];
  return refuse(`cell is '${name}'`, `one of ${Object.keys(known).join(', ')} is expected`, 'pass cells of your own as { cells }');
}

/** Typed reading of a JSON object whose content is not trusted. */
interface Fields {
  text(name: string): string;
  size(name: string): number;
  flag(name: string): boolean;
  list(name: string): readonly ModuleDescription[];
}

function fieldsOf(description: unknown): Fields {
  if (typeof description !== 'object' || description === null || Array.isArray(description)) {
    refuse(`the description is ${JSON.stringify(description)}`, 'an object is expected');
  }
  const read = <T>(name: string, expected: string, accepts: (value: unknown) => value is T): T => {
    const value: unknown = Object.hasOwn(description, name) ? (description as Record<string, unknown>)[name] : undefined;
    return accepts(value) ? value : refuse(`${name} is ${JSON.stringify(value)}`, `${expected} is expected`);
  };
  return {
    text: (name) => read(name, 'a string', (value) => typeof value === 'string'),
    size: (name) => read(name, 'a whole number above 0', (value): value is number => Number.isSafeInteger(value) && Number(value) > 0),
    flag: (name) => read(name, 'true or false', (value) => typeof value === 'boolean'),
    list: (name) => read(name, 'a list', (value): value is readonly ModuleDescription[] => Array.isArray(value)),
  };
}

function refuse(given: string, expected: string, mend?: string): never {
  throw new ValueError(describe('moduleFromDescription', 'not a module', given, expected, mend));
}
