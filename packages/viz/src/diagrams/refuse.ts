import { refusal } from '../refusal.js';

/** Throws a FigureError in the words that all errors of the project share. */
export function refuse(...words: Parameters<typeof refusal>): never {
  throw refusal(...words);
}

/** @throws FigureError unless every value is a finite number and there are as many as `count`, if that is given. */
export function requireValues(where: string, name: string, values: readonly number[], count: number = values.length): void {
  if (values.length !== count) refuse(where, 'wrong number of values', `${name} has ${values.length}`, `${count} expected`);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) refuse(where, 'not a finite number', `${name}[${bad}] is ${values[bad]}`, 'a finite number is expected');
}

/** @throws FigureError unless `value` is a whole number from `least` to `most`. */
export function requireWhole(where: string, name: string, value: number, least: number, most: number, mend?: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  refuse(where, 'out of range', `${name} is ${value}`, `a whole number from ${least} to ${most} is expected`, mend);
}
