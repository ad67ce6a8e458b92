import { formatDecimal } from './decimal.js';
import type { Atom, Equation, Program, Variable } from './program.js';
import { isProgram } from './program.js';
import type { ParamKind } from './primitive.js';
import { isPrimitiveName, primitives } from './primitives/index.js';
import type { ValueType } from './shape.js';

/**
 * The canonical text of a Program: the golden format, the cache key, the documentation. Names go by position, types stand
 * on every binder, a scan's body is indented; {@link parseProgram} reads it back.
 *
 *     program(a: float32[2,3], b: float32[3]) {
 *       c: float32[2,3] = broadcast[shape=[2,3]] b
 *       d: float32[2,3] = mul c a
 *       return d
 *     }
 */
export function printProgram(program: Program): string {
  return printLines(program).join('\n');
}

/** The text's lines. A Program that is not well formed is printed too, since messages show where it is not. */
export function printLines(program: Program): string[] {
  const names = new Map<Variable, string>();
  const bind = (variable: Variable): string => {
    if (!names.has(variable)) names.set(variable, nameAt(names.size));
    return `${names.get(variable)}: ${printType(variable.type)}`;
  };
  const inputs = program.inputs.map(bind).join(', ');
  const lines = [`program(${inputs}) {`];
  for (const equation of program.equations) lines.push(...printEquation(equation, names, bind));
  lines.push(`  return${program.outputs.map((atom) => ` ${printAtom(atom, names)}`).join('')}`, '}');
  return lines;
}

function printEquation(equation: Equation, names: Map<Variable, string>, bind: (variable: Variable) => string): string[] {
  const inputs = equation.inputs.map((atom) => ` ${printAtom(atom, names)}`).join('');
  const { primitive } = equation;
  const schema = isPrimitiveName(primitive) ? (Object.entries(primitives[primitive].params) as [string, ParamKind][]) : [];
  const params = schema.map(([key, kind]) => `${key}=${printParam(kind, equation.params[key])}`).join(' ');
  const outputs = equation.outputs.map(bind).join(', ');
  const text = `${outputs} = ${primitive}${params ? `[${params}]` : ''}${inputs}`;
  return text.split('\n').map((line) => `  ${line}`);
}

/** a … z, then aa, ab …: the position in base 26. */
export function nameAt(position: number): string {
  const letter = String.fromCharCode(97 + (position % 26));
  return position < 26 ? letter : nameAt(Math.floor(position / 26) - 1) + letter;
}

function printType(type: ValueType): string {
  return `${type.dtype}[${type.shape.join(',')}]`;
}

function printAtom(atom: Atom, names: Map<Variable, string>): string {
  if (atom.kind === 'literal') return `${formatDecimal(atom.value, atom.type.dtype)}:${atom.type.dtype}`;
  return names.get(atom) ?? '?';
}

function printParam(kind: ParamKind, value: unknown): string {
  switch (kind) {
    case 'number':
    case 'boolean':
    case 'dtype':
      return String(value);
    case 'numbers':
      return Array.isArray(value) ? `[${value.join(',')}]` : String(value);
    case 'program':
      return isProgram(value) ? printProgram(value) : String(value);
    case 'optionalProgram':
      return value === undefined ? 'none' : printParam('program', value);
  }
}
