import type { Atom, Equation, Program } from '@rekur/tensor';
import { isProgram, primitiveNamed } from '@rekur/tensor';

/** Numbers for values: two values of one number are equal. */
export interface Numbering {
  /** Numbers the results of an equation; an earlier equation that computes the same is returned. */
  add(equation: Equation): Equation | undefined;
  /** What stands for a value: literals of the same bits have the same. */
  of(atom: Atom): string;
}

/** @param assumed variables to be taken as equal to others */
export function createNumbering(assumed: ReadonlyMap<Atom, Atom> = new Map()): Numbering {
  const numbers = new Map<Atom, string>();
  const known = new Map<string, Equation[]>();
  const of = (atom: Atom): string => {
    if (atom.kind === 'literal') return nameLiteral(atom.value, atom.type.dtype);
    const same = assumed.get(atom) ?? atom;
    let number = numbers.get(same);
    if (number === undefined) numbers.set(same, (number = String(numbers.size)));
    return number;
  };
  return {
    of,
    add(equation) {
      const key = keyOf(equation, of);
      const candidates = known.get(key);
      const earlier = candidates?.find((candidate) => sameBodies(candidate, equation));
      if (earlier) equation.outputs.forEach((variable, index) => numbers.set(variable, of(earlier.outputs[index])));
      else if (candidates) candidates.push(equation);
      else known.set(key, [equation]);
      return earlier;
    },
  };
}

function nameLiteral(value: number, dtype: string): string {
  return `${Object.is(value, -0) ? '-0' : value}:${dtype}`;
}

/** Everything but the bodies of loops, which are compared only where all the rest is equal. */
function keyOf({ primitive, params, inputs }: Equation, of: (atom: Atom) => string): string {
  const operands = inputs.map(of);
  if (operands.length === 2 && operands[0] > operands[1] && primitiveNamed(primitive).traits.commutative) operands.reverse();
  let key = primitive;
  for (const name in params) {
    const value = params[name];
    if (!isProgram(value)) key += ` ${String(value)}`;
  }
  return `${key}|${operands.join(' ')}`;
}

/** No two calls count as equal. */
function sameBodies(a: Equation, b: Equation): boolean {
  if (a.primitive === 'call') return false;
  const { body } = a.params;
  return !isProgram(body) || samePrograms(body, b.params.body as Program);
}

/** Whether two Programs are the same but for the identity of their variables. */
export function samePrograms(a: Program, b: Program): boolean {
  if (a === b) return true;
  if (a.inputs.length !== b.inputs.length || a.equations.length !== b.equations.length || a.outputs.length !== b.outputs.length) return false;
  const partner = new Map<Atom, Atom>(a.inputs.map((variable, index) => [variable, b.inputs[index]]));
  const same = (left: Atom, right: Atom): boolean =>
    left.kind === 'literal'
      ? right.kind === 'literal' && left.type.dtype === right.type.dtype && Object.is(left.value, right.value)
      : partner.get(left) === right;
  const sameAll = (left: readonly Atom[], right: readonly Atom[]): boolean =>
    left.length === right.length && left.every((atom, index) => same(atom, right[index]));
  for (const [index, equation] of a.equations.entries()) {
    const other = b.equations[index];
    if (equation.primitive !== other.primitive || equation.outputs.length !== other.outputs.length) return false;
    if (!sameParams(equation, other) || !sameAll(equation.inputs, other.inputs)) return false;
    equation.outputs.forEach((variable, position) => partner.set(variable, other.outputs[position]));
  }
  return sameAll(a.outputs, b.outputs);
}

function sameParams({ params: a }: Equation, { params: b }: Equation): boolean {
  return Object.keys(a).every((name) => {
    const [left, right] = [a[name], b[name]];
    return isProgram(left) ? isProgram(right) && samePrograms(left, right) : String(left) === String(right);
  });
}
