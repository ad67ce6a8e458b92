import type { Arrangement } from './arrangements.js';
import type { Picture } from './pictures.js';
import type { ReaderCell } from './readers.js';

export type Reader = 'recurrent' | 'order-blind';

/** How one trained reader does. */
export interface Reading {
  readonly reader: Reader;
  readonly arrangement: Arrangement;
  readonly seed: number;
  /** Test images that are read right, of `tested`. */
  readonly right: number;
  readonly tested: number;
}

export interface OrderMattersResult {
  readonly cell: ReaderCell;
  readonly readings: readonly Reading[];
  readonly pictures: readonly Picture[];
}

/** Mean share of test images that are read right, over the seeds. */
export function accuracyOf({ readings }: OrderMattersResult, reader: Reader, arrangement: Arrangement): number {
  const found = readings.filter((reading) => reading.reader === reader && reading.arrangement === arrangement);
  return found.reduce((sum, { right, tested }) => sum + right / tested, 0) / found.length;
}
