import type { Tensor } from '@rekur/tensor';

/** What a unit was found to follow. */
export type UnitFeature =
  | 'position in the line'
  | 'position in the word'
  | 'inside a quotation'
  | 'inside parentheses'
  | 'capital letter'
  | 'vowel'
  | 'space'
  | 'position in the sequence'
  | 'the value read';

export interface InterpretableUnit {
  /** The state part that it is in, such as `1.l0.c`. */
  readonly path: string;
  /** Counted from 0. */
  readonly unit: number;
  readonly feature: UnitFeature;
  /** Pearson's, −1 … 1: between the unit's value and the feature over the steps. */
  readonly correlation: number;
  /** The unit's value after each step, [time]. */
  readonly values: readonly number[];
}

/**
 * The unit whose value follows best something that a person can name: where in a line or word it is, whether inside a quotation or
 * parentheses, what kind of character it reads (such cells were shown by Karpathy, Johnson & Li 2015, Visualizing and Understanding
 * Recurrent Networks). A correlation, no proof that the network uses the unit so.
 *
 * @param states of recurrent layers by name, [1, time, units] each, as `observe` of `@rekur/rnn` gives them; gates are passed over
 * @param steps what was read at each step, [time]: characters, or anything where numbers were read
 * @param numbers the numbers read, [time], where no characters were
 * @returns undefined where nothing varies
 */
export function interpretableUnit(states: Readonly<Record<string, Tensor>>, steps: readonly string[], numbers?: ArrayLike<number>): InterpretableUnit | undefined {
  const features = numbers ? featuresOfNumbers(numbers) : featuresOfText(steps);
  const standard = features.flatMap(({ name, values }) => {
    const scores = standardised(values);
    return scores ? [{ name, scores }] : [];
  });
  let best: InterpretableUnit | undefined;
  for (const [path, { shape, data }] of Object.entries(states)) {
    if (path.includes('.gates.')) continue;
    const [, time, width] = shape;
    for (let unit = 0; unit < width; unit++) {
      const values = Array.from({ length: time }, (_, step) => data[step * width + unit]);
      const scores = standardised(values);
      if (!scores) continue;
      for (const { name, scores: wanted } of standard) {
        const correlation = scores.reduce((sum, score, step) => sum + score * wanted[step], 0) / time;
        if (Math.abs(correlation) > Math.abs(best?.correlation ?? 0)) best = { path, unit, feature: name, correlation, values };
      }
    }
  }
  return best;
}

interface Feature {
  readonly name: UnitFeature;
  readonly values: readonly number[];
}

function featuresOfNumbers(numbers: ArrayLike<number>): Feature[] {
  return [
    { name: 'the value read', values: Array.from(numbers) },
    { name: 'position in the sequence', values: Array.from(numbers, (_, step) => step) },
  ];
}

/** A feature needs this many beginnings (of lines, quotations …) to count: one could be chance. */
const FEWEST = 2;

function featuresOfText(characters: readonly string[]): Feature[] {
  const is = (pattern: RegExp): number[] => characters.map((character) => (pattern.test(character) ? 1 : 0));
  const kinds: Feature[] = [
    { name: 'space', values: is(/\s/) },
    { name: 'capital letter', values: is(/\p{Lu}/u) },
    { name: 'vowel', values: is(/[aeiou]/i) },
  ];
  const places: Feature[] = [
    { name: 'position in the line', values: distanceFrom(characters, /\n/) },
    { name: 'position in the word', values: distanceFrom(characters, /[^\p{L}\p{N}]/u) },
    { name: 'inside a quotation', values: inside(characters, '"“', '"”') },
    { name: 'inside parentheses', values: inside(characters, '([', ')]') },
  ];
  return [...places, ...kinds].filter(({ values }) => beginnings(values) >= FEWEST);
}

/** How often a feature begins anew or comes back to where it was. */
function beginnings(values: readonly number[]): number {
  return values.filter((value, step) => step > 0 && (value === 0) !== (values[step - 1] === 0)).length / 2;
}

function distanceFrom(characters: readonly string[], mark: RegExp): number[] {
  let distance = 0;
  return characters.map((character) => (distance = mark.test(character) ? 0 : distance + 1));
}

function inside(characters: readonly string[], opening: string, closing: string): number[] {
  let open = false;
  return characters.map((character) => {
    if (open && closing.includes(character)) open = false;
    else if (!open && opening.includes(character)) open = true;
    return open ? 1 : 0;
  });
}

/** With mean 0 and deviation 1; undefined for what does not vary. */
function standardised(values: readonly number[]): number[] | undefined {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  // What varies by rounding alone does not vary.
  return deviation > 1e-6 * Math.max(1, Math.abs(mean)) ? values.map((value) => (value - mean) / deviation) : undefined;
}
