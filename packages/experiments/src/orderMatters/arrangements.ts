import { foldIn, permutation, randomKey } from '@rekur/tensor';

/** In which order the pixels of an image are read. */
export type Arrangement = 'as it is' | 'one permutation' | 'fresh permutations';

export const arrangements: readonly Arrangement[] = ['as it is', 'one permutation', 'fresh permutations'];

/** Place t of a sequence shows pixel `order[t]`. */
type Order = ArrayLike<number>;

/** Gives the order for one image, each time that it is shown. */
export type OrderOf = (image: number, showing: number) => Order;

/**
 * The orders of an arrangement of `pixels` pixels: row by row; one random permutation, the same for all images; or a permutation of its own for
 * each image, another one each time that it is shown.
 */
export function ordersOf(arrangement: Arrangement, pixels: number, seed: number): OrderOf {
  if (arrangement === 'as it is') return always(Array.from({ length: pixels }, (_, place) => place));
  const key = randomKey(seed);
  if (arrangement === 'one permutation') return always(permutation(foldIn(key, 0), pixels));
  const fresh = foldIn(key, 1);
  return (image, showing) => permutation(foldIn(foldIn(fresh, showing), image), pixels);
}

/** The pixels of one image in an order. */
export function rearrange(pixels: ArrayLike<number>, order: Order): number[] {
  return Array.from(order, (place) => pixels[place]);
}

function always(order: Order): OrderOf {
  return () => order;
}
