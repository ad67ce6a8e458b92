import type { DType, Shape } from '@rekur/tensor';
import type { Buffer, StepVariable, View } from './view.js';

/** One step of an element's computation; operands are the numbers of earlier ones. */
export type Instruction =
  | { readonly kind: 'load'; readonly view: View }
  | { readonly kind: 'constant'; readonly dtype: DType; readonly value: number }
  /** int32: the element's place along an axis. */
  | { readonly kind: 'index'; readonly axis: number }
  | {
      readonly kind: 'operation';
      readonly primitive: string;
      readonly operands: readonly number[];
      readonly params: Readonly<Record<string, unknown>>;
      readonly dtype: DType;
    };

export interface Store {
  readonly view: View;
  /** The number of the instruction whose value is stored. */
  readonly value: number;
}

/** A loop over elements: every load and store has the node's shape. */
export interface MapNode {
  readonly kind: 'map';
  readonly shape: Shape;
  readonly instructions: readonly Instruction[];
  readonly stores: readonly Store[];
}

/** Instruction `value` over `shape`, reduced over `axes` in the order that the primitive defines. */
export interface ReduceNode {
  readonly kind: 'reduce';
  readonly operation: 'sum' | 'max' | 'min';
  readonly shape: Shape;
  readonly axes: readonly number[];
  readonly instructions: readonly Instruction[];
  readonly value: number;
  /** Of the shape without `axes`. */
  readonly target: View;
}

/** Rows or depth that only go as far as a loop ran: tripCount · `each`. */
export interface Limit {
  readonly tripCount: View;
  readonly each: number;
}

/** target [batch, M, N] = left [batch, M, K] · right [batch, K, N] */
export interface MatmulNode {
  readonly kind: 'matmul';
  readonly left: View;
  readonly right: View;
  readonly target: View;
  /** Panels made by a pack node, if the right factor is packed. */
  readonly panels?: Buffer;
  /** Later rows of the left factor and the target are not touched. */
  readonly rows?: Limit;
  /** Later k are zero in both factors. */
  readonly depth?: Limit;
}

/** Copies a right factor [batch, K, N] into panels. */
export interface PackNode {
  readonly kind: 'pack';
  readonly source: View;
  readonly panels: Buffer;
}

/** target [count, width] = rows of table [rows, width] by indices [count] */
export interface GatherNode {
  readonly kind: 'gather';
  readonly table: View;
  readonly indices: View;
  readonly target: View;
}

/** target [rows, width]: zero, then row i of values [count, width] added at row indices[i], in rising order of i. */
export interface ScatterAddNode {
  readonly kind: 'scatterAdd';
  readonly indices: View;
  readonly values: View;
  readonly target: View;
}

/** Sums so far along `axis` of source, both of one shape. */
export interface CumulativeSumNode {
  readonly kind: 'cumulativeSum';
  readonly source: View;
  readonly target: View;
  readonly axis: number;
  readonly reverse: boolean;
}

/** Zero from element tripCount · `each` of a whole view on. */
export interface ClearNode {
  readonly kind: 'clear';
  readonly target: View;
  readonly from: Limit;
}

export interface LoopNode {
  readonly kind: 'loop';
  readonly variable: StepVariable;
  readonly tripCount: View | number;
  readonly capacity: number;
  readonly reverse: boolean;
  readonly body: readonly Node[];
}

export type Node =
  | MapNode
  | ReduceNode
  | MatmulNode
  | PackNode
  | GatherNode
  | ScatterAddNode
  | CumulativeSumNode
  | ClearNode
  | LoopNode;

/** A Program lowered: what it does, in order. */
export interface Kernel {
  readonly nodes: readonly Node[];
  /** Where arguments are put, in the order of the Program's inputs; residents among them. */
  readonly inputs: readonly Buffer[];
  /** Where results are, in the order of the Program's outputs; residents among them. */
  readonly outputs: readonly Buffer[];
}

function loads(instructions: readonly Instruction[]): View[] {
  return instructions.flatMap((instruction) => (instruction.kind === 'load' ? [instruction.view] : []));
}

function limits(...given: readonly (Limit | undefined)[]): View[] {
  return given.flatMap((limit) => (limit ? [limit.tripCount] : []));
}

/** Panels as a view, so that they take part in the analysis of accesses. */
export function panelsView(buffer: Buffer): View {
  return { buffer, offset: 0, shape: [buffer.elements], strides: [1], steps: [] };
}

/** What a node reads; of a loop, what its body reads. */
export function readsOf(node: Node): readonly View[] {
  switch (node.kind) {
    case 'map':
    case 'reduce':
      return loads(node.instructions);
    case 'matmul':
      return [node.left, node.panels ? panelsView(node.panels) : node.right, ...limits(node.rows, node.depth)];
    case 'pack':
      return [node.source];
    case 'gather':
      return [node.table, node.indices];
    case 'scatterAdd':
      return [node.indices, node.values];
    case 'cumulativeSum':
      return [node.source];
    case 'clear':
      return limits(node.from);
    case 'loop':
      return [...(typeof node.tripCount === 'number' ? [] : [node.tripCount]), ...node.body.flatMap(readsOf)];
  }
}

export function writesOf(node: Node): readonly View[] {
  switch (node.kind) {
    case 'map':
      return node.stores.map(({ view }) => view);
    case 'pack':
      return [panelsView(node.panels)];
    case 'loop':
      return node.body.flatMap(writesOf);
    case 'reduce':
    case 'matmul':
    case 'gather':
    case 'scatterAdd':
    case 'cumulativeSum':
    case 'clear':
      return [node.target];
  }
}

/** The node with every view replaced by `f(view)`; bodies of loops too. */
export function mapViews(node: Node, f: (view: View) => View): Node {
  const limit = (given: Limit | undefined): { tripCount: View; each: number } | undefined => given && { ...given, tripCount: f(given.tripCount) };
  const instructions = (list: readonly Instruction[]): Instruction[] =>
    list.map((instruction) => (instruction.kind === 'load' ? { ...instruction, view: f(instruction.view) } : instruction));
  switch (node.kind) {
    case 'map':
      return { ...node, instructions: instructions(node.instructions), stores: node.stores.map((store) => ({ ...store, view: f(store.view) })) };
    case 'reduce':
      return { ...node, instructions: instructions(node.instructions), target: f(node.target) };
    case 'matmul':
      return { ...node, left: f(node.left), right: f(node.right), target: f(node.target), rows: limit(node.rows), depth: limit(node.depth) };
    case 'pack':
      return { ...node, source: f(node.source) };
    case 'gather':
      return { ...node, table: f(node.table), indices: f(node.indices), target: f(node.target) };
    case 'scatterAdd':
      return { ...node, indices: f(node.indices), values: f(node.values), target: f(node.target) };
    case 'cumulativeSum':
      return { ...node, source: f(node.source), target: f(node.target) };
    case 'clear':
      return { ...node, target: f(node.target), from: limit(node.from) as Limit };
    case 'loop':
      return {
        ...node,
        tripCount: typeof node.tripCount === 'number' ? node.tripCount : f(node.tripCount),
        body: node.body.map((inner) => mapViews(inner, f)),
      };
  }
}
