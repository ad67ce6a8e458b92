import { describe, expect, test } from 'vitest';
import { randomKey, split, type Tensor } from '@rekur/tensor';
import type { Cell, CellSizes } from '../cell.js';
import { lstmCell, lstmCellWith } from './lstm.js';

const sizes: CellSizes = { inputSize: 3, hiddenSize: 500, bias: true };
const key = randomKey(8);

function firstValues(cell: Cell, name: string): Tensor {
  const { shape, initializer } = cell.parameters(sizes)[name];
  return initializer(key, shape);
}

/** A million elements are compared as bytes: `toEqual` takes seconds. */
function bytesOf(cell: Cell, name: string): Buffer {
  return Buffer.from(firstValues(cell, name).data.buffer);
}

/** The rows of each gate in one of the biases. */
function gateRows(cell: Cell, name: string): Record<string, number[]> {
  return Object.fromEntries(split(firstValues(cell, name), 4, 0).map((rows, gate) => [cell.gates[gate], Array.from(rows.data)]));
}

test('without options it is PyTorch’s LSTM', () => {
  expect(lstmCellWith()).toBe(lstmCell);
  expect(lstmCellWith({ forgetBias: undefined, chronoLength: undefined })).toBe(lstmCell);
});

describe.each([
  ['a first forget bias', lstmCellWith({ forgetBias: 1.5 }), ['forget']],
  ['chrono initialisation', lstmCellWith({ chronoLength: 100 }), ['input', 'forget']],
])('%s', (_title, cell, changed) => {
  test('leaves every other first value as it is, bit for bit', () => {
    for (const name of ['weight_ih', 'weight_hh']) expect(Buffer.compare(bytesOf(cell, name), bytesOf(lstmCell, name))).toBe(0);
    for (const name of ['bias_ih', 'bias_hh']) {
      for (const gate of cell.gates) {
        const same = expect(gateRows(cell, name)[gate], `${name}, ${gate}`);
        if (changed.includes(gate)) same.not.toEqual(gateRows(lstmCell, name)[gate]);
        else same.toEqual(gateRows(lstmCell, name)[gate]);
      }
    }
  });

  test('puts 0 into the second bias of the gates it sets, so that the first is their sum', () => {
    for (const gate of changed) expect(new Set(gateRows(cell, 'bias_hh')[gate])).toEqual(new Set([0]));
  });

  test('asks for biases', () => {
    expect(() => cell.parameters({ ...sizes, bias: false })).toThrow(
      'lstmCellWith: no biases to begin with: bias is false; a layer with biases is expected; leave out bias: false',
    );
  });
});

test('the first forget bias stands in every unit', () => {
  expect(new Set(gateRows(lstmCellWith({ forgetBias: 1.5 }), 'bias_ih').forget)).toEqual(new Set([1.5]));
});

test('chrono initialisation: e to the forget bias is uniform in 1 … length − 1, and the input bias its negative', () => {
  const { input, forget } = gateRows(lstmCellWith({ chronoLength: 101 }), 'bias_ih');
  expect(input).toEqual(forget.map((value) => -value));
  const lengths = forget.map(Math.exp).sort((a, b) => a - b);
  expect(lengths[0]).toBeGreaterThanOrEqual(1);
  expect(lengths.at(-1)).toBeLessThanOrEqual(100.001);
  // Kolmogorov–Smirnov: for 500 draws the distance from the uniform distribution is below 1.63/√500 in 99 of 100 cases.
  const distance = Math.max(...lengths.map((length, rank) => Math.abs((length - 1) / 99 - (rank + 0.5) / 500)));
  expect(distance).toBeLessThan(1.63 / Math.sqrt(500));
});

test('refuses what is no bias and no length, and both at once', () => {
  expect(() => lstmCellWith({ forgetBias: NaN })).toThrow('lstmCellWith: not a bias: forgetBias is NaN; a finite number is expected');
  expect(() => lstmCellWith({ chronoLength: 2 })).toThrow('lstmCellWith: not a length: chronoLength is 2; a whole number above 2 is expected');
  expect(() => lstmCellWith({ forgetBias: 1, chronoLength: 50 })).toThrow(
    'lstmCellWith: two first forget biases: forgetBias 1 and chronoLength 50; one of them is expected',
  );
});
