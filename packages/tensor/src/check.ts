import { formatDecimal } from './decimal.js';
import type { DType } from './dtype.js';
import { dtypes, roundTo } from './dtype.js';
import { describe, ProgramError } from './error.js';
import type { ParamKind } from './primitive.js';
import { isPrimitiveName, primitiveNamed, primitives, resultTypes } from './primitives/index.js';
import { nameAt, printLines } from './print.js';
import type { Atom, Equation, Program, Variable } from './program.js';
import { isProgram } from './program.js';
import type { ValueType } from './shape.js';
import { formatType, sameShape } from './shape.js';

/** What has been done to a Program, and so what it promises. Later phases (planned buffers, for one) add clauses. */
export type Phase = 'traced';

/**
 * Verifies that a Program is well formed: every variable bound once and before its use, every primitive known, its
 * parameters of the declared kinds, its operands what its own rule takes and its outputs' types what that rule gives,
 * literals scalar and exact in their dtype, bodies of loops and calls well formed too.
 * @throws ProgramError with the offending line and two around it.
 */
export function checkProgram(program: Program, phase: Phase = 'traced'): void {
  const bound = new Map<Variable, string>();
  let line = 0;
  const bind = (variable: Variable): void => {
    if (bound.has(variable)) refuse(program, line, `${bound.get(variable)} is bound twice`, 'a variable is bound once');
    bound.set(variable, nameAt(bound.size));
  };
  for (const variable of program.inputs) {
    const { shape, dtype } = variable.type;
    if (!dtypes.includes(dtype) || !shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
      refuse(program, line, `an input of type ${formatType(variable.type)}`, 'a known dtype and whole sizes, 0 or more, are expected');
    }
    bind(variable);
  }
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
    const value = formatDecimal(atom.value, atom.type.dtype);
    refuse(program, line, `the literal ${value} is no ${atom.type.dtype}`, 'a literal is exact in its dtype');
  }
}

const matches: Readonly<Record<ParamKind, (value: unknown) => boolean>> = {
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  numbers: (value) => Array.isArray(value) && value.every((item) => typeof item === 'number'),
  dtype: (value) => dtypes.includes(value as DType),
  program: isProgram,
  optionalProgram: (value) => value === undefined || isProgram(value),
};

function checkEquation(program: Program, line: number, equation: Equation, phase: Phase): void {
  if (!isPrimitiveName(equation.primitive)) {
    refuse(program, line, `'${equation.primitive}' is no primitive`, `one of ${Object.keys(primitives).join(', ')} is expected`);
  }
  for (const [key, kind] of Object.entries(primitives[equation.primitive].params) as [string, ParamKind][]) {
    if (!matches[kind](equation.params[key])) {
      refuse(program, line, `parameter ${key} of ${equation.primitive} is ${String(equation.params[key])}`, `its kind is ${kind}`);
    }
    if (isProgram(equation.params[key])) checkProgram(equation.params[key], phase);
  }
  const types = typesOf(program, line, equation);
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

/** What the primitive's rule gives; what it refuses is told with the line where. */
function typesOf(program: Program, line: number, { primitive, inputs, params }: Equation): readonly ValueType[] {
  try {
    return resultTypes(primitive, inputs.map((atom) => atom.type), params);
  } catch (error) {
    throw new ProgramError(`${(error as Error).message}\n${excerpt(program, line)}`, { cause: error });
  }
}

/** Lines that an equation's bodies add to its printed form. */
function linesOfBodies(equation: Equation): number {
  return Object.keys(primitiveNamed(equation.primitive).params)
    .map((key) => equation.params[key])
    .filter(isProgram)
    .reduce((lines, body) => lines + printLines(body).length - 1, 0);
}

function refuse(program: Program, line: number, given: string, expected: string): never {
  throw new ProgramError(`${describe('checkProgram', 'Program is not well formed', given, expected)}\n${excerpt(program, line)}`);
}

/** The line and two around it. */
function excerpt(program: Program, line: number): string {
  const first = Math.max(0, line - 2);
  const lines = printLines(program).slice(first, line + 3);
  return lines.map((text, index) => `${first + index === line ? '>' : ' '} ${text}`).join('\n');
}
