import { primitiveNamed } from '@rekur/tensor';
import type { Local } from '../assemble/expression.js';
import type { FunctionBuilder } from '../assemble/functionBuilder.js';
import type { Instruction, MapNode, Store } from '../ir/node.js';
import type { View } from '../ir/view.js';
import { mayOverlap } from '../ir/view.js';
import type { ElementContext } from './elements.js';
import { emitInstructions } from './elements.js';
import { createNest, firstRange, wholeRange } from './nest.js';
import { loopAxes, once } from './loops.js';
import type { Pointers } from './pointers.js';
import { createPointers, loadVector, storeVector } from './pointers.js';
import type { NodeFunction, Scope } from './scope.js';
import { defineNode } from './scope.js';

/** A loop over elements: as few loops as the views allow, the innermost by vectors side by side. */
export function emitMap(node: MapNode, scope: Scope): NodeFunction {
  return defineNode(scope, 'map', node, (code, parameters) => {
    const views = [...loadsOf(node.instructions), ...node.stores.map(({ view }) => view)];
    const found = loopAxes(node.shape, views, indexAxes(node.instructions));
    const axes = found.length > 0 ? found : [once];
    const pointers = createPointers(code, scope, parameters, axes, views);
    const ranges = axes.map((axis) => (axis.axes.includes(0) ? firstRange(code, axis, node.shape, parameters) : wholeRange(axis)));
    const nest = createNest(code, axes, ranges, pointers, indexAxes(node.instructions));
    const due = storesDue(node);
    let load: ElementContext['load'];
    nest.loop(0, axes.length - 1, () =>
      nest.inner(
        vectorsAtOnce(node.instructions, scope),
        () => (load = elementLoader(code, pointers, loadsOf(node.instructions))),
        (vectors, remaining) => {
          emitInstructions(node.instructions, {
            code,
            vectors,
            load,
            place: (axis) => nest.place(axis),
            computed: (index, values) => {
              for (const { view, value } of due[index]) {
                values[value].forEach((each, vector) => storeVector(code, pointers.place(view), vector, each, remaining));
              }
            },
          });
        },
      ),
    );
  });
}

/**
 * Vectors that are computed side by side, largest number first. Long chains of instructions wait for each other, so that many of
 * them must be under way at once; with few there is nothing to wait for. Node 20's compiler runs out of registers sooner.
 */
export function vectorsAtOnce(instructions: readonly Instruction[], { target }: Scope): readonly number[] {
  const wide = target.width === 256;
  const isLong = instructions.some((instruction) => instruction.kind === 'operation' && !primitiveNamed(instruction.primitive).traits.cheap);
  if (!isLong) return wide ? [4] : [2];
  if (!target.manyRegisters) return [4];
  return wide ? [16, 4] : [8, 2];
}

/** How views are loaded in an innermost loop; those that do not move along it are loaded here, before it. */
export function elementLoader(code: FunctionBuilder, pointers: Pointers, views: readonly View[]): (view: View, vector: number) => Local<'v128'> {
  const still = new Map<View, Local<'v128'>>();
  for (const view of views) {
    const place = pointers.place(view);
    if (place.stride === 0) still.set(view, code.keep(loadVector(place, 0)));
  }
  return (view, vector) => still.get(view) ?? code.keep(loadVector(pointers.place(view), vector));
}

/** For each instruction the stores that follow it: as soon as the value is there and nothing later reads what was there before. */
function storesDue(node: MapNode): readonly (readonly Store[])[] {
  const due: Store[][] = node.instructions.map(() => []);
  for (const store of node.stores) {
    let at = store.value;
    node.instructions.forEach((instruction, index) => {
      if (index > at && instruction.kind === 'load' && mayOverlap(instruction.view, store.view)) at = index;
    });
    due[at].push(store);
  }
  return due;
}

export function loadsOf(instructions: readonly Instruction[]): View[] {
  return instructions.flatMap((instruction) => (instruction.kind === 'load' ? [instruction.view] : []));
}

export function indexAxes(instructions: readonly Instruction[]): Set<number> {
  return new Set(instructions.flatMap((instruction) => (instruction.kind === 'index' ? [instruction.axis] : [])));
}
