import type { Atom, Binding, PrimitiveName, Program, ValueType, Variable } from '@rekur/tensor';
import { sizeOf } from '@rekur/tensor';
import type { Kernel, Node } from '../ir/node.js';
import type { Buffer, View } from '../ir/view.js';
import { isContiguous, wholeView } from '../ir/view.js';
import type { LowerContext } from './context.js';
import { copied, copyNode, fillNode } from './context.js';
import { lowerings } from './index.js';

/**
 * A Program as nodes over buffers. Results are copied to their own buffers, then residents are replaced, at the end; `place`
 * lets most of them be computed where they belong.
 *
 * @param residents one buffer for each resident of the session, the same objects for all its Programs
 */
export function lowerProgram(program: Program, binding: Binding, residents: readonly Buffer[]): Kernel {
  const views = new Map<Variable, View>();
  const literals = new Map<string, View>();
  const names = new Map<string, number>();
  const nodes: Node[] = [];
  const first: Node[] = [];
  const unique = (name: string): string => {
    const count = names.get(name) ?? 0;
    names.set(name, count + 1);
    return `${name}${count}`;
  };
  const buffer = (name: string, { shape, dtype }: ValueType, role: Buffer['role']): Buffer => ({ name: unique(name), dtype, elements: sizeOf(shape), role });
  const context: LowerContext = {
    nodes,
    first,
    copies: [],
    ran: new Map(),
    stepName: () => unique('t'),
    fresh: (name, type) => wholeView(buffer(name, type, 'scratch'), type.shape),
    view(atom) {
      if (atom.kind === 'variable') return views.get(atom) as View;
      const key = `${atom.type.dtype}:${Object.is(atom.value, -0) ? '-0' : atom.value}`;
      const known = literals.get(key);
      if (known) return known;
      const target = context.fresh('literal', atom.type);
      first.push(fillNode(target, atom.value));
      literals.set(key, target);
      return target;
    },
    inline(body, inputs, into) {
      body.inputs.forEach((variable, index) => views.set(variable, inputs[index]));
      const inside: LowerContext = { ...context, nodes: into };
      for (const equation of body.equations) {
        const results = lowerings[equation.primitive as PrimitiveName](equation, inside);
        equation.outputs.forEach((variable, index) => views.set(variable, results[index]));
      }
      return body.outputs;
    },
  };

  const inputs = program.inputs.map(({ type }, index) => {
    const resident = binding.inputs[index];
    return resident === undefined ? buffer('argument', type, 'input') : residents[resident];
  });
  context.inline(program, program.inputs.map(({ type }, index) => wholeView(inputs[index], type.shape)), nodes);
  const outputs = program.outputs.map(({ type }, index) => {
    const resident = binding.outputs[index];
    return resident === undefined ? buffer('result', type, 'result') : residents[resident];
  });
  finish(program.outputs, outputs, context);
  return { nodes: [...first, ...nodes], inputs, outputs };
}

/** Results first, then residents: a result may be the old value of a resident, and a resident that of another one. */
function finish(atoms: readonly Atom[], outputs: readonly Buffer[], context: LowerContext): void {
  const isResident = (index: number): boolean => outputs[index].role === 'resident';
  const write = (index: number, source: View): void => {
    context.nodes.push(copyNode(source, wholeView(outputs[index], atoms[index].type.shape)));
  };
  atoms.forEach((atom, index) => {
    if (!isResident(index)) write(index, context.view(atom));
  });
  const sources = atoms.map((atom, index) => {
    if (!isResident(index)) return undefined;
    const view = context.view(atom);
    if (isWhole(view, outputs[index])) return undefined;
    return view.buffer.role === 'resident' ? copied(view, context) : view;
  });
  sources.forEach((source, index) => source && write(index, source));
}

/** Whether a view is all of a buffer, row-major: an unchanged resident. */
function isWhole(view: View, buffer: Buffer): boolean {
  return view.buffer === buffer && sizeOf(view.shape) === buffer.elements && isContiguous(view);
}
