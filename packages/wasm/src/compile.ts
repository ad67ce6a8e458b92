import type { Binding, Program } from '@rekur/tensor';
import { createModule } from './assemble/moduleBuilder.js';
import { matmulNodeScratchBytes, panelElements } from './emit/matmul.js';
import { emitProgram } from './emit/program.js';
import { reduceScratchBytes } from './emit/reduce.js';
import type { Scope, Target } from './emit/scope.js';
import { independentRows, sharedWork } from './emit/share.js';
import type { Kernel, Node } from './ir/node.js';
import { readsOf, writesOf } from './ir/node.js';
import type { Buffer } from './ir/view.js';
import { lowerProgram } from './lower/lowerProgram.js';
import { fuse } from './schedule/fuse.js';
import { order } from './schedule/order.js';
import { pack } from './schedule/pack.js';
import { place } from './schedule/place.js';
import type { Plan } from './schedule/plan.js';
import { plan } from './schedule/plan.js';
import { prune } from './schedule/prune.js';
import { split } from './schedule/split.js';

/** Status and barrier words lie in the first page; what is read before a buffer's start, and not used, stays in memory too. */
export const FIRST_ADDRESS = 65536;
export const PAGE = 65536;

export interface CompileOptions {
  readonly target: Target;
  /** One buffer for each resident of the session, and where they are. */
  readonly residents: readonly Buffer[];
  readonly residentAddress: (buffer: Buffer) => number;
  /** The first byte that is free. */
  readonly start: number;
  /** Pages at most, for a memory that threads share. */
  readonly sharedPages?: number;
}

export interface Compiled {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly kernel: Kernel;
  /** Numbers of the residents on which what is done once depends (the module's `prepare`), until they change. */
  readonly sources: readonly number[];
  readonly plan: Plan;
  /** Address of an argument's or result's buffer; undefined for an argument that nothing uses. */
  address(buffer: Buffer): number | undefined;
  /** Bytes of memory that a run needs, from address 0. */
  readonly memoryBytes: number;
  /** Multiply-adds of a run that threads may share. */
  readonly sharedWork: number;
}

/** Names of the steps after lowering, in order, for those who look on. */
export type ScheduleStep = 'lower' | 'place' | 'fuse' | 'prune' | 'order' | 'pack';

/** From a Program to the bytes of a module. The Program must be well formed, and have been optimised. */
export function compile(program: Program, binding: Binding, options: CompileOptions, onStep?: (step: ScheduleStep, nodes: readonly Node[]) => void): Compiled {
  const { target } = options;
  const lowered = lowerProgram(program, binding, options.residents);
  const after = (step: ScheduleStep, nodes: readonly Node[]): readonly Node[] => {
    onStep?.(step, nodes);
    return nodes;
  };
  after('lower', lowered.nodes);
  const placed = after('place', place(lowered.nodes));
  const fused = after('fuse', fuse(placed));
  const pruned = after('prune', prune(fused));
  const ordered = after('order', inOrder(pruned));
  const nodes = after('pack', pack(ordered, (right) => panelElements(right, target.tile)));
  const parted = split(nodes);
  const planned = plan([...parted.once, ...parted.each], options.start, (loop) => target.threads > 1 && loop.kind === 'loop' && independentRows(loop, target) !== undefined, parted.kept);
  const bytesPerThread = scratchBytes(nodes, target);
  const scratch = { address: planned.end, bytesPerThread };
  const memoryBytes = planned.end + bytesPerThread * target.threads + overshoot(nodes);
  const address = (buffer: Buffer): number | undefined => (buffer.role === 'resident' ? options.residentAddress(buffer) : planned.addresses.get(buffer));
  let numbers = 0;
  const module = createModule({
    pages: 1,
    ...(options.sharedPages !== undefined && { sharedPages: options.sharedPages }),
    marks: { rekur: `${target.width} bits` },
  });
  const scope: Scope = {
    module,
    target,
    address: (buffer) => address(buffer) as number,
    scratch,
    nextNumber: () => numbers++,
    status: 0,
  };
  if (parted.once.length > 0) module.export(emitProgram('prepare', parted.once, scope), 'prepare');
  module.export(emitProgram('program', parted.each, scope), 'program');
  return { bytes: module.finish(), kernel: { ...lowered, nodes }, sources: [...parted.sources].map((buffer) => options.residents.indexOf(buffer)), plan: planned, address, memoryBytes, sharedWork: sharedWork(parted.each, target) };
}

function inOrder(nodes: readonly Node[]): Node[] {
  return nodes.map((node) => (node.kind === 'loop' ? { ...node, body: inOrder(node.body) } : node.kind === 'map' ? order(node) : node));
}

function leaves(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => (node.kind === 'loop' ? leaves(node.body) : [node]));
}

/** What the hungriest kernel needs for itself. */
function scratchBytes(nodes: readonly Node[], target: Target): number {
  let most = 64;
  for (const node of leaves(nodes)) {
    if (node.kind === 'matmul') most = Math.max(most, matmulNodeScratchBytes(node, target));
    if (node.kind === 'reduce') most = Math.max(most, reduceScratchBytes(node));
  }
  return Math.ceil(most / 64) * 64 + 64;
}

/** How far behind a buffer's end vectors are read, though what stands there is not used: three strides. */
function overshoot(nodes: readonly Node[]): number {
  let widest = 1;
  for (const node of leaves(nodes)) for (const { strides } of [...readsOf(node), ...writesOf(node)]) for (const stride of strides) widest = Math.max(widest, Math.abs(stride));
  return 4 * 4 * widest + 1024;
}
