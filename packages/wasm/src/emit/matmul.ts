import type { I32 } from '../assemble/expression.js';
import { get, i32 } from '../assemble/expression.js';
import type { FunctionBuilder } from '../assemble/functionBuilder.js';
import type { Limit, MatmulNode, PackNode } from '../ir/node.js';
import type { View } from '../ir/view.js';
import type { MatmulSpec, PackRightSpec } from '../kernels/matmul/index.js';
import { matmul, matmulScratchBytes, packRight, panelBytes, panelCount } from '../kernels/matmul/index.js';
import type { NodeFunction, NodeParameters, Scope, Target } from './scope.js';
import { addressOf, defineNode } from './scope.js';

function specOf({ left, right, target, panels }: MatmulNode, { tile, arithmetic }: Target): MatmulSpec {
  const [, K, N] = right.shape;
  return {
    N,
    K,
    aRow: left.strides[1],
    // A stride along an axis of one place says nothing.
    aStep: K === 1 ? 1 : left.strides[2],
    bRow: panels ? 'panels' : right.strides[1],
    cRow: target.strides[1],
    tile,
    arithmetic,
  };
}

function packSpecOf({ source }: PackNode, tile: Target['tile']): PackRightSpec {
  const [, K, N] = source.shape;
  return { N, K, kStride: source.strides[1], columnStride: source.strides[2], tile };
}

/** Elements of the panels of a right factor [batch, K, N]. */
export function panelElements({ shape: [batch, K, N] }: View, tile: Target['tile']): number {
  return batch * (panelBytes({ N, K, tile }) / 4);
}

export function matmulNodeScratchBytes(node: MatmulNode, target: Target): number {
  return matmulScratchBytes(specOf(node, target));
}

/** A product for rows first … last − 1 of the target; with a batch axis, for all rows of its places first … last − 1. */
export function emitMatmul(node: MatmulNode, scope: Scope): NodeFunction {
  const { left, right, target, panels } = node;
  const [batch, M, K] = left.shape;
  const spec = specOf(node, scope.target);
  return defineNode(scope, 'matmul', node, (code, parameters) => {
    const { first, last, thread } = parameters;
    const a = code.keep(addressOf(left, scope, parameters));
    const b = code.keep(panels ? i32.const(scope.address(panels)) : addressOf(right, scope, parameters));
    const c = code.keep(addressOf(target, scope, parameters));
    const scratch = code.keep(i32.add(i32.const(scope.scratch.address), i32.mul(get(thread), i32.const(scope.scratch.bytesPerThread))));
    const depth = limited(code, node.depth, K, scope, parameters);
    const move = (pointer: typeof a, count: I32, stride: number): void => code.set(pointer, i32.add(get(pointer), i32.mul(count, i32.const(4 * stride))));
    if (batch === 1) {
      const end = code.keep(least(code, get(last), limited(code, node.rows, M, scope, parameters)));
      move(a, get(first), left.strides[1]);
      move(c, get(first), target.strides[1]);
      code.call(matmul(scope.module, spec), get(a), get(b), get(c), i32.sub(get(end), get(first)), depth, get(scratch));
      return;
    }
    const rightStride = panels ? panelBytes({ ...spec }) / 4 : right.strides[0];
    move(a, get(first), left.strides[0]);
    move(b, get(first), rightStride);
    move(c, get(first), target.strides[0]);
    const index = code.local('i32');
    code.forRange(index, get(first), get(last), 1, () => {
      code.call(matmul(scope.module, spec), get(a), get(b), get(c), i32.const(M), depth, get(scratch));
      move(a, i32.const(1), left.strides[0]);
      move(b, i32.const(1), rightStride);
      move(c, i32.const(1), target.strides[0]);
    });
  });
}

/** How far to go: all, or as far as a loop ran. */
export function limited(code: FunctionBuilder, limit: Limit | undefined, all: number, scope: Scope, parameters: Pick<NodeParameters, 'step'>): I32 {
  if (!limit) return i32.const(all);
  const ran = i32.mul(i32.load(addressOf(limit.tripCount, scope, parameters)), i32.const(limit.each));
  return get(code.keep(least(code, ran, i32.const(all))));
}

function least(code: FunctionBuilder, a: I32, b: I32): I32 {
  const [left, right] = [code.keep(a), code.keep(b)];
  return i32.select(i32.ltS(get(left), get(right)), get(left), get(right));
}

/** Packs panels first … last − 1, of every place along the batch axis. */
export function emitPack(node: PackNode, scope: Scope): NodeFunction {
  const { source, panels } = node;
  const [batch, K] = source.shape;
  const spec = packSpecOf(node, scope.target.tile);
  return defineNode(scope, 'pack', node, (code, parameters) => {
    const { first, last } = parameters;
    const from = code.keep(addressOf(source, scope, parameters));
    const to = code.keep(i32.const(scope.address(panels)));
    const index = code.local('i32');
    code.forRange(index, i32.const(0), i32.const(batch), 1, () => {
      code.call(packRight(scope.module, spec), get(from), get(to), get(first), get(last), i32.const(K));
      code.advance(from, 4 * source.strides[0]);
      code.advance(to, panelBytes(spec));
    });
  });
}

export function panelsOf({ source }: PackNode, tile: Target['tile']): number {
  return panelCount(source.shape[2], tile);
}
