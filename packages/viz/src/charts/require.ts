import { FigureError } from '../error.js';

/** @throws FigureError if there is nothing to draw */
export function requireItems(where: string, what: string, items: readonly unknown[]): void {
  if (items.length === 0) throw new FigureError(`${where}: nothing to draw: ${what} is empty; expected at least one item; give the figure data`);
}

/** @throws FigureError if two lists that belong together differ in length */
export function requireSameLength(where: string, what: string, given: number, expectedFor: string, expected: number): void {
  if (given !== expected) {
    throw new FigureError(`${where}: ragged data: ${what} has ${given} items; expected ${expected}, one for each of ${expectedFor}; give both the same length`);
  }
}

/** @throws FigureError if a number is not finite, or lies outside of bounds (both included) */
export function requireNumbers(where: string, what: string, values: readonly number[], low = -Infinity, high = Infinity): void {
  const index = values.findIndex((value) => !Number.isFinite(value) || value < low || value > high);
  if (index < 0) return;
  const bounds = low === -Infinity && high === Infinity ? 'a finite number' : high === Infinity ? `a number from ${low}` : `a number from ${low} to ${high}`;
  throw new FigureError(`${where}: a value cannot be drawn: ${what}[${index}] is ${values[index]}; expected ${bounds}; leave it out or mend what computed it`);
}
