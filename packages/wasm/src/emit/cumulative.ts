import type { Expression, Local } from '../assemble/expression.js';
import { f32, get, i32, i32x4 } from '../assemble/expression.js';
import type { FunctionBuilder } from '../assemble/functionBuilder.js';
import type { ClearNode, CumulativeSumNode } from '../ir/node.js';
import { loopAxes, once } from './loops.js';
import { createNest, wholeRange } from './nest.js';
import { createPointers } from './pointers.js';
import { limited } from './matmul.js';
import type { NodeFunction, Scope } from './scope.js';
import { addressOf, defineNode } from './scope.js';

/** Sums so far, one line along the axis after the other, by one thread. */
export function emitCumulativeSum(node: CumulativeSumNode, scope: Scope): NodeFunction {
  const { source, target, axis, reverse } = node;
  const { shape } = target;
  const isFloat = target.buffer.dtype === 'float32';
  return defineNode(scope, 'cumulativeSum', node, (code, parameters) => {
    const others = loopAxes(shape, [source, target], new Set([axis]), [...shape.keys()].filter((other) => other !== axis));
    const axes = [...others, once];
    const pointers = createPointers(code, scope, parameters, axes, [source, target]);
    const nest = createNest(code, axes, axes.map(wholeRange), pointers, new Set());
    const length = shape[axis];
    if (length === 0) return;
    nest.loop(0, others.length, () => {
      const from = pointers.place(source);
      const to = pointers.place(target);
      const start = (stride: number): number => (reverse ? 4 * stride * (length - 1) : 0);
      const read = code.keep(i32.add(get(from.pointer), i32.const(from.offset + start(source.strides[axis]))));
      const write = code.keep(i32.add(get(to.pointer), i32.const(to.offset + start(target.strides[axis]))));
      const left = code.keep(i32.const(length));
      const step = reverse ? -4 : 4;
      // The first element as it is: a sum would turn −0 into +0.
      const sum = isFloat ? f32Sum(code, read) : i32Sum(code, read);
      const put = (): void => code.store(get(write), sum.value());
      put();
      code.advance(left, -1);
      code.if(get(left), () =>
        code.doWhile(
          () => {
            code.advance(read, step * source.strides[axis]);
            code.advance(write, step * target.strides[axis]);
            sum.add();
            put();
            code.advance(left, -1);
          },
          () => get(left),
        ),
      );
    });
  });
}

/** A running sum that starts with the element at `read`. */
function f32Sum(code: FunctionBuilder, read: Local<'i32'>): { value(): Expression; add(): void } {
  const sum = code.keep(f32.load(get(read)));
  return { value: () => get(sum), add: () => code.set(sum, f32.add(get(sum), f32.load(get(read)))) };
}

function i32Sum(code: FunctionBuilder, read: Local<'i32'>): { value(): Expression; add(): void } {
  const sum = code.keep(i32.load(get(read)));
  return { value: () => get(sum), add: () => code.set(sum, i32.add(get(sum), i32.load(get(read)))) };
}

/** Zeros behind what a loop wrote, by one thread. */
export function emitClear(node: ClearNode, scope: Scope): NodeFunction {
  const { target, from } = node;
  const size = target.shape.reduce((product, each) => product * each, 1);
  return defineNode(scope, 'clear', node, (code, parameters) => {
    const start = code.keep(addressOf(target, scope, parameters));
    const at = code.keep(i32.add(get(start), i32.shl(limited(code, from, size, scope, parameters), i32.const(2))));
    const end = code.keep(i32.add(get(start), i32.const(4 * size)));
    const vectors = code.keep(i32.sub(get(end), i32.const(15)));
    code.if(i32.ltU(get(at), get(vectors)), () =>
      code.doWhile(
        () => {
          code.store(get(at), i32x4.const(0));
          code.advance(at, 16);
        },
        () => i32.ltU(get(at), get(vectors)),
      ),
    );
    code.if(i32.ltU(get(at), get(end)), () =>
      code.doWhile(
        () => {
          code.store(get(at), i32.const(0));
          code.advance(at, 4);
        },
        () => i32.ltU(get(at), get(end)),
      ),
    );
  });
}
