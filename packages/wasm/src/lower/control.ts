import type { Atom, Equation, PrimitiveParams } from '@rekur/tensor';
import { sizeOf } from '@rekur/tensor';
import type { Limit, LoopNode, Node } from '../ir/node.js';
import type { View } from '../ir/view.js';
import { atStep, sameView, transposeView } from '../ir/view.js';
import type { LowerContext, Lowering } from './context.js';
import { copied, copyNode, fillNode, paramsOf, reshaped } from './context.js';
import { product } from './matmul.js';

type ScanParams = PrimitiveParams<'scan'>;

/** The body's nodes in place of the call. */
export const call: Lowering = (equation, context) => {
  const { body } = paramsOf<PrimitiveParams<'call'>>(equation);
  const results = context.inline(body, equation.inputs.map((atom) => context.view(atom)), context.nodes);
  return results.map((atom) => context.view(atom));
};

/**
 * A loop whose carries live in one buffer each: copied in before it, replaced at the end of every step, after the stacked
 * outputs were written. `place` removes most of these copies.
 */
export const scan: Lowering = (equation, context) => {
  const { body, carries, sequences, capacity, reverse } = paramsOf<ScanParams>(equation);
  const [tripAtom, ...operandAtoms] = equation.inputs;
  const operands = operandAtoms.map((atom) => context.view(atom));
  const tripCount = tripAtom.kind === 'literal' ? tripAtom.value : context.view(tripAtom);
  const bulk = bulkProduct(equation, operands, tripCount, context);
  if (bulk) return bulk;

  const carry = operands.slice(0, carries).map((view) => {
    const target = context.fresh('carry', { shape: view.shape, dtype: view.buffer.dtype });
    context.nodes.push(copyNode(view, target));
    return target;
  });
  const stacks = equation.outputs.slice(carries).map(({ type }) => context.fresh('stack', type));
  const variable = { name: context.stepName() };
  const inputs = [
    ...carry,
    ...operands.slice(carries, carries + sequences).map((view) => atStep(view, variable)),
    ...operands.slice(carries + sequences),
  ];
  const nodes: Node[] = [];
  const outputs = context.inline(body, inputs, nodes);
  const inside: LowerContext = { ...context, nodes };
  const lies = (atom: Atom): View => inside.view(atom);
  outputs.slice(carries).forEach((atom, index) => nodes.push(writeAtom(atom, atStep(stacks[index], variable), lies)));
  replaceCarries(outputs.slice(0, carries), carry, inside, lies);
  const loop: LoopNode = { kind: 'loop', variable, tripCount, capacity, reverse, body: nodes };
  if (capacity > 0 && tripCount !== 0) context.nodes.push(loop);
  for (const stack of stacks) clearBehind(stack, tripCount, capacity, context);
  return [...carry, ...stacks];
};

function writeAtom(atom: Atom, target: View, lies: (atom: Atom) => View): Node {
  return atom.kind === 'literal' ? fillNode(target, atom.value) : copyNode(lies(atom), target);
}

/** A carry that becomes another carry is set aside first, since that one may be replaced before it. */
function replaceCarries(outputs: readonly Atom[], carry: readonly View[], context: LowerContext, lies: (atom: Atom) => View): void {
  const sources = outputs.map((atom, index) => {
    if (atom.kind === 'literal') return atom;
    const view = lies(atom);
    if (sameView(view, carry[index])) return undefined;
    return carry.some(({ buffer }) => buffer === view.buffer) ? copied(view, context) : view;
  });
  sources.forEach((source, index) => {
    if (source === undefined) return;
    context.nodes.push('kind' in source ? fillNode(carry[index], source.value) : copyNode(source, carry[index]));
  });
}

/** Steps that did not run are zero in the stacked outputs. */
function clearBehind(stack: View, tripCount: View | number, capacity: number, context: LowerContext): void {
  const each = sizeOf(stack.shape.slice(1));
  if (typeof tripCount !== 'number') {
    context.nodes.push({ kind: 'clear', target: stack, from: { tripCount, each } });
    context.ran.set(stack.buffer, { tripCount, capacity });
  } else if (tripCount < capacity) {
    const rest = { ...stack, offset: stack.offset + tripCount * each, shape: [(capacity - tripCount) * each], strides: [1] };
    context.nodes.push(fillNode(rest, 0));
  }
}

/**
 * A loop without carries whose body is one product of a per-step matrix with an invariant one (as `hoist` and `defer` leave
 * it) is one large product over all steps that run.
 */
function bulkProduct(equation: Equation, operands: readonly View[], tripCount: View | number, context: LowerContext): readonly View[] | undefined {
  const { body, carries, sequences, capacity } = paramsOf<ScanParams>(equation);
  const [only] = body.equations;
  if (carries > 0 || body.equations.length !== 1 || only.primitive !== 'matmul' || body.outputs.length !== 1 || capacity === 0) return undefined;
  const { transposeA, transposeB } = only.params as { transposeA: boolean; transposeB: boolean };
  const [leftAtom, rightAtom] = only.inputs;
  if (leftAtom.kind === 'literal' || rightAtom.kind === 'literal' || body.outputs[0] !== only.outputs[0]) return undefined;
  const leftPosition = body.inputs.indexOf(leftAtom);
  const rightPosition = body.inputs.indexOf(rightAtom);
  if (transposeA || leftPosition >= sequences || rightPosition < sequences || leftAtom.type.shape.length !== 2) return undefined;
  const [rows, depth] = leftAtom.type.shape;
  const left = reshaped(operands[leftPosition], [capacity * rows, depth], context);
  const right = transposeB ? transposeView(operands[rightPosition], [1, 0]) : operands[rightPosition];
  const stack = context.fresh('stack', equation.outputs[0].type);
  const columns = right.shape[1];
  const flat: View = { ...stack, shape: [capacity * rows, columns], strides: [columns, 1] };
  if (typeof tripCount === 'number') {
    const ran = tripCount * rows;
    if (ran > 0) context.nodes.push(product({ ...left, shape: [ran, depth] }, right, { ...flat, shape: [ran, columns] }, context));
  } else {
    const limit: Limit = { tripCount, each: rows };
    context.nodes.push(product(left, right, flat, context, limit));
  }
  clearBehind(stack, tripCount, capacity, context);
  return [stack];
}
