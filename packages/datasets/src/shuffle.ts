import { permutation, randomKey } from '@rekur/tensor';

/** The items in random order, which depends on the seed and the number of items alone; `items` stays as it is. */
export function shuffle<Item>(items: readonly Item[], seed = 0): Item[] {
  return Array.from(permutation(randomKey(seed), items.length), (index) => items[index]);
}
