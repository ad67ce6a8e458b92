import { get, i32, i32x4, v128 } from '../assemble/expression.js';
import type { ReduceNode } from '../ir/node.js';
import { combineOf, neutralBits } from './combine.js';
import type { ElementContext } from './elements.js';
import { emitInstructions } from './elements.js';
import { loopAxes } from './loops.js';
import { elementLoader, indexAxes, loadsOf, vectorsAtOnce } from './map.js';
import { createNest, firstRange, wholeRange } from './nest.js';
import { createPointers, storeVector } from './pointers.js';
import type { NodeFunction, Scope } from './scope.js';
import { defineNode } from './scope.js';
import { targetOverTerms } from './targetOverTerms.js';

/** Partial results that grow side by side. */
function partsOf({ operation }: ReduceNode): number {
  return operation === 'sum' ? 8 : 1;
}

function rowBytes(node: ReduceNode): number {
  const inner = node.shape.reduce((product, size, axis) => (node.axes.includes(axis) ? product : product * size), 1);
  return Math.ceil((inner * 4) / 64) * 64 + 64;
}

/** Bytes of scratch that a thread needs: a row of results for each partial sum. */
export function columnScratchBytes(node: ReduceNode): number {
  return partsOf(node) * rowBytes(node);
}

/**
 * Whole rows of results at a time: row j of the terms is added to row j mod 8 of the partial results, so that memory is read from
 * front to back.
 */
export function emitColumnReduce(node: ReduceNode, scope: Scope): NodeFunction {
  const { shape, axes: reduced, target, operation } = node;
  const { dtype } = target.buffer;
  const combine = combineOf(operation, dtype);
  const parts = partsOf(node);
  const bytes = rowBytes(node);
  return defineNode(scope, operation, node, (code, parameters) => {
    const result = targetOverTerms(node);
    const views = [...loadsOf(node.instructions), result];
    const counted = indexAxes(node.instructions);
    const kept = loopAxes(shape, views, counted, [...shape.keys()].filter((axis) => !reduced.includes(axis)));
    const terms = loopAxes(shape, views, counted, reduced);
    const inner = kept[kept.length - 1];
    const outer = kept.slice(0, -1);
    const axes = [...outer, ...terms, inner];
    const pointers = createPointers(code, scope, parameters, axes, views);
    const ranges = axes.map((axis) => (axis.axes.includes(0) && !reduced.includes(0) ? firstRange(code, axis, shape, parameters) : wholeRange(axis)));
    const nest = createNest(code, axes, ranges, pointers, counted);
    const base = code.keep(i32.add(i32.const(scope.scratch.address), i32.mul(get(parameters.thread), i32.const(scope.scratch.bytesPerThread))));
    const at = code.local('i32');
    const turn = code.local('i32');
    const neutral = i32x4.const(neutralBits(operation, dtype));
    nest.loop(0, outer.length, () => {
      code.set(at, get(base));
      code.doWhile(
        () => {
          code.store(get(at), neutral);
          code.advance(at, 16);
        },
        () => i32.ne(get(at), i32.add(get(base), i32.const(parts * bytes))),
      );
      code.set(turn, i32.const(0));
      let load: ElementContext['load'];
      const saved = pointers.save();
      nest.loop(outer.length, axes.length - 1, () => {
        code.set(at, i32.add(get(base), i32.mul(i32.and(get(turn), i32.const(parts - 1)), i32.const(bytes))));
        nest.inner(
          vectorsAtOnce(node.instructions, scope),
          () => (load = elementLoader(code, pointers, loadsOf(node.instructions))),
          (vectors) => {
            emitInstructions(node.instructions, { code, vectors, load, place: (axis) => nest.place(axis) })[node.value].forEach((value, vector) =>
              code.store(get(at), combine(v128.load(get(at), 16 * vector), get(value)), 16 * vector),
            );
            code.advance(at, 16 * vectors);
          },
        );
        code.advance(turn, 1);
      });
      pointers.restore(saved);
      code.set(at, get(base));
      nest.inner(
        [],
        () => undefined,
        (_, remaining) => {
          let rows = Array.from({ length: parts }, (_, part) => code.keep(v128.load(get(at), part * bytes)));
          while (rows.length > 1) {
            const half = rows.length / 2;
            rows = rows.slice(0, half).map((row, index) => code.keep(combine(get(row), get(rows[index + half]))));
          }
          storeVector(code, pointers.place(result), 0, rows[0], remaining);
          code.advance(at, 16);
        },
      );
    });
  });
}
