import type { Pen } from '../drawing.js';
import { measureTextWidth } from '../../render/textWidth.js';
import type { Edge } from './layering.js';
import { placeNodes, type Placing, type Size } from './placing.js';
import { bodyOf, type GraphAtom, type GraphEquation, type GraphProgram, type GraphType, type GraphVariable } from './structure.js';

/** What is drawn for an input, an equation or a result. */
export interface PlannedNode extends Size {
  /** After `program-`: `3`, `input-1`, `output-1`; inside equation 3: `3-2`, `3-input-1`. */
  readonly id: string;
  readonly kind: 'input' | 'equation' | 'output';
  readonly name: string;
  /** A second line: types. */
  readonly note: string;
  readonly primitive?: string;
  readonly body?: PlannedProgram;
}

export interface PlannedEdge extends Edge {
  /** Which operand of the node it leads to. */
  readonly operand: number;
}

export interface PlannedProgram {
  readonly nodes: readonly PlannedNode[];
  readonly edges: readonly PlannedEdge[];
  readonly placing: Placing;
}

export const NAME_SIZE = 13;
export const NOTE_SIZE = 11;
const BODY_PADDING = 14;
/** Height of a box's own name and note above its body. */
export const BODY_HEADER = 48;

interface Around {
  /** Before the ids of what is inside: `3-`. */
  readonly prefix: string;
  readonly inputNames: (index: number) => string;
  readonly outputNames: (index: number) => string;
  /** Inputs stand in one row at the top, as the operands of the box do. */
  readonly inside: boolean;
}

/** Nodes, edges and places of a Program, boxes inside boxes. */
export function plan(pen: Pen, program: GraphProgram, around: Around): PlannedProgram {
  const origin = new Map<GraphVariable, { readonly node: number; readonly leaves: number }>();
  const nodes: PlannedNode[] = [];
  const edges: PlannedEdge[] = [];
  const add = (node: Omit<PlannedNode, 'width' | 'height'>, operands: readonly GraphAtom[]): number => {
    const index = nodes.length;
    nodes.push({ ...node, ...sizeOf(node) });
    const drawn = new Set<string>();
    operands.forEach((atom, operand) => {
      const source = atom.kind === 'variable' ? origin.get(atom) : undefined;
      if (source === undefined) return;
      const arrives = node.body === undefined ? 0 : portOf(node.body, nodes[index].width, 'input', operand, operands.length);
      const key = `${source.node} ${source.leaves} ${arrives}`;
      if (!drawn.has(key)) edges.push({ from: source.node, to: index, operand, leaves: source.leaves, arrives });
      drawn.add(key);
    });
    return index;
  };
  program.inputs.forEach((variable, index) => {
    const node = add({ id: `${around.prefix}input-${index + 1}`, kind: 'input', name: around.inputNames(index), note: typeText(pen, variable.type) }, []);
    origin.set(variable, { node, leaves: 0 });
  });
  program.equations.forEach((equation, index) => {
    const id = `${around.prefix}${index + 1}`;
    const body = planBody(pen, equation, id);
    const node = add({ id, kind: 'equation', name: nameOf(pen, equation), note: notesOf(pen, equation), primitive: equation.primitive, body }, equation.inputs);
    equation.outputs.forEach((variable, result) => {
      origin.set(variable, { node, leaves: body === undefined ? 0 : portOf(body, nodes[node].width, 'output', result, equation.outputs.length) });
    });
  });
  program.outputs.forEach((atom, index) => {
    const note = atom.kind === 'literal' ? String(atom.value) : typeText(pen, atom.type);
    add({ id: `${around.prefix}output-${index + 1}`, kind: 'output', name: around.outputNames(index), note }, [atom]);
  });
  const indices = (kind: PlannedNode['kind']): Set<number> => new Set(nodes.flatMap((node, index) => (node.kind === kind ? [index] : [])));
  return { nodes, edges, placing: placeNodes(nodes, edges, around.inside ? indices('input') : new Set(), indices('output')) };
}

/**
 * Where across a box an operand comes in or a result goes out: above or below what stands for it in the body. A loop takes the
 * number of steps before what its body takes.
 */
function portOf({ nodes, placing }: PlannedProgram, width: number, kind: 'input' | 'output', index: number, count: number): number {
  const inner = nodes.flatMap((node, at) => (node.kind === kind ? [at] : []));
  const at = inner[index - (count - inner.length)];
  return at === undefined ? -0.45 : (placing.places[at].x - placing.width / 2) / width;
}

function planBody(pen: Pen, equation: GraphEquation, id: string): PlannedProgram | undefined {
  const body = bodyOf(equation);
  if (body === undefined) return undefined;
  const { carries, sequences } = equation.params;
  const isLoop = typeof carries === 'number' && typeof sequences === 'number';
  const inputKind = (index: number): string => {
    if (!isLoop) return pen.say({ en: `operand ${index + 1}`, ko: `피연산자 ${index + 1}` });
    if (index < carries) return pen.say({ en: 'carried', ko: '이어받는 상태' });
    return index < carries + sequences ? pen.say({ en: 'of this step', ko: '이 시점의 값' }) : pen.say({ en: 'invariant', ko: '변하지 않는 값' });
  };
  const outputKind = (index: number): string => {
    if (!isLoop) return pen.say({ en: `result ${index + 1}`, ko: `결과 ${index + 1}` });
    return index < carries ? pen.say({ en: 'carried on', ko: '다음 시점으로' }) : pen.say({ en: 'stacked', ko: '시점별로 쌓임' });
  };
  return plan(pen, body, { prefix: `${id}-`, inputNames: inputKind, outputNames: outputKind, inside: true });
}

function sizeOf({ name, note, body }: Pick<PlannedNode, 'name' | 'note' | 'body'>): Size {
  const text = Math.max(measureTextWidth(name, NAME_SIZE), measureTextWidth(note, NOTE_SIZE)) + 20;
  if (body === undefined) return { width: Math.max(56, text), height: note === '' ? 30 : 42 };
  return { width: Math.max(text, body.placing.width + 2 * BODY_PADDING), height: body.placing.height + BODY_HEADER + BODY_PADDING };
}

/** `sub 1, ·`: literals where they stand, if there are any. */
function nameOf(pen: Pen, { primitive, params, inputs }: GraphEquation): string {
  if (primitive === 'scan' && typeof params.capacity === 'number') {
    const { capacity, reverse } = params;
    const steps = pen.say({ en: `up to ${capacity} steps`, ko: `최대 ${capacity}개 시점` });
    const backwards = reverse === true ? pen.say({ en: ', backwards', ko: ', 거꾸로' }) : '';
    return `scan: ${steps}${backwards}`;
  }
  const hasLiteral = inputs.some(({ kind }) => kind === 'literal');
  return hasLiteral ? `${primitive} ${inputs.map((atom) => (atom.kind === 'literal' ? shortNumber(atom.value) : '·')).join(', ')}` : primitive;
}

/** Types of the results; of many, the first and how many more. */
function notesOf(pen: Pen, { outputs }: GraphEquation): string {
  const types = outputs.slice(0, 3).map(({ type }) => typeText(pen, type));
  return [...types, ...(outputs.length > 3 ? [`+${outputs.length - 3}`] : [])].join(', ');
}

/** `[32, 128]`, with the dtype where it is not float32. */
function typeText(pen: Pen, { shape, dtype }: GraphType): string {
  const size = shape.length === 0 ? pen.say({ en: 'scalar', ko: '스칼라' }) : `[${shape.join(', ')}]`;
  return dtype === 'float32' ? size : `${dtype} ${size}`;
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
