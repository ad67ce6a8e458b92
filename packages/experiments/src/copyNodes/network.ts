import { linear, observe, rnn, sequential } from '@rekur/rnn';
import { foldIn, fromData, randomKey, type Tensor, uniform } from '@rekur/tensor';
import { createTreeSession, engineFor } from '@rekur/train';
import type { ElmanWeights } from './elmanByHand.js';

export interface NetworkSizes {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly steps: number;
}

/** A network with random weights in [−1, 1) and a sequence of random inputs in [−1, 1), float32 values. */
export function randomNetwork({ inputs, hidden, outputs, steps }: NetworkSizes, seed: number): { readonly weights: ElmanWeights; readonly inputs: number[][] } {
  let drawn = 0;
  const draw = (rows: number, columns: number): number[][] => uniform(foldIn(randomKey(seed), drawn++), [rows, columns], { min: -1, max: 1 }).toArray() as number[][];
  const weights = {
    inputToHidden: draw(hidden, inputs),
    inputBias: draw(1, hidden)[0],
    copyToHidden: draw(hidden, hidden),
    copyBias: draw(1, hidden)[0],
    hiddenToOutput: draw(outputs, hidden),
    outputBias: draw(1, outputs)[0],
  };
  return { weights, inputs: draw(steps, inputs) };
}

/** The same network as two layers of `@rekur/rnn`, run over the whole sequence at once: all hidden and all output values, step by step. */
export function unrolledForward(weights: ElmanWeights, inputs: readonly (readonly number[])[], engine: 'interpreter' | 'compiled'): { readonly hidden: number[]; readonly output: number[] } {
  const { inputToHidden, hiddenToOutput } = weights;
  const model = sequential(rnn(inputToHidden[0].length, inputToHidden.length), linear(inputToHidden.length, hiddenToOutput.length));
  const parameters = {
    0: { weight_ih_l0: matrix(inputToHidden), weight_hh_l0: matrix(weights.copyToHidden), bias_ih_l0: vector(weights.inputBias), bias_hh_l0: vector(weights.copyBias) },
    1: { weight: matrix(hiddenToOutput), bias: vector(weights.outputBias) },
  };
  const session = createTreeSession(engineFor(engine === 'interpreter' ? engine : undefined), { parameters });
  const run = session.bind(['parameters'], (residents, { sequence }: { sequence: Tensor }) => {
    const { output, steps } = observe(model, residents.parameters, sequence);
    return { results: { output, hidden: steps['0.l0.h'] } };
  });
  const { hidden, output } = run({ sequence: fromData(Float32Array.from(inputs.flat()), [1, inputs.length, inputs[0].length]) });
  return { hidden: Array.from(hidden.data), output: Array.from(output.data) };
}

function matrix(rows: readonly (readonly number[])[]): Tensor {
  return fromData(Float32Array.from(rows.flat()), [rows.length, rows[0].length]);
}

function vector(values: readonly number[]): Tensor {
  return fromData(Float32Array.from(values), [values.length]);
}
