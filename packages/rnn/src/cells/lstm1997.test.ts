import { describe, expect, test } from 'vitest';
import { checkGradients, grad } from '@rekur/autodiff';
import { add, cast, foldIn, mul, normal, randomKey, reshape, sizeOf, slice, square, sum, type Tensor } from '@rekur/tensor';
import type { Cell, Named } from '../cell.js';
import { stateSizesOf } from '../cell.js';
import { linear } from '../layers/linear.js';
import { lstm1997Cell, type Lstm1997CellOptions } from './lstm1997.js';

interface Published {
  readonly experiment: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly cells: number;
  readonly options: Lstm1997CellOptions;
  readonly outputBias: boolean;
  readonly weights: number;
}

// Every experiment's sizes and number of weights, from the paper's tables and text.
const published: readonly Published[] = [
  { experiment: '1, 4 blocks of 1', inputs: 7, outputs: 7, cells: 4, options: { biases: 'gates' }, outputBias: false, weights: 264 },
  { experiment: '1, 3 blocks of 2', inputs: 7, outputs: 7, cells: 6, options: { cellsPerBlock: 2, biases: 'gates' }, outputBias: false, weights: 276 },
  ...[[50, 364], [100, 664], [200, 1264], [500, 3064], [1000, 6064]].map(([symbols, weights]) => ({
    experiment: `2c, ${symbols} symbols`,
    inputs: symbols + 4,
    outputs: 2,
    cells: 2,
    options: { biases: 'none' } as const,
    outputBias: false,
    weights,
  })),
  { experiment: '3', inputs: 1, outputs: 1, cells: 3, options: {}, outputBias: false, weights: 102 },
  { experiment: '4', inputs: 2, outputs: 1, cells: 4, options: { cellsPerBlock: 2 }, outputBias: true, weights: 93 },
  { experiment: '6a', inputs: 8, outputs: 4, cells: 4, options: { cellsPerBlock: 2 }, outputBias: true, weights: 156 },
  { experiment: '6b', inputs: 8, outputs: 8, cells: 6, options: { cellsPerBlock: 2 }, outputBias: true, weights: 308 },
];

test.each(published)('has as many weights as published: experiment $experiment, $weights', ({ inputs, outputs, cells, options, outputBias, weights }) => {
  const specs = lstm1997Cell(options).parameters({ inputSize: inputs, hiddenSize: cells, bias: true });
  const output = Object.values(linear(cells, outputs, { bias: outputBias }).initialize(randomKey(1))) as Tensor[];
  const count = [...Object.values(specs).map(({ shape }) => sizeOf(shape)), ...output.map(({ size }) => size)].reduce((total, size) => total + size, 0);
  expect(count).toBe(weights);
});

test('gates have one unit per block, and bias: false takes away every bias', () => {
  const cell = lstm1997Cell({ cellsPerBlock: 3 });
  expect(stateSizesOf(cell, { inputSize: 2, hiddenSize: 6, bias: true })).toEqual({ h: 6, c: 6, y_in: 2, y_out: 2 });
  expect(Object.keys(cell.parameters({ inputSize: 2, hiddenSize: 6, bias: false }))).toEqual(['weight_ih', 'weight_hh']);
  expect(Object.keys(lstm1997Cell({ biases: 'none' }).parameters({ inputSize: 2, hiddenSize: 6, bias: true }))).toEqual(['weight_ih', 'weight_hh']);
});

