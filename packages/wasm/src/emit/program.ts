import type { I32, Local } from '../assemble/expression.js';
import { get, i32 } from '../assemble/expression.js';
import type { FunctionBuilder, FunctionHandle } from '../assemble/functionBuilder.js';
import { complaints } from '../complaints.js';
import type { LoopNode, Node } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import type { Buffer, StepVariable, View } from '../ir/view.js';
import { mayOverlap } from '../ir/view.js';
import { bytesOf } from '../schedule/plan.js';
import { barrier, COUNTERS, take } from './barrier.js';
import { emitClear, emitCumulativeSum } from './cumulative.js';
import { complain, emitGather, emitScatterAdd } from './indexed.js';
import { emitMap } from './map.js';
import { emitMatmul, emitPack } from './matmul.js';
import { emitReduce } from './reduce.js';
import type { NodeFunction, Scope } from './scope.js';
import { addressOf } from './scope.js';
import type { Share } from './share.js';
import { rowsOf, shareOf, shareOfLoop } from './share.js';

type Leaf = Exclude<Node, LoopNode>;

/** The function of a node that is no loop. */
function emitLeaf(node: Leaf, scope: Scope): NodeFunction {
  switch (node.kind) {
    case 'map':
      return emitMap(node, scope);
    case 'reduce':
      return emitReduce(node, scope);
    case 'matmul':
      return emitMatmul(node, scope);
    case 'pack':
      return emitPack(node, scope);
    case 'gather':
      return emitGather(node, scope);
    case 'scatterAdd':
      return emitScatterAdd(node, scope);
    case 'cumulativeSum':
      return emitCumulativeSum(node, scope);
    case 'clear':
      return emitClear(node, scope);
  }
}

/** The places along a node's first axis that are wanted of it. */
interface Rows {
  readonly first: I32;
  readonly last: I32;
}

/**
 * The whole Program as one function (thread, threads): every thread runs it, each does its share of each node, and they wait for each
 * other where one needs what another made. How many take part is known when it runs: 1 to as many as it was made for.
 */
export function emitProgram(name: string, nodes: readonly Node[], scope: Scope): FunctionHandle {
  const { threads } = scope.target;
  return scope.module.define(name, ['i32', 'i32'], (code) => {
    const [thread, count] = code.parameters;
    const pending: Node[] = [];
    /** Pieces are counted out anew after each barrier. */
    let counters = 0;
    /** Whether the nodes since the last barrier are all thread 0's, which needs no barrier for itself. */
    let pendingOne = true;
    const wait = (): void => {
      if (threads > 1 && pending.length > 0) code.call(barrier(scope), get(count));
      pending.length = 0;
      pendingOne = true;
      counters = 0;
    };
    const inParts = ({ rows, stretch, own, piece }: Exclude<Share, 'one'>, work: (wanted: Rows) => void): void => {
      if (threads === 1) return work({ first: i32.const(0), last: i32.const(rows) });
      const counter = counters++;
      // First the own parts, numbered as the threads; where fewer run, those of the others too. Then pieces, the first of each stretch first.
      const part = code.keep(get(thread));
      const first = code.local('i32');
      const last = code.local('i32');
      code.doWhile(
        () => {
          const start = code.keep(i32.mul(i32.remU(get(part), i32.const(threads)), i32.const(stretch)));
          const round = code.keep(i32.divS(get(part), i32.const(threads)));
          const before = i32.select(get(round), i32.add(i32.const(own - piece), i32.mul(get(round), i32.const(piece))), i32.const(0));
          code.set(first, i32.add(get(start), before));
          const length = i32.select(get(round), i32.const(piece), i32.const(own));
          code.set(last, least(code, i32.add(get(first), length), least(code, i32.add(get(start), i32.const(stretch)), i32.const(rows))));
          code.if(i32.ltS(get(first), get(last)), () => work({ first: get(first), last: get(last) }));
          code.set(part, i32.add(get(part), get(count)));
          code.if(i32.geS(get(part), i32.const(threads)), () => code.set(part, i32.add(i32.const(threads), take(scope, counter))));
        },
        () => i32.ltS(get(part), i32.const(threads * (1 + Math.ceil((stretch - own) / piece)))),
      );
    };
    const steps = new Map<StepVariable, Local<'i32'>>();
    const context: BlockContext = { code, scope, thread, steps };
    let checked = false;
    for (const node of nodes) {
      // Nothing that stays is replaced once something was found to be wrong.
      if (!checked && writesOf(node).some(({ buffer }) => buffer.role === 'resident')) {
        checked = true;
        wait();
        const wrong = code.keep(i32.load(i32.const(scope.status)));
        // All must have looked before anyone can find something else to be wrong, or the caller begins the next run.
        if (threads > 1) code.call(barrier(scope), get(count));
        code.if(get(wrong), () => code.return());
      }
      const share = node.kind === 'loop' ? shareOfLoop(node, scope.target) : shareOf(node, scope.target);
      const one = share === 'one';
      if (threads > 1 && !(one && pendingOne) && (counters === COUNTERS || pending.some((earlier) => conflicts(earlier, node, scope)))) wait();
      if (!one) pendingOne = false;
      pending.push(node);
      const work = (wanted: Rows | undefined): void => emitNode(node, wanted, context);
      if (!one) inParts(share, work);
      else if (threads === 1) work(undefined);
      else code.if(i32.eqz(get(thread)), () => work(undefined));
    }
    // The caller must not read results before all are there.
    if (threads > 1) code.call(barrier(scope), get(count));
  });
}

