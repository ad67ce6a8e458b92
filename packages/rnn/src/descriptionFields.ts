import { describe, ValueError } from '@rekur/tensor';
import type { CellOptions } from './cell.js';

/** Typed reading of a JSON object whose content is not trusted. A field with a default may be missing. */
export interface Fields {
  text(name: string): string;
  /** A whole number above 0, and not above `most` if that is given. */
  size(name: string, most?: number): number;
  flag(name: string, missing?: boolean): boolean;
  /** A number from 0 to 1. */
  rate(name: string, missing?: number): number;
  list(name: string): readonly unknown[];
  /** Whatever stands there, to be read as fields of its own; undefined if nothing does. */
  raw(name: string): unknown;
  /** What stands under `cellOptions`; nothing for a cell made without options. */
  cellOptions(): CellOptions | undefined;
}

/** @throws ValueError unless `description` is an object; its methods do so for a field of the wrong type. */
export function fieldsOf(description: unknown): Fields {
  if (typeof description !== 'object' || description === null || Array.isArray(description)) {
    refuse(`the description is ${JSON.stringify(description)}`, 'an object is expected');
  }
  const raw = (name: string): unknown => (Object.hasOwn(description, name) ? (description as Record<string, unknown>)[name] : undefined);
  const read = <T>(name: string, expected: string, accepts: (value: unknown) => value is T, missing?: T): T => {
    const found = raw(name);
    const value = found === undefined ? missing : found;
    return accepts(value) ? value : refuse(`${name} is ${JSON.stringify(value)}`, `${expected} is expected`);
  };
  return {
    text: (name) => read(name, 'a string', (value) => typeof value === 'string'),
    size: (name, most) =>
      read(
        name,
        most === undefined ? 'a whole number above 0' : `a whole number from 1 to ${most}`,
        (value): value is number => Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= (most ?? Infinity),
      ),
    flag: (name, missing) => read(name, 'true or false', (value) => typeof value === 'boolean', missing),
    rate: (name, missing) => read(name, 'a number from 0 to 1', (value): value is number => typeof value === 'number' && value >= 0 && value <= 1, missing),
    list: (name) => read(name, 'a list', (value): value is readonly unknown[] => Array.isArray(value)),
    raw,
    cellOptions: () => read('cellOptions', 'an object of numbers, flags and words', isCellOptions),
  };
}

function isCellOptions(value: unknown): value is CellOptions | undefined {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((option) => ['number', 'boolean', 'string'].includes(typeof option));
}

/** The one error of reading descriptions. */
export function refuse(given: string, expected: string, mend?: string): never {
  throw new ValueError(describe('moduleFromDescription', 'not a module', given, expected, mend));
}
