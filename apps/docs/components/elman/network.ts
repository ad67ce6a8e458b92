import { affine, elmanTanhCell } from '@rekur/rnn';
import { tensor, type Tensor, zeros } from '@rekur/tensor';
import type { ElmanStep } from '@rekur/viz';

/** Weights as rows of the units that receive: [hidden, input], [hidden, hidden], [output, hidden]. Biases are 0, so that one can recompute by hand. */
export interface ElmanWeights {
  readonly inputHidden: readonly (readonly number[])[];
  readonly copyHidden: readonly (readonly number[])[];
  readonly hiddenOutput: readonly (readonly number[])[];
}

export const sizes = { input: 2, hidden: 3, output: 1 } as const;

/** The same numbers stand in the code of the article. */
export const weights: ElmanWeights = {
  inputHidden: [
    [0.9, -0.4],
    [-0.5, 0.8],
    [0.3, 0.6],
  ],
  copyHidden: [
    [0.5, -0.3, 0.4],
    [0.2, 0.6, -0.5],
    [-0.7, 0.3, 0.5],
  ],
  hiddenOutput: [[0.8, -0.6, 0.7]],
};

/** Steps 1 and 3 bring the same input, step 4 brings none: what differs comes from the copy nodes. */
export const inputs: readonly (readonly number[])[] = [
  [1, 0],
  [0, 1],
  [1, 0],
  [0, 0],
];

/** The same network whose copy nodes lead nowhere. */
export function withoutMemory({ copyHidden, ...others }: ElmanWeights): ElmanWeights {
  return { ...others, copyHidden: copyHidden.map((row) => row.map(() => 0)) };
}

/** Every value of every step: the cell of `@rekur/rnn`, stepped eagerly. */
export function traceOf({ inputHidden, copyHidden, hiddenOutput }: ElmanWeights, sequence: readonly (readonly number[])[]): ElmanStep[] {
  const hidden = inputHidden.length;
  const noBias = zeros([hidden]);
  const parameters = { weight_ih: matrix(inputHidden), weight_hh: matrix(copyHidden), bias_ih: noBias, bias_hh: noBias };
  let state: Readonly<Record<string, Tensor>> = { h: zeros([1, hidden]) };
  return sequence.map((input) => {
    const copy = valuesOf(state['h']);
    state = elmanTanhCell.step(parameters, matrix([input]), state).state;
    return { input, copy, hidden: valuesOf(state['h']), output: valuesOf(affine(state['h'], matrix(hiddenOutput))) };
  });
}

function matrix(rows: readonly (readonly number[])[]): Tensor {
  return tensor(rows.map((row) => [...row]));
}

function valuesOf({ data }: Tensor): number[] {
  return Array.from(data);
}
