import type { Cell, CellSizes } from '@rekur/rnn';
import { cells, stateSizesOf, unroll } from '@rekur/rnn';
import type { Tensor } from '@rekur/tensor';
import { concat } from '@rekur/tensor';
import type { Case, Values } from './case.js';
import { numbers } from './case.js';

const [BATCH, TIME] = [2, 4];

function sizesOf(cell: Cell): CellSizes {
  const sizes = { inputSize: 3, hiddenSize: 4, bias: true };
  return cell.name.includes('projection') ? { ...sizes, projectionSize: 2 } : sizes;
}

/** Numbers of both signs, none of them near 0, where a relu has its kink. */
const small = (seed: number, shape: readonly number[]): Tensor => numbers(seed, shape, { min: -0.7, max: 0.8 });

/** Every cell over a few steps, there and back: outputs and the last state, from all parameters, the input and the first state. */
export const cellCases: readonly (readonly [string, Case])[] = Object.values(cells).flatMap((cell) => {
  const sizes = sizesOf(cell);
  const specs = Object.entries(cell.parameters(sizes));
  const widths = stateSizesOf(cell, sizes);
  const at = {
    x: small(1, [BATCH, TIME, sizes.inputSize]),
    ...Object.fromEntries(specs.map(([name, { shape }], index) => [`p.${name}`, small(10 + index, shape)])),
    ...Object.fromEntries(cell.states.map((name, index) => [`s.${name}`, small(50 + index, [BATCH, widths[name]])])),
  };
  const part = (values: Values, prefix: string): Values =>
    Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])));
  return [false, true].map((reverse) => {
    const f = (values: Values): Tensor => {
      const { output, state } = unroll(cell, part(values, 'p.'), values['x'], part(values, 's.'), { reverse });
      const steps = Array.from({ length: TIME }, (_, step) => output.slice(1, step, step + 1).reshape([BATCH, -1]));
      return concat([...steps, ...cell.states.map((name) => state[name])], 1);
    };
    return [`${cell.name}${reverse ? ' from the end' : ''}`, { f, at }] as const;
  });
});
