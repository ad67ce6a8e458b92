import type { Local, V128 } from '../assemble/expression.js';
import { f32, get, i32, i32x4, v128 } from '../assemble/expression.js';
import type { FunctionBuilder } from '../assemble/functionBuilder.js';
import type { ReduceNode } from '../ir/node.js';
import type { Vectors } from '../kernels/operations/index.js';
import { combineOf, neutralBits } from './combine.js';
import type { ElementContext } from './elements.js';
import { emitInstructions } from './elements.js';
import { loopAxes, once } from './loops.js';
import { elementLoader, indexAxes, loadsOf } from './map.js';
import type { Nest } from './nest.js';
import { createNest, firstRange, wholeRange } from './nest.js';
import { createPointers } from './pointers.js';
import { targetOverTerms } from './targetOverTerms.js';
import type { NodeFunction, Scope } from './scope.js';
import { defineNode } from './scope.js';

/** What collects the terms of one result. */
interface Collector {
  begin(): void;
  /** Writes the innermost loop over terms; `terms` computes neighbours side by side. */
  collect(nest: Nest, prepare: () => void, terms: (vectors: number) => Vectors): void;
  /** Partial results 0–3 and 4–7. */
  end(): { low: V128; high: V128 };
}

/**
 * Each result from a run of terms: term j goes to partial result j mod 8. Where a run is made of pieces that are no multiple of eight,
 * the terms are put into their places one by one.
 */
export function emitRowReduce(node: ReduceNode, scope: Scope): NodeFunction {
  const { shape, axes: reduced, target, operation } = node;
  const { dtype } = target.buffer;
  const combine = combineOf(operation, dtype);
  return defineNode(scope, operation, node, (code, parameters) => {
    const result = targetOverTerms(node);
    const views = [...loadsOf(node.instructions), result];
    const counted = indexAxes(node.instructions);
    const kept = loopAxes(shape, views, counted, [...shape.keys()].filter((axis) => !reduced.includes(axis)));
    const found = loopAxes(shape, views, counted, reduced);
    const terms = found.length > 0 ? found : [once];
    const axes = [...kept, ...terms];
    const pointers = createPointers(code, scope, parameters, axes, views);
    const ranges = axes.map((axis, level) =>
      level < kept.length && axis.axes.includes(0) ? firstRange(code, axis, shape, parameters) : wholeRange(axis),
    );
    const nest = createNest(code, axes, ranges, pointers, counted);
    const size = terms[terms.length - 1].size;
    const aligned = operation !== 'sum' || terms.length === 1 || size % 8 === 0;
    const collector = aligned
      ? inRegisters(code, size, combine, i32x4.const(neutralBits(operation, dtype)))
      : inMemory(code, size, dtype === 'float32', i32.add(i32.const(scope.scratch.address), i32.mul(get(parameters.thread), i32.const(scope.scratch.bytesPerThread))));
    nest.loop(0, kept.length, () => {
      collector.begin();
      let load: ElementContext['load'];
      nest.loop(kept.length, axes.length - 1, () =>
        collector.collect(
          nest,
          () => (load = elementLoader(code, pointers, loadsOf(node.instructions))),
          (vectors) => emitInstructions(node.instructions, { code, vectors, load, place: (axis) => nest.place(axis) })[node.value],
        ),
      );
      const { low, high } = collector.end();
      const total = code.keep(combine(low, high));
      const half = code.keep(combine(get(total), v128.shuffle(get(total), get(total), [2, 3, 2, 3])));
      const place = pointers.place(result);
      code.storeLane(get(place.pointer), combine(get(half), v128.shuffle(get(half), get(half), [1, 1, 1, 1])), 0, place.offset);
    });
  });
}

/** Two vectors of partial results. The last group of fewer than eight is filled up with what changes nothing. */
function inRegisters(code: FunctionBuilder, size: number, combine: (a: V128, b: V128) => V128, neutral: V128): Collector {
  const parts = [code.local('v128'), code.local('v128')];
  const rest = size % 8;
  const add = (vector: number, value: V128): void => code.set(parts[vector], combine(get(parts[vector]), value));
  const filled = (value: Local<'v128'>, count: number): V128 =>
    count >= 4 ? get(value) : v128.select(v128.const(...([0, 1, 2, 3].map((lane) => (lane < count ? -1 : 0)) as [number, number, number, number])), get(value), neutral);
  return {
    begin: () => parts.forEach((part) => code.set(part, neutral)),
    collect(nest, prepare, terms) {
      nest.eights(prepare, size - rest, (vectors) => terms(vectors).forEach((value, vector) => add(vector, get(value))));
      if (rest > 0) terms(rest > 4 ? 2 : 1).forEach((value, vector) => add(vector, filled(value, rest - 4 * vector)));
    },
    end: () => ({ low: get(parts[0]), high: get(parts[1]) }),
  };
}

/** Eight words of partial results, and four for the terms at hand; a counter says whose turn it is. */
function inMemory(code: FunctionBuilder, size: number, isFloat: boolean, room: ReturnType<typeof i32.add>): Collector {
  const base = code.keep(room);
  const turn = code.local('i32');
  const lane = code.local('i32');
  const TERMS = 32;
  return {
    begin() {
      code.set(turn, i32.const(0));
      code.store(get(base), i32x4.const(0), 0);
      code.store(get(base), i32x4.const(0), 16);
    },
    collect(nest, prepare, terms) {
      nest.inner([], prepare, (_, remaining) => {
        code.store(get(base), get(terms(1)[0]), TERMS);
        const count = remaining ? i32.select(i32.ltS(get(remaining), i32.const(4)), get(remaining), i32.const(4)) : i32.const(Math.min(4, size));
        code.forRange(lane, i32.const(0), count, 1, () => {
          const slot = i32.add(get(base), i32.shl(i32.and(get(turn), i32.const(7)), i32.const(2)));
          const term = i32.add(get(base), i32.shl(get(lane), i32.const(2)));
          code.store(slot, isFloat ? f32.add(f32.load(slot), f32.load(term, TERMS)) : i32.add(i32.load(slot), i32.load(term, TERMS)));
          code.advance(turn, 1);
        });
      });
    },
    end: () => ({ low: v128.load(get(base), 0), high: v128.load(get(base), 16) }),
  };
}

/** Bytes of scratch that a thread needs for the terms of results one by one. */
export const ROW_SCRATCH_BYTES = 48;
