import type { Tensor } from '@rekur/tensor';
import { add, concat, describe, foldIn, full, log, mul, neg, sigmoid, split, tanh, uniform, ValueError, zeros } from '@rekur/tensor';
import type { Cell, CellSizes, ParameterSpec } from '../cell.js';
import { affine, defineCell } from '../cell.js';
import type { Initializer } from '../initializers.js';
import { pytorchParameters } from './pytorch.js';

/**
 * Long short-term memory with forget gates (Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000):
 *
 *     i, f, o = σ(W_i*·x + b_i* + W_h*·h + b_h*)      input, forget and output gates
 *     g = tanh(W_ig·x + b_ig + W_hg·h + b_hg)         cell candidate
 *     c' = f⊙c + i⊙g,   h' = o⊙tanh(c')
 */
export const lstmCell = defineCell({
  name: 'lstm',
  states: ['h', 'c'],
  gates: ['input', 'forget', 'cell', 'output'],
  parameters: (sizes) => pytorchParameters(4, sizes),
  step({ weight_ih, weight_hh, bias_ih, bias_hh }, x, { h, c }) {
    const [i, f, g, o] = split(add(affine(x, weight_ih, bias_ih), affine(h, weight_hh, bias_hh)), 4, -1);
    const input = sigmoid(i);
    const forget = sigmoid(f);
    const cell = tanh(g);
    const output = sigmoid(o);
    const nextCell = add(mul(forget, c), mul(input, cell));
    return { state: { h: mul(output, tanh(nextCell)), c: nextCell }, gates: { input, forget, cell, output } };
  },
});

/** How the biases of the gates begin; all other first values stay those of {@link lstmCell}, bit for bit. */
export interface LstmCellOptions {
  /** First bias of every forget gate, as 1 in Jozefowicz et al. 2015: the cell remembers until it learns to forget. */
  readonly forgetBias?: number;
  /**
   * Chrono initialisation (Tallec & Ollivier 2018) for dependencies of up to this many steps: each unit starts with a memory
   * of its own length, b_f ~ log U(1, length − 1) and b_i = −b_f.
   */
  readonly chronoLength?: number;
}

/**
 * An LSTM whose gate biases begin elsewhere; without options it is {@link lstmCell}. The value named stands in `bias_ih`, and
 * the same rows of `bias_hh` are 0.
 * @throws ValueError if the forget bias is no finite number, the chrono length no whole number above 2, or both are given; and
 * from `parameters` if the layer has no biases.
 */
export function lstmCellWith({ forgetBias, chronoLength }: LstmCellOptions = {}): Cell {
  if (forgetBias !== undefined && chronoLength !== undefined) {
    const given = `forgetBias ${forgetBias} and chronoLength ${chronoLength}`;
    throw new ValueError(describe('lstmCellWith', 'two first forget biases', given, 'one of them is expected'));
  }
  if (forgetBias !== undefined) return withForgetBias(forgetBias);
  if (chronoLength !== undefined) return withChrono(chronoLength);
  return lstmCell;
}

function withForgetBias(forgetBias: number): Cell {
  if (!Number.isFinite(forgetBias)) {
    throw new ValueError(describe('lstmCellWith', 'not a bias', `forgetBias is ${forgetBias}`, 'a finite number is expected'));
  }
  const replace = (value: number) => (rows: readonly Tensor[]): Tensor[] => [rows[0], full(rows[1].shape, value), rows[2], rows[3]];
  return defineCell({
    ...lstmCell,
    options: { forgetBias },
    parameters: (sizes) => withBiases(sizes, replace(forgetBias), replace(0)),
  });
}

function withChrono(chronoLength: number): Cell {
  if (!Number.isInteger(chronoLength) || chronoLength < 3) {
    throw new ValueError(describe('lstmCellWith', 'not a length', `chronoLength is ${chronoLength}`, 'a whole number above 2 is expected'));
  }
  return defineCell({
    ...lstmCell,
    options: { chronoLength },
    parameters: (sizes) =>
      withBiases(
        sizes,
        ([, f, g, o], key) => {
          const forget = log(uniform(foldIn(key, 0), f.shape, { min: 1, max: chronoLength - 1 }));
          return [neg(forget), forget, g, o];
        },
        ([i, f, g, o]) => [zeros(i.shape), zeros(f.shape), g, o],
      ),
  });
}

type ReplaceRows = (gates: readonly Tensor[], key: Parameters<Initializer>[0]) => readonly Tensor[];

/** The LSTM's parameters, with the rows of some gates in its biases replaced after they were drawn. */
function withBiases(sizes: CellSizes, inBiasIh: ReplaceRows, inBiasHh: ReplaceRows): Readonly<Record<string, ParameterSpec>> {
  if (!sizes.bias) {
    throw new ValueError(describe('lstmCellWith', 'no biases to begin with', 'bias is false', 'a layer with biases is expected', 'leave out bias: false'));
  }
  const specs = pytorchParameters(4, sizes);
  const replacing = ({ shape, initializer }: ParameterSpec, replace: ReplaceRows): ParameterSpec => ({
    shape,
    initializer: (key, wanted) => concat(replace(split(initializer(key, wanted), 4, 0), key), 0),
  });
  return { ...specs, bias_ih: replacing(specs.bias_ih, inBiasIh), bias_hh: replacing(specs.bias_hh, inBiasHh) };
}
