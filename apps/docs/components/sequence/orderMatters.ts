import { accuracyOf, type Recorded } from './recorded.ts';

/** What the page takes of the recorded run of the experiment `order-matters`. */
export interface OrderMattersData {
  /** Right answers of 100, in the order of the arrangements. */
  readonly recurrent: readonly number[];
  readonly orderBlind: readonly number[];
  readonly tested: number;
  readonly cell: string;
  /** 64 × 64 grey levels row by row, from 0 (paper) to 1 (ink). */
  readonly cat: readonly number[];
}

export const arrangements = ['as it is', 'one permutation', 'fresh permutations'] as const;

/** The command that makes the recorded file again. */
export const command = 'rekur experiment run order-matters';

/** @throws Error if there is no picture of the cat in its order */
export function orderMattersData(recorded: Recorded): OrderMattersData {
  const { cell, readings, pictures } = recorded.result;
  const cat = pictures.find(({ subject, arrangement }) => subject === 'cat' && arrangement === 'as it is');
  if (cat === undefined) throw new Error("orderMattersData: no cat: the pictures are expected to have one with subject 'cat' as it is; run the experiment again");
  return {
    recurrent: arrangements.map((arrangement) => 100 * accuracyOf(readings, 'recurrent', arrangement)),
    orderBlind: arrangements.map((arrangement) => 100 * accuracyOf(readings, 'order-blind', arrangement)),
    tested: readings[0].tested,
    cell,
    cat: cat.pixels,
  };
}
