import type { Atom, Equation } from '@rekur/tensor';
import { applied } from '../structure/atoms.js';
import { onto, paramsOf } from './layout.js';
import type { Rewrite } from './rewrite.js';

/** Laws about cutting apart and putting together. */
export const pieceRewrites: readonly Rewrite[] = [
  {
    name: 'joinSlices',
    law: 'slice(slice(a)) = one slice',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'slice' ? definition(equation.inputs[0]) : undefined;
      if (inner?.primitive !== 'slice') return undefined;
      const offsets = paramsOf<'slice'>(inner).starts;
      return [onto(equation, moved(paramsOf<'slice'>(equation), offsets), inner.inputs)];
    },
  },
  {
    name: 'sliceOfConcat',
    law: 'slice(concat(a, b)) = slice(a), if it lies in a alone',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'slice' ? definition(equation.inputs[0]) : undefined;
      if (inner?.primitive !== 'concat') return undefined;
      const { axis } = paramsOf<'concat'>(inner);
      const { starts, ends } = paramsOf<'slice'>(equation);
      let start = 0;
      for (const piece of inner.inputs) {
        const end = start + piece.type.shape[axis];
        if (start <= starts[axis] && ends[axis] <= end) {
          return [onto(equation, moved({ starts, ends }, starts.map((_, other) => (other === axis ? -start : 0))), [piece])];
        }
        start = end;
      }
      return undefined;
    },
  },
  {
    name: 'sliceOfPad',
    law: 'slice(pad(a)) = slice(a), if it lies in a alone',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'slice' ? definition(equation.inputs[0]) : undefined;
      if (inner?.primitive !== 'pad') return undefined;
      const [a] = inner.inputs;
      const { before } = paramsOf<'pad'>(inner);
      const { starts, ends } = moved(paramsOf<'slice'>(equation), before.map((count) => -count));
      const inside = starts.every((start, axis) => start >= 0 && ends[axis] <= a.type.shape[axis]);
      return inside ? [onto(equation, { starts, ends }, [a])] : undefined;
    },
  },
  {
    name: 'sliceOfBroadcast',
    law: 'slice(broadcast(a)) = broadcast(slice(a))',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'slice' ? definition(equation.inputs[0]) : undefined;
      if (inner?.primitive !== 'broadcast') return undefined;
      const [a] = inner.inputs;
      const { starts, ends } = paramsOf<'slice'>(equation);
      const lead = starts.length - a.type.shape.length;
      const block = {
        starts: a.type.shape.map((size, axis) => (size === 1 ? 0 : starts[axis + lead])),
        ends: a.type.shape.map((size, axis) => (size === 1 ? 1 : ends[axis + lead])),
      };
      const cut = applied('slice', block, [a], { shape: block.ends.map((end, axis) => end - block.starts[axis]), dtype: a.type.dtype });
      return [cut, { ...equation, primitive: 'broadcast', params: { shape: equation.outputs[0].type.shape }, inputs: cut.outputs }];
    },
  },
  {
    name: 'joinPaddings',
    law: 'pad(pad(a)) = one pad',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'pad' ? definition(equation.inputs[0]) : undefined;
      if (inner?.primitive !== 'pad') return undefined;
      const [first, second] = [paramsOf<'pad'>(inner), paramsOf<'pad'>(equation)];
      const sum = (x: readonly number[], y: readonly number[]): number[] => x.map((count, axis) => count + y[axis]);
      return [onto(equation, { before: sum(first.before, second.before), after: sum(first.after, second.after) }, inner.inputs)];
    },
  },
  {
    name: 'joinConcats',
    law: 'concat(concat(a, b), c) = concat(a, b, c) along one axis',
    apply: (equation, { definition }) => {
      if (equation.primitive !== 'concat') return undefined;
      const { axis } = paramsOf<'concat'>(equation);
      const parts = equation.inputs.map((atom) => {
        const inner = definition(atom);
        return inner?.primitive === 'concat' && paramsOf<'concat'>(inner).axis === axis ? inner.inputs : undefined;
      });
      if (!parts.some(Boolean)) return undefined;
      return [onto(equation, equation.params, parts.flatMap((part, index) => part ?? [equation.inputs[index]]))];
    },
  },
  {
    name: 'concatOfNeighbours',
    law: 'concat(slice(a), slice(a)) = slice(a), if the slices are neighbours',
    apply: (equation, { definition }) => {
      if (equation.primitive !== 'concat') return undefined;
      const { axis } = paramsOf<'concat'>(equation);
      const inputs: Atom[] = [];
      const before: Equation[] = [];
      for (const atom of equation.inputs) {
        const last = inputs[inputs.length - 1];
        const joined = last && neighbours(before.find(({ outputs }) => outputs[0] === last) ?? definition(last), definition(atom), axis);
        if (joined) before.push(joined);
        if (joined) inputs[inputs.length - 1] = joined.outputs[0];
        else inputs.push(atom);
      }
      return before.length > 0 ? [...before, onto(equation, equation.params, inputs)] : undefined;
    },
  },
];

interface Block {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function moved({ starts, ends }: Block, offsets: readonly number[]): { starts: number[]; ends: number[] } {
  const move = (positions: readonly number[]): number[] => positions.map((position, axis) => position + offsets[axis]);
  return { starts: move(starts), ends: move(ends) };
}

/** One slice in place of two that lie side by side along `axis`. */
function neighbours(first: Equation | undefined, second: Equation | undefined, axis: number): Equation | undefined {
  if (first?.primitive !== 'slice' || second?.primitive !== 'slice' || first.inputs[0] !== second.inputs[0]) return undefined;
  const [left, right] = [paramsOf<'slice'>(first), paramsOf<'slice'>(second)];
  const fits = left.starts.every((start, other) =>
    other === axis ? left.ends[axis] === right.starts[axis] : start === right.starts[other] && left.ends[other] === right.ends[other],
  );
  if (!fits) return undefined;
  const ends = left.ends.map((end, other) => (other === axis ? right.ends[axis] : end));
  const { dtype } = first.outputs[0].type;
  return applied('slice', { starts: left.starts, ends }, first.inputs, { shape: ends.map((end, other) => end - left.starts[other]), dtype });
}
