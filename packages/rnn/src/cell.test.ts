import { describe, expect, test } from 'vitest';
import { checkGradients } from '@rekur/autodiff';
import { add, mul, normal, randomKey, sigmoid, square, sub, sum, tanh, type Tensor } from '@rekur/tensor';
import { affine, defineCell, type Named, stateSizesOf } from './cell.js';
import { cells } from './cells/index.js';
import { moduleFromDescription } from './describe.js';
import { recurrent } from './layers/recurrent.js';
import { uniformInitializer } from './initializers.js';
import { cellCases } from './testing/cellCases.js';
import { unroll } from './unroll.js';

/** The minimal gated unit (Zhou et al. 2016): what a user writes. */
const minimalGatedCell = defineCell({
  name: 'mgu',
  states: ['h'],
  gates: ['forget', 'new'],
  parameters: ({ inputSize, hiddenSize }) => {
    const spec = (columns: number) => ({ shape: [hiddenSize, columns], initializer: uniformInitializer(0.5) });
    return { W_f: spec(inputSize), U_f: spec(hiddenSize), W_n: spec(inputSize), U_n: spec(hiddenSize) };
  },
  step({ W_f, U_f, W_n, U_n }, x, { h }) {
    const forget = sigmoid(add(affine(x, W_f), affine(h, U_f)));
    const candidate = tanh(add(affine(x, W_n), affine(mul(forget, h), U_n)));
    return { state: { h: add(mul(sub(1, forget), h), mul(forget, candidate)) }, gates: { forget, new: candidate } };
  },
});

describe('every cell', () => {
  for (const cell of [...Object.values(cells), minimalGatedCell]) {
    test(`${cell.name}: gradients through a stack of two layers agree with central differences in float64`, () => {
      const layer = recurrent(cell, 3, 2, { layers: 2 });
      const x = normal(randomKey(1), [2, 3, 3]);
      // Not the first values: rectifiers that begin near 0 have no derivative there.
      const parameters = Object.fromEntries(
        Object.entries(layer.initialize(randomKey(2)) as Named).map(([name, value], index) => [name, normal(randomKey(100 + index), value.shape)]),
      );
      const loss = ({ x: input, ...rest }: Record<string, Tensor>): Tensor => sum(square(layer.apply(rest, input).output));
      expect(checkGradients(loss, { x, ...parameters })).toMatchObject({ agrees: true });
    });

    test(`${cell.name}: a step names every state part and gate it declares, and nothing else`, () => {
      const layer = recurrent(cell, 2, 3);
      const parameters = Object.fromEntries(
        Object.entries(layer.initialize(randomKey(2))).map(([name, value]) => [name.replace('_l0', ''), value]),
      ) as Named;
      const zero = normal(randomKey(3), [1, 3]);
      const { state, gates } = cell.step(parameters, normal(randomKey(1), [1, 2]), Object.fromEntries(cell.states.map((name) => [name, zero])));
      expect(Object.keys(state)).toEqual(cell.states);
      expect(Object.keys(gates)).toEqual(cell.gates);
    });
  }
});

describe('a stack of two layers, both directions', () => {
  for (const [title, { cell, projectionSize }] of Object.entries(cellCases)) {
    test(`${title}: widths are those of its state parts, and its description makes it again`, () => {
      const layer = recurrent(cell, 3, 4, { layers: 2, bidirectional: true, projectionSize });
      const x = normal(randomKey(1), [2, 5, 3]);
      const { output, state } = layer.apply(layer.initialize(randomKey(2)), x);
      const widths = stateSizesOf(cell, { inputSize: 3, hiddenSize: 4, bias: true, projectionSize });
      expect(output.shape).toEqual([2, 5, 2 * widths[cell.states[0]]]);
      expect(Object.entries(state).map(([name, part]) => [name, (part as Tensor).shape])).toEqual(
        cell.states.map((name) => [name, [4, 2, widths[name]]]),
      );
      const again = moduleFromDescription(JSON.parse(JSON.stringify(layer.description)));
      expect(again.description).toEqual(layer.description);
      expect(again.apply(again.initialize(randomKey(2)), x).output.data).toEqual(output.data);
    });
  }
});

test('defineCell refuses a name twice, no state and a bad name', () => {
  const cell = { ...minimalGatedCell, gates: ['h'] };
  expect(() => defineCell(cell)).toThrow(
    "defineCell: not a cell: name 'mgu', states [h], gates [h]; a name in lower case, one state or more, and no name twice are expected",
  );
  expect(() => defineCell({ ...minimalGatedCell, states: [] })).toThrow('one state or more');
  expect(() => defineCell({ ...minimalGatedCell, name: 'My cell' })).toThrow('a name in lower case');
});

test('unroll without weight_hh asks for the state', () => {
  expect(() => unroll(minimalGatedCell, {}, normal(randomKey(1), [1, 2, 3]))).toThrow(
    'unroll(mgu): first state unknown: parameters []; without weight_hh [·, hidden] the state must be given; pass the state',
  );
});
