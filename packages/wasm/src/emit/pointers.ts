import type { I32, Local, V128 } from '../assemble/expression.js';
import { get, i32, v128 } from '../assemble/expression.js';
import type { FunctionBuilder } from '../assemble/functionBuilder.js';
import type { View } from '../ir/view.js';
import type { LoopAxis } from './loops.js';
import { strideAlong } from './loops.js';
import type { NodeParameters, Scope } from './scope.js';
import { stepBytes } from './scope.js';

/** Where a view's current element is: a local that moves, and a fixed address as the instruction's offset. */
export interface Place {
  readonly pointer: Local<'i32'>;
  readonly offset: number;
  /** Elements to the next one along the innermost axis. */
  readonly stride: number;
}

/**
 * One moving local for all views that move alike, whatever buffers they are of: the buffers' addresses are fixed and go into the
 * instructions.
 */
export interface Pointers {
  place(view: View): Place;
  /** Moves all by `count` places along an axis. */
  advance(axis: number, count: number): void;
  /** Moves all by a number of places that is known when it runs. */
  advanceBy(axis: number, count: Local<'i32'>): void;
  /** Copies of the current positions, to come back to. */
  save(): readonly Local<'i32'>[];
  restore(saved: readonly Local<'i32'>[]): void;
}

export function createPointers(
  code: FunctionBuilder,
  scope: Scope,
  parameters: Pick<NodeParameters, 'step'>,
  axes: readonly LoopAxis[],
  views: readonly View[],
): Pointers {
  const groups = new Map<string, { pointer: Local<'i32'>; strides: readonly number[] }>();
  // A pointer must not fall below 0, so views that run backwards have pointers of their own, at their absolute place.
  const backwards = (view: View): boolean => axes.some((axis) => strideAlong(view, axis) < 0) || view.steps.some(({ stride }) => stride < 0);
  const absolute = (view: View): number => scope.address(view.buffer) + 4 * view.offset;
  const keyOf = (view: View): string => `${backwards(view) ? absolute(view) : ''} ${axes.map((axis) => strideAlong(view, axis)).join()} ${view.steps.map(({ variable, stride }) => `${variable.name}·${stride}`).join()}`;
  for (const view of views) {
    const key = keyOf(view);
    if (groups.has(key)) continue;
    const moving = stepBytes(view.steps, parameters) ?? i32.const(0);
    const pointer = code.keep(backwards(view) ? i32.add(moving, i32.const(absolute(view))) : moving);
    groups.set(key, { pointer, strides: axes.map((axis) => strideAlong(view, axis)) });
  }
  const all = [...groups.values()];
  return {
    place(view) {
      const { pointer, strides } = groups.get(keyOf(view)) as { pointer: Local<'i32'>; strides: readonly number[] };
      return { pointer, offset: backwards(view) ? 0 : absolute(view), stride: strides[strides.length - 1] };
    },
    advance(axis, count) {
      for (const { pointer, strides } of all) if (strides[axis] !== 0) code.advance(pointer, 4 * count * strides[axis]);
    },
    advanceBy(axis, count) {
      for (const { pointer, strides } of all) {
        if (strides[axis] !== 0) code.set(pointer, i32.add(get(pointer), i32.mul(get(count), i32.const(4 * strides[axis]))));
      }
    },
    save: () => all.map(({ pointer }) => code.keep(get(pointer))),
    restore(saved) {
      all.forEach(({ pointer }, index) => code.set(pointer, get(saved[index])));
    },
  };
}

/** Four neighbours along the innermost axis, `vector`·4 places on. */
export function loadVector({ pointer, offset, stride }: Place, vector: number): V128 {
  const at = (lane: number): number => offset + 4 * stride * (4 * vector + lane);
  if (stride === 1) return v128.load(get(pointer), at(0));
  if (stride === 0) return v128.loadSplat(get(pointer), offset);
  if (stride > 0) return [1, 2, 3].reduce((value, lane) => v128.loadLane(get(pointer), value, lane, at(lane)), v128.loadZero(get(pointer), at(0)));
  const address = (lane: number): I32 => i32.add(get(pointer), i32.const(at(lane)));
  return [1, 2, 3].reduce((value, lane) => v128.loadLane(address(lane), value, lane), v128.loadZero(address(0)));
}

/** Stores four neighbours, or those of them that are among the `remaining` ones. */
export function storeVector(code: FunctionBuilder, place: Place, vector: number, value: Local<'v128'>, remaining?: Local<'i32'>): void {
  const { pointer, offset, stride } = place;
  const lane = (index: number): void => code.storeLane(get(pointer), get(value), index, offset + 4 * stride * (4 * vector + index));
  const whole = (): void => {
    if (stride === 1) code.store(get(pointer), get(value), offset + 16 * vector);
    else for (let index = 0; index < 4; index++) lane(index);
  };
  if (!remaining) {
    whole();
    return;
  }
  code.if(i32.geS(get(remaining), i32.const(4)), whole, () => {
    lane(0);
    code.if(i32.geS(get(remaining), i32.const(2)), () => lane(1));
    code.if(i32.geS(get(remaining), i32.const(3)), () => lane(2));
  });
}
