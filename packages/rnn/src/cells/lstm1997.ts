import type { RandomKey, Shape, Tensor } from '@rekur/tensor';
import { add, concat, describe, mul, reshape, sigmoid, slice, stopGradient, sub, tensor, ValueError } from '@rekur/tensor';
import type { Cell, CellSizes } from '../cell.js';
import { affine, defineCell, givenOptions } from '../cell.js';
import { uniformInitializer } from '../initializers.js';

export interface Lstm1997CellOptions {
  /** Cells in a memory block, which share its two gates; divides the hidden size. Default 1. */
  readonly cellsPerBlock?: number;
  /** Which hidden units have a bias. Default all; none for a layer with `bias: false`. */
  readonly biases?: 'none' | 'gates' | 'all';
  /** Weights, and biases not set below, begin uniform in ± this. Default 0.1. */
  readonly weightBound?: number;
  /** First bias of the first block's input gate; each block's is `inputGateBiasStep` (default 0) above the one before. */
  readonly inputGateBias?: number;
  readonly inputGateBiasStep?: number;
  /** The same for the output gates; −1 and −1 give −1, −2, −3, … as in the paper's first experiment. */
  readonly outputGateBias?: number;
  readonly outputGateBiasStep?: number;
  /**
   * The paper's truncated gradient: errors flow back in time through the cell states alone, not through the outputs and gates
   * of the step before. Default false, the whole gradient.
   */
  readonly truncateGradient?: boolean;
}

/**
 * Long short-term memory as first published (Hochreiter & Schmidhuber 1997): no forget gate, and blocks of cells that share
 * an input and an output gate. Every hidden unit sees the input and what all hidden units gave the step before, gates
 * included: v = [x, h, y_in, y_out].
 *
 *     y_in', y_out' = σ(W_in·v + b_in), σ(W_out·v + b_out)      input and output gate of each block
 *     c' = c + y_in'⊙g(W_c·v + b_c),   g(a) = 4σ(a) − 2 in [−2, 2]
 *     h' = y_out'⊙s(c'),               s(a) = 2σ(a) − 1 in [−1, 1]
 *
 * State: h and c [batch, hidden], y_in and y_out [batch, blocks]. Parameters, rows cells, input gates, output gates, with
 * units = hidden + 2·blocks: weight_ih [units, input], weight_hh [units, units] (columns h, y_in, y_out),
 * bias_ih [units], or [2·blocks] with biases for the gates alone.
 * @throws ValueError for options out of their range; from `parameters` if the hidden size is no multiple of cellsPerBlock.
 */
export function lstm1997Cell(options: Lstm1997CellOptions = {}): Cell {
  requireOptions(options);
  const { cellsPerBlock = 1, truncateGradient = false } = options;
  const recurrent = truncateGradient ? stopGradient : (x: Tensor): Tensor => x;

  return defineCell({
    name: 'lstm1997',
    ...givenOptions(options),
    states: ['h', 'c', 'y_in', 'y_out'],
    gates: ['cell', 'input', 'output'],
    stateSizes(sizes) {
      const blocks = blocksOf(sizes, cellsPerBlock);
      return { h: sizes.hiddenSize, c: sizes.hiddenSize, y_in: blocks, y_out: blocks };
    },
    parameters: (sizes) => parametersOf(sizes, blocksOf(sizes, cellsPerBlock), options),
    step({ weight_ih, weight_hh, bias_ih }, x, { h, c, y_in, y_out }) {
      const [cells, blocks] = [h.shape[1], y_in.shape[1]];
      const fromHidden = affine(recurrent(concat([h, y_in, y_out], 1)), weight_hh);
      const net = addToLast(add(affine(x, weight_ih), fromHidden), bias_ih);
      const cell = sub(mul(4, sigmoid(slice(net, 1, 0, cells))), 2);
      const input = sigmoid(slice(net, 1, cells, cells + blocks));
      const output = sigmoid(slice(net, 1, cells + blocks));
      const nextCell = add(c, gateBlocks(input, cell, cellsPerBlock));
      const squashed = sub(mul(2, sigmoid(nextCell)), 1);
      const next = gateBlocks(output, squashed, cellsPerBlock);
      return { state: { h: next, c: nextCell, y_in: input, y_out: output }, gates: { cell, input, output } };
    },
  });
}

