import type { Atom, DType, Equation, Program, Shape, ValueType } from '@rekur/tensor';
import type { MapNode, Node } from '../ir/node.js';
import type { Buffer, View } from '../ir/view.js';
import { isContiguous, reshapeView, sameView, wholeView } from '../ir/view.js';

/** What a lowering works with: it appends nodes, and gives a view for each result of its equation. */
export interface LowerContext {
  /** Nodes of the block that is being filled. */
  readonly nodes: Node[];
  /** Where a value lies; a literal is put into a buffer first. */
  view(atom: Atom): View;
  /** A new row-major scratch buffer. */
  fresh(name: string, type: ValueType): View;
  /** Lowers a Program's equations into `nodes`, its inputs being `inputs`; gives its outputs. */
  inline(program: Program, inputs: readonly View[], nodes: Node[]): readonly Atom[];
  /** Stacked outputs of loops whose trip count is not their capacity: they are zero from tripCount steps on. */
  readonly ran: Map<Buffer, RanFor>;
  /** Nodes that come before all others. */
  readonly first: Node[];
  /** Copies of arguments and residents, which stay as they are until the end. */
  readonly copies: { readonly source: View; readonly target: View }[];
  /** A new step variable's name. */
  stepName(): string;
}

export interface RanFor {
  readonly tripCount: View;
  readonly capacity: number;
}

/** Appends the nodes of one equation and gives the views of its results. */
export type Lowering = (equation: Equation, context: LowerContext) => readonly View[];

/** An equation's parameters, as its primitive declares them. */
export function paramsOf<Params>(equation: Equation): Params {
  return equation.params as unknown as Params;
}

/** Copies element by element; both views are of one shape. */
export function copyNode(source: View, target: View): MapNode {
  return { kind: 'map', shape: source.shape, instructions: [{ kind: 'load', view: source }], stores: [{ view: target, value: 0 }] };
}

/** Fills with one value. */
export function fillNode(target: View, value: number): MapNode {
  return {
    kind: 'map',
    shape: target.shape,
    instructions: [{ kind: 'constant', dtype: target.buffer.dtype, value }],
    stores: [{ view: target, value: 0 }],
  };
}

/** The view itself if it is row-major, else a copy that is. */
export function contiguous(view: View, context: LowerContext): View {
  return isContiguous(view) ? view : copied(view, context);
}

export function copied(view: View, context: LowerContext): View {
  // What nothing changes before the end needs no second copy. A copy within a loop's body is none for others.
  const lasting = view.buffer.role !== 'scratch' && view.steps.length === 0;
  const known = lasting ? context.copies.find(({ source }) => sameView(source, view)) : undefined;
  if (known) return known.target;
  const target = context.fresh('copy', typeOf(view));
  (lasting ? context.first : context.nodes).push(copyNode(view, target));
  if (lasting) context.copies.push({ source: view, target });
  return target;
}

/** The same elements in another shape, copied if no strides describe them. */
export function reshaped(view: View, shape: Shape, context: LowerContext): View {
  return reshapeView(view, shape) ?? wholeOf(copied(view, context), shape);
}

function wholeOf(view: View, shape: Shape): View {
  return { ...wholeView(view.buffer, shape), offset: view.offset, steps: view.steps };
}

export function typeOf(view: View): { shape: Shape; dtype: DType } {
  return { shape: view.shape, dtype: view.buffer.dtype };
}
