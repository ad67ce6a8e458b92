import type { Shape } from '@rekur/tensor';
import type { I32, Local } from '../assemble/expression.js';
import { get, i32 } from '../assemble/expression.js';
import type { FunctionBuilder } from '../assemble/functionBuilder.js';
import type { LoopAxis } from './loops.js';
import type { Pointers } from './pointers.js';
import type { NodeParameters } from './scope.js';

/** How many places along an axis a loop visits, and from which one on. */
export interface Range {
  readonly start: I32;
  /** A number where it is known beforehand. */
  readonly count: Local<'i32'> | number;
  /** What the count is a multiple of, for certain. */
  readonly multipleOf: number;
}

/** Writes what happens for `vectors` vectors of neighbours; fewer than four neighbours may remain if `remaining` is given. */
export type InnerBody = (vectors: number, remaining?: Local<'i32'>) => void;

export interface Nest {
  /** The current place along an axis of the shape. */
  place(axis: number): { readonly at: Local<'i32'>; readonly inner: boolean };
  /** Writes the loops of levels from … to − 1 around `body`. Pointers are back where they were after each round. */
  loop(from: number, to: number, body: () => void): void;
  /** Writes the innermost loop by groups of neighbours, so many vectors at a time, largest number first; what is left one by one;
   *  after `prepare`, which finds the pointers at its start. */
  inner(vectors: readonly number[], prepare: () => void, body: InnerBody): void;
  /** The innermost loop by eights: `count` is a multiple of eight, and what is left of the axis stays ahead. */
  eights(prepare: () => void, count: number, body: (vectors: number) => void): void;
}

/** The range of a loop over the shape's first axis (and axes joined with it) that belongs to places first … last − 1 of that axis. */
export function firstRange(code: FunctionBuilder, axis: LoopAxis, shape: Shape, { first, last }: Pick<NodeParameters, 'first' | 'last'>): Range {
  const each = axis.size / (shape[0] || 1);
  return {
    start: i32.mul(get(first), i32.const(each)),
    count: code.keep(i32.mul(i32.sub(get(last), get(first)), i32.const(each))),
    multipleOf: each,
  };
}

export function wholeRange({ size }: LoopAxis): Range {
  return { start: i32.const(0), count: size, multipleOf: size };
}

/**
 * Loops over `axes`, outermost first, with pointers that follow.
 * @param counted axes of the shape whose current place is asked for
 */
export function createNest(code: FunctionBuilder, axes: readonly LoopAxis[], ranges: readonly Range[], pointers: Pointers, counted: ReadonlySet<number>): Nest {
  const places = axes.map(({ axes: joined }) => (joined.some((axis) => counted.has(axis)) ? code.local('i32') : undefined));
  const innermost = axes.length - 1;

  const enter = (level: number): void => {
    const { start, count } = ranges[level];
    const place = places[level];
    if (place) code.set(place, start);
    if (typeof count !== 'number') pointers.advanceBy(level, code.keep(start));
  };

  const loopVectors = (vectors: readonly number[], body: InnerBody): void => {
    const { count, multipleOf } = ranges[innermost];
    const remaining = code.keep(typeof count === 'number' ? i32.const(count) : get(count));
    const move = (places4: number): void => {
      pointers.advance(innermost, places4);
      const place = places[innermost];
      if (place) code.advance(place, places4);
      code.advance(remaining, -places4);
    };
    // Many at a time, then fewer for what is left.
    for (const side of vectors) {
      const step = 4 * side;
      if (typeof count === 'number' && count < step) continue;
      const enough = (): I32 => i32.geS(get(remaining), i32.const(step));
      const once = (): void =>
        code.doWhile(() => {
          code.scope(() => body(side));
          move(step);
        }, enough);
      if (typeof count === 'number' && side === vectors[0]) once();
      else code.if(enough(), once);
      if (multipleOf % step === 0) return;
    }
    const some = (): I32 => i32.gtS(get(remaining), i32.const(0));
    code.if(some(), () =>
      code.doWhile(() => {
        code.scope(() => body(1, multipleOf % 4 === 0 ? undefined : remaining));
        move(4);
      }, some),
    );
  };

  const loop = (at: number, to: number, body: () => void): void => {
    if (at >= to) {
      body();
      return;
    }
    enter(at);
    const { count } = ranges[at];
    const left = code.keep(typeof count === 'number' ? i32.const(count) : get(count));
    code.if(i32.gtS(get(left), i32.const(0)), () =>
      code.doWhile(
        () => {
          const saved = pointers.save();
          loop(at + 1, to, body);
          pointers.restore(saved);
          pointers.advance(at, 1);
          const place = places[at];
          if (place) code.advance(place, 1);
          code.advance(left, -1);
        },
        () => get(left),
      ),
    );
  };

  return {
    place(axis) {
      const at = axes.findIndex(({ axes: joined }) => joined.includes(axis));
      return { at: places[at] as Local<'i32'>, inner: at === innermost };
    },
    loop,
    inner(vectors, prepare, body) {
      enter(innermost);
      prepare();
      loopVectors(vectors, body);
    },
    eights(prepare, count, body) {
      enter(innermost);
      prepare();
      if (count === 0) return;
      const remaining = code.keep(i32.const(count));
      code.doWhile(
        () => {
          code.scope(() => body(2));
          pointers.advance(innermost, 8);
          const place = places[innermost];
          if (place) code.advance(place, 8);
          code.advance(remaining, -8);
        },
        () => get(remaining),
      );
    },
  };
}
