import { tanh32 } from '@rekur/tensor';

/** Weights of an Elman network, each matrix as rows: [hidden][input], [hidden][hidden], [output][hidden]. */
export interface ElmanWeights {
  readonly inputToHidden: readonly (readonly number[])[];
  readonly inputBias: readonly number[];
  readonly copyToHidden: readonly (readonly number[])[];
  readonly copyBias: readonly number[];
  readonly hiddenToOutput: readonly (readonly number[])[];
  readonly outputBias: readonly number[];
}

/** Every value of the network at one step. */
export interface ElmanStep {
  readonly input: readonly number[];
  /** What the copy nodes hold while the step is computed: the hidden layer of the step before, zeros at the first. */
  readonly copy: readonly number[];
  readonly hidden: readonly number[];
  readonly output: readonly number[];
}

/**
 * Elman's network stepped by hand: hidden = tanh(W·input + b + W'·copy + b'), output = V·hidden + c, then hidden is copied 1:1 into the copy nodes.
 * Plain loops with the roundings of float32 in the order in which a network of `@rekur/rnn` adds, so that both can be compared bit for bit.
 */
export function stepByHand(weights: ElmanWeights, inputs: readonly (readonly number[])[]): ElmanStep[] {
  let copy: readonly number[] = weights.copyToHidden.map(() => 0);
  return inputs.map((input) => {
    const fromInput = layer(weights.inputToHidden, weights.inputBias, input);
    const fromCopy = layer(weights.copyToHidden, weights.copyBias, copy);
    const hidden = fromInput.map((value, unit) => tanh32(Math.fround(value + fromCopy[unit])));
    const step = { input, copy, hidden, output: layer(weights.hiddenToOutput, weights.outputBias, hidden) };
    copy = hidden.map((value) => value); // The copy nodes: one connection each, its weight fixed at 1.
    return step;
  });
}

/** W·x + b, each product and each sum rounded. */
function layer(rows: readonly (readonly number[])[], bias: readonly number[], x: readonly number[]): number[] {
  return rows.map((row, unit) => Math.fround(row.reduce((sum, weight, index) => Math.fround(sum + Math.fround(weight * x[index])), 0) + bias[unit]));
}
