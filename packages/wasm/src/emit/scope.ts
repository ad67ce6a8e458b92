import type { I32, Local } from '../assemble/expression.js';
import { get, i32 } from '../assemble/expression.js';
import type { FunctionBuilder, FunctionHandle } from '../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../assemble/moduleBuilder.js';
import type { Arithmetic, Tile } from '../kernels/matmul/index.js';
import type { Node } from '../ir/node.js';
import { readsOf, writesOf } from '../ir/node.js';
import type { Buffer, StepOffset, StepVariable, View } from '../ir/view.js';

/** What code is made for. */
export interface Target {
  readonly width: 128 | 256;
  readonly arithmetic: Arithmetic;
  readonly tile: Tile;
  readonly threads: number;
  /** Whether V8's compiler of this place keeps many vectors in registers: those that know relaxed SIMD do. */
  readonly manyRegisters: boolean;
}

/** What every function that is emitted needs to know. */
export interface Scope {
  readonly module: ModuleBuilder;
  readonly target: Target;
  /** Byte address of a buffer. */
  address(buffer: Buffer): number;
  /** Bytes for each thread alone, for kernels that need room: the address of the first thread's. */
  readonly scratch: { readonly address: number; readonly bytesPerThread: number };
  /** A number that no other node has, for names. */
  nextNumber(): number;
  /** Byte address of the status words: 0 while all is well, else number of the complaint, position, value. */
  readonly status: number;
}

/** A node as a function (first, last, thread, …steps): it does what belongs to places first … last − 1 along its first axis. */
export interface NodeFunction {
  readonly handle: FunctionHandle;
  /** Step variables of enclosing loops whose values it takes, in this order. */
  readonly variables: readonly StepVariable[];
}

/** The parameters of a node's function, inside it. */
export interface NodeParameters {
  readonly first: Local<'i32'>;
  readonly last: Local<'i32'>;
  readonly thread: Local<'i32'>;
  /** The step that a loop is at. */
  step(variable: StepVariable): I32;
}

/** Step variables that a node's views depend on, in order of appearance. */
export function variablesOf(node: Node): StepVariable[] {
  const found = new Set<StepVariable>();
  for (const view of [...readsOf(node), ...writesOf(node)]) for (const { variable } of view.steps) found.add(variable);
  return [...found];
}

/** Defines the function of a node. */
export function defineNode(
  scope: Scope,
  name: string,
  node: Node,
  write: (code: FunctionBuilder, parameters: NodeParameters) => void,
): NodeFunction {
  const variables = variablesOf(node);
  const handle = scope.module.define(`${name} ${scope.nextNumber()}`, ['i32', 'i32', 'i32', ...variables.map(() => 'i32' as const)], (code) => {
    const [first, last, thread, ...steps] = code.parameters;
    write(code, { first, last, thread, step: (variable) => get(steps[variables.indexOf(variable)]) });
  });
  return { handle, variables };
}

/** How far the steps of loops move a view, in bytes: an expression, or undefined if they do not. */
export function stepBytes(steps: readonly StepOffset[], { step }: Pick<NodeParameters, 'step'>): I32 | undefined {
  return steps
    .map(({ variable, stride }) => i32.mul(step(variable), i32.const(4 * stride)))
    .reduce<I32 | undefined>((sum, each) => (sum ? i32.add(sum, each) : each), undefined);
}

/** The byte address of a view's first element. */
export function addressOf(view: View, scope: Scope, parameters: Pick<NodeParameters, 'step'>): I32 {
  const fixed = i32.const(scope.address(view.buffer) + 4 * view.offset);
  const moving = stepBytes(view.steps, parameters);
  return moving ? i32.add(moving, fixed) : fixed;
}
