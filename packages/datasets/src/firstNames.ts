import { permutation, randomKey } from '@rekur/tensor';
import type { LabelledText, NamesDataset } from './dataset.js';
import { dataError } from './error.js';

export interface FirstNamesOptions {
  /** Share of the names to test with, above 0 and below 1; 0.2 unless given. */
  readonly test?: number;
  /** Seed of the choice; 0 unless given. */
  readonly seed?: number;
}

/**
 * English first names with their label: 4,944 female ones, `F`, label 0, and 3,897 male ones, `M`, label 1. The 419 names
 * in both lists (Robin) are there once with each label, so that no reader of names is right about all of them.
 *
 * The parts are drawn by `seed`. No name is in both: what is in both lists comes with both labels into one part.
 *
 * Source: Grady Ward, Moby Word II, 2002.
 * @throws DataError if `test` is not such a share.
 */
export async function firstNames({ test = 0.2, seed = 0 }: FirstNamesOptions = {}): Promise<NamesDataset> {
  if (!(test > 0 && test < 1)) {
    throw dataError('firstNames', 'test is not a share', String(test), 'a number above 0 and below 1 is expected');
  }
  const data = await import('./data/first-names.js');
  const lists = [data.female, data.male].map((names) => new Set(names.trim().split('\n')));
  const names = Array.from(new Set(lists.flatMap((list) => Array.from(list))));
  const order = Array.from(permutation(randomKey(seed), names.length), (index) => names[index]);
  const trainCount = names.length - Math.min(Math.max(Math.round(test * names.length), 1), names.length - 1);
  const labelled = (part: readonly string[]): LabelledText[] =>
    part.flatMap((text) => lists.flatMap((list, label) => (list.has(text) ? [{ text, label }] : [])));
  return {
    kind: 'labelled-text',
    name: 'first-names',
    title: 'First names',
    classes: ['F', 'M'],
    train: labelled(order.slice(0, trainCount)),
    test: labelled(order.slice(trainCount)),
  };
}
