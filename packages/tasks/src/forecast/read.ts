import { TaskError } from '../error.js';

/** A field of JSON that is being checked: where it is, for messages, and what it holds. */
export interface Field {
  readonly path: string;
  readonly value: unknown;
}

/** A field inside an object. */
export function inside({ path, value }: Field, name: string): Field {
  const found = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  return { path: path ? `${path}.${name}` : name, value: found };
}

/** The items of an array. */
export function readList<Item>(field: Field, read: (item: Field) => Item): Item[] {
  const { path, value } = field;
  if (!Array.isArray(value)) throw wrong(field, 'a list');
  return value.map((item: unknown, index) => read({ path: `${path}[${index}]`, value: item }));
}

/** A finite number, by default any. */
export function readNumber(field: Field, least = -Infinity): number {
  const { value } = field;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least) throw wrong(field, least === -Infinity ? 'a finite number' : `a finite number of at least ${least}`);
  return value;
}

/** A whole number in a range. */
export function readWhole(field: Field, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const { value } = field;
  if (!Number.isSafeInteger(value) || Number(value) < least || Number(value) > most) throw wrong(field, `a whole number from ${least} to ${most}`);
  return Number(value);
}

export function readText(field: Field): string {
  if (typeof field.value !== 'string') throw wrong(field, 'text');
  return field.value;
}

/** One of some texts, numbers or booleans. */
export function readOneOf<const Choice>(field: Field, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === field.value);
  if (found === undefined) throw wrong(field, choices.map(String).join(' or '));
  return found;
}

function wrong({ path, value }: Field, expected: string): TaskError {
  const given = typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : JSON.stringify(value)?.slice(0, 40) ?? 'missing';
  return new TaskError(`${path} is ${given}, not ${expected}`);
}
