import type { Atom, Equation, PrimitiveParams, Shape, Variable } from '@rekur/tensor';
import type { Log } from './pass.js';
import { applied, countUses, definitionsOf, fresh } from './structure/atoms.js';
import type { Deferred, Carry, Loop } from './structure/loop.js';
import { outputsOf } from './structure/loop.js';
import { isProduct as isContraction } from './structure/product.js';
import type { Stacking } from './structure/stacking.js';
import { createStacking } from './structure/stacking.js';
import { nameEquation, nameLoop } from './structure/words.js';

/** Replaces growing carries by a product or a sum over the stacked terms, behind the loop. */
export function deferSums(loop: Loop, outside: ReadonlyMap<Atom, Equation>, log: Log): Deferred {
  if (loop.capacity <= 1) return { loop, after: [] };
  const inside = definitionsOf(loop.equations);
  const uses = countUses({ equations: loop.equations, outputs: outputsOf(loop) });
  const growing = loop.carries.flatMap((carry) => {
    const terms = termsOf(carry, inside, uses);
    return terms ? [{ carry, terms }] : [];
  });
  if (growing.length === 0) return { loop, after: [] };

  const stacking = createStacking(loop, outside);
  const isProduct = (term: Atom): boolean => {
    const equation = inside.get(term);
    return equation !== undefined && uses.get(term) === 1 && isDeferrable(equation, loop);
  };
  // First what products need stacked; then a plain term is summed outside only if it is stacked anyway.
  for (const term of growing.flatMap(({ terms }) => terms)) {
    if (isProduct(term)) for (const operand of inside.get(term)?.inputs ?? []) stacking.take(operand as Variable);
  }
  const after: Equation[] = [];
  const carries = new Map<Carry, Carry | undefined>();
  const rest: Equation[] = [];
  for (const { carry, terms } of growing) {
    const sums: Equation[][] = [];
    const kept: Atom[] = [];
    for (const term of terms) {
      const sum = isProduct(term) ? productOverTime(inside.get(term) as Equation, stacking) : sumOverTime(term, inside, stacking);
      if (sum) sums.push(sum);
      else kept.push(term);
    }
    if (sums.length === 0) {
      log.left.push(`The carry ${nameEquation(inside.get(carry.next) as Equation)} keeps growing in ${nameLoop(loop)}: what it adds is no product of two matrices of the step, and not stacked anyway.`);
      continue;
    }
    log.notes.push(`The carry ${nameEquation(inside.get(carry.next) as Equation)} of ${nameLoop(loop)} is summed up behind the loop, over all steps at once.`);
    const grown = kept.length > 0 ? addUp(carry.input, kept) : undefined;
    if (grown) rest.push(...grown.equations);
    const partial = fresh(carry.result.type);
    carries.set(carry, grown && { ...carry, next: grown.total, result: partial });
    after.push(...conclude(carry.result, grown ? partial : carry.initial, sums, outside));
  }
  if (carries.size === 0) return { loop, after: [] };
  return {
    loop: {
      ...loop,
      carries: loop.carries.flatMap((carry) => (carries.has(carry) ? (carries.get(carry) ?? []) : [carry])),
      stacks: stacking.stacks(),
      equations: [...loop.equations, ...rest],
    },
    after,
  };
}

/** What a step adds to a carry that nothing else reads; undefined if that is not all that happens to it. */
function termsOf({ input, next }: Carry, inside: ReadonlyMap<Atom, Equation>, uses: ReadonlyMap<Atom, number>): readonly Atom[] | undefined {
  if (uses.get(input) !== 1) return undefined;
  const terms: Atom[] = [];
  let found = false;
  const visit = (atom: Atom): void => {
    const equation = inside.get(atom);
    if (equation?.primitive === 'add' && uses.get(atom) === 1) equation.inputs.forEach(visit);
    else if (atom === input) found = true;
    else terms.push(atom);
  };
  visit(next);
  // A scalar that is added to all elements is no term of the carry's own shape.
  return found && terms.length > 0 && terms.every(({ type }) => type.shape.length === input.type.shape.length) ? terms : undefined;
}

/** Is it a product of two matrices of the step? */
function isDeferrable(equation: Equation, { invariants }: Loop): boolean {
  if (!isContraction(equation)) return false;
  return equation.inputs.every((atom) => atom.type.shape.length === 2 && !invariants.some(({ input }) => input === atom));
}

/** Σₜ Aₜ·Bₜ is one product whose inner axis is time × the inner axis of a step. */
function productOverTime({ params, inputs: [a, b], outputs: [result] }: Equation, stacking: Stacking): Equation[] {
  const { transposeA, transposeB } = params as unknown as PrimitiveParams<'matmul'>;
  const left = joinTime(stacking.take(a as Variable), transposeA ? 'rows' : 'columns');
  const right = joinTime(stacking.take(b as Variable), transposeB ? 'columns' : 'rows');
  const [x, y] = [left, right].map((equations) => equations[equations.length - 1].outputs[0]);
  return [...left, ...right, applied('matmul', params, [x, y], result.type)];
}

/** A stack of matrices as one matrix: below each other, or side by side. */
function joinTime(stack: Atom, side: 'rows' | 'columns'): Equation[] {
  const { shape: [time, rows, columns], dtype } = stack.type;
  const reshape = (atom: Atom, shape: Shape): Equation => applied('reshape', { shape }, [atom], { shape, dtype });
  if (side === 'rows') return [reshape(stack, [time * rows, columns])];
  const swapped = applied('transpose', { axes: [1, 0, 2] }, [stack], { shape: [rows, time, columns], dtype });
  return [swapped, reshape(swapped.outputs[0], [rows, time * columns])];
}

/** Σₜ uₜ, where u, or what u is a sum of, is stacked anyway. */
function sumOverTime(term: Atom, inside: ReadonlyMap<Atom, Equation>, stacking: Stacking): Equation[] | undefined {
  const stack = stacking.find(term);
  if (stack) return [applied('sum', { axes: [0] }, [stack], term.type)];
  const equation = inside.get(term);
  if (equation?.primitive !== 'sum') return undefined;
  const terms = stacking.find(equation.inputs[0]);
  const { axes } = equation.params as unknown as PrimitiveParams<'sum'>;
  return terms && [applied('sum', { axes: [0, ...axes.map((axis) => axis + 1)] }, [terms], term.type)];
}

function addUp(first: Atom, terms: readonly Atom[]): { equations: Equation[]; total: Variable } {
  const equations: Equation[] = [];
  let total = first;
  for (const term of terms) {
    const sum = applied('add', {}, [total, term], first.type);
    equations.push(sum);
    total = sum.outputs[0];
  }
  return { equations, total: total as Variable };
}

/** Binds the carry's result: the first value, unless it is zeros, plus the sums. */
function conclude(result: Variable, first: Atom, sums: readonly Equation[][], outside: ReadonlyMap<Atom, Equation>): Equation[] {
  const [start, ...terms] = [...(isZero(first, outside) ? [] : [first]), ...sums.map((sum) => sum[sum.length - 1].outputs[0])];
  const equations = [...sums.flat(), ...addUp(start, terms).equations];
  const last = equations.pop() as Equation;
  return [...equations, { ...last, outputs: [result] }];
}

function isZero(atom: Atom, outside: ReadonlyMap<Atom, Equation>): boolean {
  if (atom.kind === 'literal') return atom.value === 0;
  const equation = outside.get(atom);
  return equation?.primitive === 'broadcast' && isZero(equation.inputs[0], outside);
}
