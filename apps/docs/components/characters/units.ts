// How a unit reads: its values, the characters that move it most, and its colours.
import type { Reading, StatePart } from './characters.ts';

/** A unit's value after each character, [time]. */
export function valuesOf({ states, units, characters }: Reading, part: StatePart, unit: number): number[] {
  return characters.map((_, step) => states[part][step * units + unit]);
}

/** All units after one character, [units]. */
export function unitsAt({ states, units }: Reading, part: StatePart, step: number): number[] {
  return Array.from(states[part].subarray(step * units, (step + 1) * units));
}

export interface CharacterMean {
  readonly character: string;
  readonly mean: number;
}

/** The characters after which the unit stands highest and lowest on average; those that come once could be chance. */
export function extremes(values: readonly number[], characters: readonly string[], count = 4): { readonly highest: CharacterMean[]; readonly lowest: CharacterMean[] } {
  const sums = new Map<string, { sum: number; count: number }>();
  characters.forEach((character, step) => {
    const entry = sums.get(character) ?? { sum: 0, count: 0 };
    sums.set(character, { sum: entry.sum + values[step], count: entry.count + 1 });
  });
  const often = [...sums].filter(([, entry]) => entry.count > 1);
  const means = (often.length > 0 ? often : [...sums]).map(([character, entry]) => ({ character, mean: entry.sum / entry.count })).sort((a, b) => b.mean - a.mean);
  const half = Math.min(count, Math.ceil(means.length / 2));
  return { highest: means.slice(0, half), lowest: means.slice(half).slice(-count).reverse() };
}

/** The strongest colour still lets ink be read on it. */
const STRONGEST_PERCENT = 50;

/** A background for a value between −strongest and strongest: towards the accent where it is positive, towards blue where it is negative. */
export function shade(value: number, strongest: number): string {
  const percent = Math.round((STRONGEST_PERCENT * Math.min(Math.abs(value), strongest)) / (strongest || 1));
  return `color-mix(in srgb, var(${value < 0 ? '--viz-series-1' : '--rekur-accent'}) ${percent}%, transparent)`;
}

/** How a character is written where it would not be seen. */
export function visible(character: string): string {
  return character === ' ' ? '␣' : character === '\n' ? '↵' : character === '\t' ? '⇥' : character;
}
