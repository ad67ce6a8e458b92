// Training steps of random networks: cells of the library and cells that nobody has written, of sizes that fill vectors and that do not.
import { valueAndGrad } from '@rekur/autodiff';
import type { Cell, Module } from '@rekur/rnn';
import { affine, cells, defineCell, linear, pytorchParameters, recurrent, sequential } from '@rekur/rnn';
import type { Program, Tensor } from '@rekur/tensor';
import {
  abs, add, div, exp, flattenTree, foldIn, layerNorm, maximum, minimum, mul, neg, normal, randomBits, randomKey, rebuildTree, relu, sigmoid, sizeOf,
  split, sub, tanh, tensor, trace, zeros,
} from '@rekur/tensor';
import { meanSquaredError } from '@rekur/train';
import fc from 'fast-check';

const OUTPUTS = 3;

export const randomNetworks: fc.Arbitrary<Program> = fc
  .record({
    known: fc.option(fc.constantFrom(...Object.values(cells))),
    choices: fc.array(fc.nat(65535), { minLength: 4, maxLength: 40, size: 'max' }),
    batch: fc.integer({ min: 1, max: 20 }),
    time: fc.integer({ min: 1, max: 6 }),
    inputSize: fc.integer({ min: 1, max: 24 }),
    hiddenSize: fc.integer({ min: 1, max: 70 }),
    layers: fc.integer({ min: 1, max: 2 }),
    bidirectional: fc.boolean(),
    withLengths: fc.boolean(),
  })
  .map(({ known, choices, batch, time, inputSize, hiddenSize, layers, bidirectional, withLengths }) => {
    const cell = known ?? inventedCell(choices);
    const projectionSize = cell.name.includes('projection') ? 1 + (choices[0] % hiddenSize) : undefined;
    const features = (projectionSize ?? hiddenSize) * (bidirectional ? 2 : 1);
    const network = sequential(recurrent(cell, inputSize, hiddenSize, { layers, bidirectional, projectionSize }), linear(features, OUTPUTS));
    return trainingProgram(network, [batch, time, inputSize], withLengths);
  });

/** Ordinary numbers for a training step; lengths of 1 to 3, which may be more than there are steps. */
export function ordinaryInputs({ inputs }: Program, seed: number): Tensor[] {
  return inputs.map(({ type: { shape, dtype } }, index) => {
    const key = foldIn(randomKey(seed), index);
    if (dtype === 'float32') return normal(key, shape);
    return tensor(Int32Array.from(randomBits(key, sizeOf(shape)), (word) => 1 + (word % 3)), { shape });
  });
}

/** Loss, and gradients of all parameters and of the inputs. */
function trainingProgram(network: Module, inputShape: readonly number[], withLengths: boolean): Program {
  const [batch, time] = inputShape;
  const given = {
    parameters: network.initialize(randomKey(1)),
    inputs: zeros(inputShape),
    targets: zeros([batch, time, OUTPUTS]),
    ...(withLengths && { lengths: zeros([batch], 'int32') }),
  };
  const leaves = flattenTree(given).map(({ value }) => value);
  return trace((...values) => {
    const { parameters, inputs, targets, lengths } = rebuildTree(given, values);
    const lossOf = (wanted: { parameters: typeof parameters; inputs: Tensor }): Tensor =>
      meanSquaredError(network.apply(wanted.parameters, wanted.inputs, undefined, lengths && { lengths }).output, targets);
    const { value, gradient } = valueAndGrad(lossOf)({ parameters, inputs });
    return [value, ...flattenTree(gradient).map((leaf) => leaf.value)];
  }, leaves).program;
}

type Choose = (limit: number) => number;

const unary: readonly ((a: Tensor) => Tensor)[] = [sigmoid, tanh, neg, abs, relu, (a) => exp(tanh(a)), (a) => layerNorm(a)];
const binary: readonly ((a: Tensor, b: Tensor) => Tensor)[] = [add, sub, mul, maximum, minimum, (a, b) => div(a, add(1, abs(b)))];

/** Sums of the input and the state, and whatever the numbers say is made of them. */
function inventedCell(numbers: readonly number[]): Cell {
  const [gateNumber, stateNumber] = numbers;
  const gates = Array.from({ length: 1 + (gateNumber % 4) }, (_, index) => `gate${index}`);
  const states = stateNumber % 2 === 0 ? ['h'] : ['h', 'c'];
  return defineCell({
    name: 'invented',
    states,
    gates,
    parameters: (sizes) => pytorchParameters(gates.length, sizes),
    step({ weight_ih, weight_hh, bias_ih, bias_hh }, x, state) {
      let position = 2;
      const choose: Choose = (limit) => (numbers[position++] ?? 0) % limit;
      const sums = split(add(affine(x, weight_ih, bias_ih), affine(state['h'], weight_hh, bias_hh)), gates.length, -1);
      const values = [...states.map((name) => state[name]), ...sums];
      const late = (): Tensor => values[values.length - 1 - Math.min(choose(values.length), choose(values.length))];
      while (position < numbers.length) {
        values.push(choose(2) === 0 ? unary[choose(unary.length)](late()) : binary[choose(binary.length)](late(), late()));
      }
      const next = states.map((name, index) => [name, tanh(values[values.length - 1 - index])] as const);
      return { state: Object.fromEntries(next), gates: Object.fromEntries(gates.map((name, index) => [name, sums[index]])) };
    },
  });
}