/** Every block's gate [batch, blocks] times each of its cells [batch, blocks·cellsPerBlock]. */
function gateBlocks(gate: Tensor, cells: Tensor, cellsPerBlock: number): Tensor {
  if (cellsPerBlock === 1) return mul(gate, cells);
  const [batch, blocks] = gate.shape;
  const gated = mul(reshape(gate, [batch, blocks, 1]), reshape(cells, [batch, blocks, cellsPerBlock]));
  return reshape(gated, cells.shape);
}

/** net [batch, units] with the bias added to its last columns: to all, or to the gates alone if it is shorter. */
function addToLast(net: Tensor, bias?: Tensor): Tensor {
  if (!bias) return net;
  const unbiased = net.shape[1] - bias.shape[0];
  if (unbiased === 0) return add(net, bias);
  return concat([slice(net, 1, 0, unbiased), add(slice(net, 1, unbiased), bias)], 1);
}

function parametersOf({ inputSize, hiddenSize, bias }: CellSizes, blocks: number, options: Lstm1997CellOptions): ReturnType<Cell['parameters']> {
  const { biases = 'all', weightBound = 0.1 } = options;
  const units = hiddenSize + 2 * blocks;
  const initializer = uniformInitializer(weightBound);
  const weights = {
    weight_ih: { shape: [units, inputSize], initializer },
    weight_hh: { shape: [units, units], initializer },
  };
  if (!bias || biases === 'none') return weights;
  const biased = biases === 'all' ? units : 2 * blocks;
  return { ...weights, bias_ih: { shape: [biased], initializer: (key, shape) => biasesOf(key, shape, blocks, options) } };
}

function biasesOf(key: RandomKey, shape: Shape, blocks: number, options: Lstm1997CellOptions): Tensor {
  const { weightBound = 0.1, inputGateBias, inputGateBiasStep = 0, outputGateBias, outputGateBiasStep = 0 } = options;
  const drawn = uniformInitializer(weightBound)(key, shape);
  const successive = (first: number, step: number): Tensor =>
    tensor(Float32Array.from({ length: blocks }, (_, block) => first + step * block), { shape: [blocks] });
  return concat([
    slice(drawn, 0, 0, shape[0] - 2 * blocks),
    inputGateBias === undefined ? slice(drawn, 0, shape[0] - 2 * blocks, shape[0] - blocks) : successive(inputGateBias, inputGateBiasStep),
    outputGateBias === undefined ? slice(drawn, 0, shape[0] - blocks) : successive(outputGateBias, outputGateBiasStep),
  ]);
}

function blocksOf({ hiddenSize }: CellSizes, cellsPerBlock: number): number {
  if (hiddenSize % cellsPerBlock === 0) return hiddenSize / cellsPerBlock;
  throw new ValueError(
    describe('lstm1997Cell', 'no whole number of blocks', `hiddenSize is ${hiddenSize}`, `a multiple of cellsPerBlock, ${cellsPerBlock}, is expected`),
  );
}

function requireOptions({ cellsPerBlock = 1, biases = 'all', weightBound = 0.1, ...options }: Lstm1997CellOptions): void {
  const refuse = (given: string, expected: string): never => {
    throw new ValueError(describe('lstm1997Cell', 'option out of range', given, `${expected} is expected`));
  };
  if (!Number.isInteger(cellsPerBlock) || cellsPerBlock < 1) refuse(`cellsPerBlock is ${cellsPerBlock}`, 'a whole number above 0');
  if (!['none', 'gates', 'all'].includes(biases)) refuse(`biases is '${biases}'`, 'one of none, gates, all');
  if (!Number.isFinite(weightBound) || weightBound < 0) refuse(`weightBound is ${weightBound}`, 'a number of 0 or more');
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === 'number' && !Number.isFinite(value)) refuse(`${name} is ${value}`, 'a finite number');
  }
}
