import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkGradients } from '@rekur/autodiff';
import { add, concat, foldIn, normal, randomKey, slice, square, sum, tensor, type Tensor, uniform } from '@rekur/tensor';
import type { Cell, CellSizes, Named } from '../cell.js';
import { stateSizesOf } from '../cell.js';
import { cellCases, type First } from '../testing/cellCases.js';
import type { PlainParameters, PlainState, PlainStep } from '../testing/cellReferences.js';
import { unroll } from '../unroll.js';
import { cellFromDescription, cells } from './index.js';

test('every file in this folder is a cell of the registry, and every cell of the registry is tested here', async () => {
  const files = readdirSync(import.meta.dirname).filter((file) => !file.endsWith('.test.ts') && !['index.ts', 'pytorch.ts'].includes(file));
  const names = new Set<string>();
  for (const file of files) {
    const exported = Object.values((await import(/* @vite-ignore */ `${import.meta.dirname}/${file}`)) as Record<string, Cell | (() => Cell)>);
    for (const value of exported) {
      const { name } = typeof value === 'function' ? value() : value;
      expect(Object.keys(cells), `${name} of ${file}`).toContain(name);
      names.add(name);
    }
  }
  expect([...names].sort()).toEqual(Object.keys(cells).sort());
  expect([...new Set(Object.values(cellCases).map(({ cell }) => cell.name))].sort()).toEqual(Object.keys(cells).sort());
});

const key = randomKey(11);

/** Values that have nothing to do with the initialisers: different for every element, and a batch in which every unit is active. */
function drawn(cell: Cell, sizes: CellSizes, batch = 8): { parameters: Named; state: Named; input: Tensor } {
  const draw = (index: number, shape: readonly number[]): Tensor => tensor(Float64Array.from(normal(foldIn(key, index), shape).data), { shape });
  return {
    parameters: Object.fromEntries(Object.entries(cell.parameters(sizes)).map(([name, { shape }], index) => [name, draw(index, shape)])),
    state: Object.fromEntries(Object.entries(stateSizesOf(cell, sizes)).map(([name, width], index) => [name, draw(100 + index, [batch, width])])),
    input: draw(200, [batch, sizes.inputSize]),
  };
}

/** The reference's state after one step, row by row of the batch. */
function plainStep(reference: PlainStep, { parameters, state, input }: ReturnType<typeof drawn>): PlainState[] {
  const plain: PlainParameters = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, value.rank === 1 ? (value.toArray() as number[]).map((v) => [v]) : (value.toArray() as number[][])]),
  );
  return (input.toArray() as number[][]).map((x, row) =>
    reference(plain, x, Object.fromEntries(Object.entries(state).map(([name, part]) => [name, (part.toArray() as number[][])[row]]))),
  );
}

/** The largest difference between the cell's state after one step and the reference's. */
function largestDifference(cell: Cell, given: ReturnType<typeof drawn>, expected: readonly PlainState[]): number {
  const { state } = cell.step(given.parameters, given.input, given.state);
  return Math.max(
    ...cell.states.flatMap((name) =>
      (state[name].toArray() as number[][]).flatMap((values, row) => {
        expect(values).toHaveLength(expected[row][name].length);
        return values.map((value, unit) => Math.abs(value - expected[row][name][unit]));
      }),
    ),
  );
}

/** `value` with rows a… and b… exchanged, `count` of them. */
function exchangeRows(value: Tensor, a: number, b: number, count: number): Tensor {
  const rows = (start: number, end: number): Tensor[] => (end > start ? [slice(value, 0, start, end)] : []);
  return concat([...rows(0, a), ...rows(b, b + count), ...rows(a + count, b), ...rows(a, a + count), ...rows(b + count, value.shape[0])], 0);
}

const tolerance = 1e-12;

