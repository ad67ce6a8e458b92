import type { Atom, Equation, Variable } from '@rekur/tensor';
import { fresh, sameAtom } from './atoms.js';
import type { Loop, Stack } from './loop.js';
import { runsFully } from './loop.js';

/** Where the values of a loop's steps are found outside, zero at steps that did not run. */
export interface Stacking {
  /** The stack of a value, if there is one already. */
  find(value: Atom): Atom | undefined;
  /** The stack of a value, made if there is none. */
  take(value: Variable): Atom;
  /** All stacks, the new ones last. */
  stacks(): readonly Stack[];
}

/** @param definitions of the level that the loop is in */
export function createStacking(loop: Loop, definitions: ReadonlyMap<Atom, Equation>): Stacking {
  const stacks: Stack[] = [...loop.stacks];
  const known = new Map<Atom, Atom>();
  for (const { value, result } of loop.stacks) if (!known.has(value)) known.set(value, result);
  for (const { input, operand } of loop.sequences) if (isZeroBehind(operand, loop, definitions)) known.set(input, operand);
  return {
    find: (value) => known.get(value),
    take(value) {
      const found = known.get(value);
      if (found) return found;
      const { shape, dtype } = value.type;
      const result = fresh({ shape: [loop.capacity, ...shape], dtype });
      stacks.push({ value, result });
      known.set(value, result);
      return result;
    },
    stacks: () => stacks,
  };
}

/**
 * Whether a per-step input holds zeros at the steps that the loop does not run: there are none, or another loop of as many
 * steps stacked it, or it was put together of such stacks side by side.
 */
export function isZeroBehind(operand: Atom, loop: Loop, definitions: ReadonlyMap<Atom, Equation>): boolean {
  if (runsFully(loop)) return true;
  const source = definitions.get(operand);
  if (source?.primitive === 'concat') return source.params.axis !== 0 && source.inputs.every((part) => isZeroBehind(part, loop, definitions));
  if (source?.primitive !== 'scan' || !sameAtom(source.inputs[0], loop.tripCount)) return false;
  return source.outputs.indexOf(operand as Variable) >= (source.params.carries as number);
}
