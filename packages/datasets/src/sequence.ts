import { dataError } from './error.js';

/** Items in order, each made when it is asked for: the same index always gives the same item. */
export interface Sequence<Item> extends Iterable<Item> {
  /** Number of items, known before any is made. */
  readonly length: number;
  /**
   * Item `index`, from 0: a run can go on where it stopped.
   * @throws DataError if there is no such item.
   */
  at(index: number): Item;
}

/** A {@link Sequence} over a function of the index. */
export function sequence<Item>(length: number, at: (index: number) => Item): Sequence<Item> {
  return {
    length,
    at(index) {
      if (Number.isInteger(index) && index >= 0 && index < length) return at(index);
      throw dataError('at', 'no such item', String(index), `a whole number from 0 to ${length - 1} is expected`);
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index++) yield at(index);
    },
  };
}
