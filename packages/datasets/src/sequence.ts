/** Items in order, each made when it is asked for: the same index always gives the same item. */
export interface Sequence<Item> extends Iterable<Item> {
  /** Number of items, known before any is made. */
  readonly length: number;
  /** Item `index`, from 0: a run can go on where it stopped. */
  at(index: number): Item;
}

/** A {@link Sequence} over a function of the index. */
export function sequence<Item>(length: number, at: (index: number) => Item): Sequence<Item> {
  return {
    length,
    at(index) {
      if (Number.isInteger(index) && index >= 0 && index < length) return at(index);
      throw new RangeError(`at: no such item: ${index}; 0 to ${length - 1} are expected`);
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index++) yield at(index);
    },
  };
}