/** Whether one node may touch what the other one writes; buffers whose lives do not meet may share their place in memory. */
function conflicts(a: Node, b: Node, scope: Scope): boolean {
  const meet = (one: View, other: View): boolean => (one.buffer === other.buffer ? mayOverlap(one, other) : samePlace(one.buffer, other.buffer, scope));
  const overlap = (left: readonly View[], right: readonly View[]): boolean => left.some((one) => right.some((other) => meet(one, other)));
  return overlap(writesOf(a), readsOf(b)) || overlap(readsOf(a), writesOf(b)) || overlap(writesOf(a), writesOf(b));
}

function samePlace(a: Buffer, b: Buffer, scope: Scope): boolean {
  const [first, second] = [scope.address(a), scope.address(b)];
  return first < second + bytesOf(b) && second < first + bytesOf(a);
}

interface BlockContext {
  readonly code: FunctionBuilder;
  readonly scope: Scope;
  readonly thread: Local<'i32'>;
  /** Where the loops around are. */
  readonly steps: Map<StepVariable, Local<'i32'>>;
}

/** A call of the node's function, or the loop; `rows` undefined stands for all. */
function emitNode(node: Node, rows: Rows | undefined, context: BlockContext): void {
  const { code, scope, thread, steps } = context;
  if (node.kind === 'loop') {
    emitLoop(node, rows, context);
    return;
  }
  const { handle, variables } = emitLeaf(node, scope);
  const { first, last } = rows ?? { first: i32.const(0), last: i32.const(rowsOf(node, scope.target)) };
  code.call(handle, first, last, get(thread), ...variables.map((variable) => get(steps.get(variable) as Local<'i32'>)));
}

function emitLoop(node: LoopNode, rows: Rows | undefined, context: BlockContext): void {
  const { code, scope, steps } = context;
  const step = code.local('i32');
  steps.set(node.variable, step);
  const count = code.keep(
    typeof node.tripCount === 'number'
      ? i32.const(node.tripCount)
      : i32.load(addressOf(node.tripCount, scope, { step: (variable) => get(steps.get(variable) as Local<'i32'>) })),
  );
  if (typeof node.tripCount !== 'number') {
    code.if(i32.gtU(get(count), i32.const(node.capacity)), () => {
      complain(code, scope, complaints.tripCount, i32.const(0), get(count), node.capacity);
      code.set(count, i32.const(0));
    });
  }
  const body = (): void => node.body.forEach((inner) => emitNode(inner, rows, context));
  code.set(step, node.reverse ? i32.sub(get(count), i32.const(1)) : i32.const(0));
  const more = (): I32 => (node.reverse ? i32.geS(get(step), i32.const(0)) : i32.ltS(get(step), get(count)));
  code.if(more(), () =>
    code.doWhile(() => {
      body();
      code.advance(step, node.reverse ? -1 : 1);
    }, more),
  );
}

function least(code: FunctionBuilder, a: I32, b: I32): I32 {
  const [left, right] = [code.keep(a), code.keep(b)];
  return i32.select(i32.ltS(get(left), get(right)), get(left), get(right));
}