for (const [title, { cell, reference, defaults, projectionSize, hiddenSize = 2, gatesOf = {} }] of Object.entries(cellCases)) {
  describe(title, () => {
    const sizes: CellSizes = { inputSize: 3, hiddenSize, bias: true, projectionSize };

    test('parameters have the documented names, shapes and first values; without biases the rest is the same', () => {
      const large = { inputSize: 7, hiddenSize: 16, bias: true, projectionSize };
      const specs = cell.parameters(large);
      expect(Object.keys(specs)).toEqual(Object.keys(defaults));
      for (const [name, [shape, first]] of Object.entries(defaults)) {
        expect(specs[name].shape, name).toEqual(shape);
        expectFirst(specs[name].initializer(randomKey(5), shape), first);
      }
      const unbiased = Object.entries(defaults).filter(([name]) => !name.startsWith('bias'));
      expect(Object.entries(cell.parameters({ ...large, bias: false })).map(([name, { shape }]) => [name, shape])).toEqual(
        unbiased.map(([name, [shape]]) => [name, shape]),
      );
    });

    test('one step gives what its equations give in plain numbers, with biases and without', () => {
      for (const bias of [true, false]) {
        const given = drawn(cell, { ...sizes, bias });
        expect(largestDifference(cell, given, plainStep(reference, given))).toBeLessThan(tolerance);
      }
    });

    test('exchanging any two rows of a parameter, or all rows of two gates, would be noticed', () => {
      const given = drawn(cell, sizes);
      const expected = plainStep(reference, given);
      const { gates } = cell.step(given.parameters, given.input, given.state);
      const noticed = (name: string, a: number, b: number, count: number): void => {
        const exchanged = { ...given.parameters, [name]: exchangeRows(given.parameters[name], a, b, count) };
        const difference = largestDifference(cell, { ...given, parameters: exchanged }, expected);
        expect(difference, `${name}: rows ${a} and ${b}, ${count} of them`).toBeGreaterThan(1e6 * tolerance);
      };
      for (const [name, { shape }] of Object.entries(given.parameters)) {
        for (let a = 0; a < shape[0]; a++) for (let b = a + 1; b < shape[0]; b++) noticed(name, a, b, 1);
        // Of what is not made of gates (the projection, the norm of the cell state) there are rows alone.
        const blocks = rowsOfGates(gatesOf[name] ?? cell.gates, gates);
        if (!(name in gatesOf) && blocks.at(-1)?.end !== shape[0]) continue;
        expect(blocks.at(-1)?.end, name).toBe(shape[0]);
        for (const [first, a] of blocks.entries()) {
          for (const b of blocks.slice(first + 1)) noticed(name, a.start, b.start, Math.min(a.end - a.start, b.end - b.start));
        }
      }
    });

    if (cell.gates.length > 1) test('every gate carries the name of its rows: a large bias there opens it fully, and no other', () => {
      const given = drawn(cell, sizes);
      const { gates } = cell.step(given.parameters, given.input, given.state);
      const names = gatesOf.bias_ih ?? cell.gates;
      const rows = rowsOfGates(names, gates);
      expect(rows.at(-1)?.end).toBe(given.parameters.bias_ih.shape[0]);
      for (const [index, { start, end }] of rows.entries()) {
        const bias_ih = tensor(given.parameters.bias_ih.data.map((value, row) => (row >= start && row < end ? 60 : value)), { dtype: 'float64' });
        const opened = cell.step({ ...given.parameters, bias_ih }, given.input, given.state).gates;
        expect(cell.gates.filter((gate) => Math.min(...opened[gate].data) > 1 - 1e-9)).toEqual([names[index]]);
      }
    });

    test('gradients of three steps agree with central differences in float64', () => {
      const { parameters, state } = drawn(cell, sizes, 2);
      const input = uniform(foldIn(key, 300), [2, 3, 3], { min: -1, max: 1 });
      const loss = (given: { parameters: Named; state: Named; input: Tensor }): Tensor => {
        const { output, state: last } = unroll(cell, given.parameters, given.input, given.state);
        return Object.values(last).reduce((total, part) => add(total, sum(square(part))), sum(square(output)));
      };
      expect(checkGradients(loss, { parameters, state, input })).toMatchObject({ agrees: true });
    });

    test('its description makes it again after a trip through JSON', () => {
      const again = cellFromDescription(JSON.parse(JSON.stringify({ name: cell.name, options: cell.options })) as { name: string });
      expect(again.options ?? {}).toEqual(cell.options ?? {});
      const given = drawn(cell, sizes);
      expect(largestDifference(again, given, plainStep(reference, given))).toBeLessThan(tolerance);
    });
  });
}

function rowsOfGates(names: readonly string[], gates: Named): { start: number; end: number }[] {
  let end = 0;
  return names.map((name) => ({ start: end, end: (end += gates[name].shape[1]) }));
}

function expectFirst(value: Tensor, first: First): void {
  const values = Array.from(value.data);
  const largest = Math.max(...values.map(Math.abs));
  expect(value.dtype).toBe('float32');
  if ('uniform' in first) {
    expect(largest).toBeLessThanOrEqual(Math.fround(first.uniform));
    expect(new Set(values).size).toBe(values.length);
    if (values.length >= 16) expect(largest).toBeGreaterThan(0.7 * first.uniform);
  } else if ('normal' in first) {
    const deviation = Math.sqrt(values.reduce((total, v) => total + v * v, 0) / values.length);
    expect(deviation / first.normal).toBeGreaterThan(0.8);
    expect(deviation / first.normal).toBeLessThan(1.2);
  } else if ('every' in first) {
    expect(new Set(values)).toEqual(new Set([first.every]));
  } else {
    const size = value.shape[0];
    expect(values).toEqual(Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? Math.fround(first.identity) : 0)));
  }
}
