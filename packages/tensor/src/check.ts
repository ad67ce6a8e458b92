import { roundTo } from './dtype.js';
import { describe, ProgramError } from './error.js';
import type { ParamKind } from './primitive.js';
import { primitiveNamed } from './primitives/index.js';
import { nameAt, printLines } from './print.js';
import type { Atom, Equation, Program, Variable } from './program.js';
import { formatType, sameShape } from './shape.js';

/** What has been done to a Program, and so what it promises. Later phases (planned buffers, for one) add clauses. */
export type Phase = 'traced';

/**
 * Verifies that a Program is well formed: every variable bound once and before its use, every primitive known, its
 * parameters of the declared kinds, its outputs' types what its own rule gives, literals scalar and exact in their dtype,
 * scan bodies well formed too.
 * @throws ProgramError with the offending line and two around it.
 */
export function checkProgram(program: Program, phase: Phase = 'traced'): void {
  const bound = new Map<Variable, string>();
  let line = 0;
  const bind = (variable: Variable): void => {
    if (bound.has(variable)) refuse(program, line, `${bound.get(variable)} is bound twice`, 'a variable is bound once');
    bound.set(variable, nameAt(bound.size));
  };
  program.inputs.forEach(bind);
  for (const equation of program.equations) {
    line++;
    for (const atom of equation.inputs) checkAtom(program, line, atom, bound);
    checkEquation(program, line, equation, phase);
    equation.outputs.forEach(bind);
    line += linesOfBodies(equation);
  }
  for (const atom of program.outputs) checkAtom(program, line + 1, atom, bound);
}

function checkAtom(program: Program, line: number, atom: Atom, bound: Map<Variable, string>): void {
  if (atom.kind === 'variable') {
    if (!bound.has(atom)) refuse(program, line, 'a variable is used that is not bound yet', 'an input or an earlier equation binds it');
    return;
  }
  if (atom.type.shape.length > 0) refuse(program, line, `a literal of type ${formatType(atom.type)}`, 'literals are scalars');
  if (!Object.is(roundTo(atom.type.dtype, atom.value), atom.value)) {
    refuse(program, line, `the literal ${atom.value} is no ${atom.type.dtype}`, 'a literal is exact in its dtype');
  }
}

const matches: Readonly<Record<ParamKind, (value: unknown) => boolean>> = {
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  numbers: (value) => Array.isArray(value) && value.every((item) => typeof item === 'number'),
  dtype: (value) => typeof value === 'string',
  program: (value) => typeof value === 'object' && value !== null && 'equations' in value,
};

function checkEquation(program: Program, line: number, equation: Equation, phase: Phase): void {
  const primitive = primitiveNamed(equation.primitive);
  for (const [key, kind] of Object.entries(primitive.params)) {
    if (!matches[kind](equation.params[key])) {
      refuse(program, line, `parameter ${key} of ${equation.primitive} is ${String(equation.params[key])}`, `its kind is ${kind}`);
    }
    if (kind === 'program') checkProgram(equation.params[key] as Program, phase);
  }
  const types = primitive.types(
    equation.inputs.map((atom) => atom.type),
    equation.params as never,
  );
  if (types.length !== equation.outputs.length) {
    refuse(program, line, `${equation.outputs.length} values are bound`, `${equation.primitive} gives ${types.length}`);
  }
  types.forEach((type, index) => {
    const written = equation.outputs[index].type;
    if (written.dtype !== type.dtype || !sameShape(written.shape, type.shape)) {
      refuse(program, line, `the result is written as ${formatType(written)}`, `${equation.primitive} gives ${formatType(type)}`);
    }
  });
}

/** Lines that an equation's bodies add to its printed form. */
function linesOfBodies(equation: Equation): number {
  const { params } = primitiveNamed(equation.primitive);
  return Object.entries(params)
    .filter(([, kind]) => kind === 'program')
    .reduce((lines, [key]) => lines + printLines(equation.params[key] as Program).length - 1, 0);
}

function refuse(program: Program, line: number, given: string, expected: string): never {
  const lines = printLines(program);
  const excerpt = lines.slice(Math.max(0, line - 2), line + 3).map((text, index) => {
    const number = Math.max(0, line - 2) + index;
    return `${number === line ? '>' : ' '} ${text}`;
  });
  throw new ProgramError(`${describe('checkProgram', 'Program is not well formed', given, expected)}\n${excerpt.join('\n')}`);
}