describe('first biases of the gates', () => {
  const biases = (options: Lstm1997CellOptions): number[] => {
    const { shape, initializer } = lstm1997Cell(options).parameters({ inputSize: 1, hiddenSize: 3, bias: true }).bias_ih;
    return Array.from(initializer(randomKey(4), shape).data);
  };

  test('are drawn like the weights unless they are given', () => {
    for (const value of biases({ weightBound: 0.2 })) expect(Math.abs(value)).toBeLessThanOrEqual(0.2);
  });

  test('go in steps from block to block: experiment 1 has −1, −2, −3 at the output gates', () => {
    const drawn = biases({ biases: 'gates' });
    expect(biases({ biases: 'gates', outputGateBias: -1, outputGateBiasStep: -1 })).toEqual([...drawn.slice(0, 3), -1, -2, -3]);
  });

  test('experiment 3 has −1, −3, −5 at the input gates and −2, −4, −6 at the output gates', () => {
    const given = { inputGateBias: -1, inputGateBiasStep: -2, outputGateBias: -2, outputGateBiasStep: -2 };
    expect(biases(given)).toEqual([...biases({}).slice(0, 3), -1, -3, -5, -2, -4, -6]);
  });

  test('are all the same without a step', () => {
    expect(biases({ inputGateBias: -3 }).slice(3, 6)).toEqual([-3, -3, -3]);
  });
});

describe('the truncated gradient', () => {
  const sizes = { inputSize: 2, hiddenSize: 4, bias: true };
  const whole = lstm1997Cell({ cellsPerBlock: 2 });
  const truncated = lstm1997Cell({ cellsPerBlock: 2, truncateGradient: true });
  const draw = (index: number, shape: readonly number[]): Tensor => cast(normal(foldIn(randomKey(21), index), shape), 'float64');
  const parameters: Named = Object.fromEntries(Object.entries(whole.parameters(sizes)).map(([name, { shape }], index) => [name, draw(index, shape)]));
  const first: Named = Object.fromEntries(Object.entries(stateSizesOf(whole, sizes)).map(([name, width], index) => [name, draw(10 + index, [2, width])]));
  const input = draw(20, [3, 2, 2]);
  const inputAt = (step: number): Tensor => reshape(slice(input, 0, step, step + 1), [2, 2]);

  /** Three steps; `seen`, if given, is what the hidden units see of each step before, instead of what it was. */
  const run = (cell: Cell, values: Named, seen?: readonly Named[]): readonly Named[] => {
    const states = [first];
    for (let step = 0; step < 3; step++) {
      const before = states[step];
      states.push(cell.step(values, inputAt(step), seen ? { ...seen[step], c: before.c } : before).state);
    }
    return states;
  };
  const lossOf = (states: readonly Named[]): Tensor => sum(mul(square(states[3].h), add(states[3].c, 2)));

  test('is that of a network whose hidden units see constants of the step before, and its values are those of the whole network', () => {
    const seen = run(whole, parameters);
    expect(run(truncated, parameters)[3].h.data).toEqual(seen[3].h.data);
    const frozen = (values: Named): Tensor => lossOf(run(whole, values, seen));
    expect(checkGradients(frozen, parameters)).toMatchObject({ agrees: true });
    const expected = grad(frozen)(parameters);
    const given = grad((values: Named) => lossOf(run(truncated, values)))(parameters);
    const unlike = grad((values: Named) => lossOf(run(whole, values)))(parameters);
    for (const name of Object.keys(parameters)) {
      expected[name].data.forEach((value, index) => expect(given[name].data[index]).toBeCloseTo(value, 12));
      expect(given[name].data, name).not.toEqual(unlike[name].data);
    }
  });
});

test('refuses options out of their range, and cells that do not fill their blocks', () => {
  const refused = (options: object): (() => Cell) => () => lstm1997Cell(options);
  expect(refused({ cellsPerBlock: 0 })).toThrow('lstm1997Cell: option out of range: cellsPerBlock is 0; a whole number above 0 is expected');
  expect(refused({ biases: 'some' })).toThrow("lstm1997Cell: option out of range: biases is 'some'; one of none, gates, all is expected");
  expect(refused({ weightBound: -1 })).toThrow('lstm1997Cell: option out of range: weightBound is -1; a number of 0 or more is expected');
  expect(refused({ outputGateBias: Infinity })).toThrow('lstm1997Cell: option out of range: outputGateBias is Infinity; a finite number is expected');
  expect(() => lstm1997Cell({ cellsPerBlock: 2 }).parameters({ inputSize: 1, hiddenSize: 3, bias: true })).toThrow(
    'lstm1997Cell: no whole number of blocks: hiddenSize is 3; a multiple of cellsPerBlock, 2, is expected',
  );
});
