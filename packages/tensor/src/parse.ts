import type { DType } from './dtype.js';
import { dtypes } from './dtype.js';
import { describe, ProgramError } from './error.js';
import type { ParamKind } from './primitive.js';
import { isPrimitiveName, primitives } from './primitives/index.js';
import type { Atom, Equation, Program, Variable } from './program.js';
import type { ValueType } from './shape.js';

/**
 * Reads the text that {@link printProgram} writes. Types are taken as written; `checkProgram` verifies them.
 * @throws ProgramError naming line, what was found and what was expected.
 */
export function parseProgram(text: string): Program {
  const reader = new Reader(text);
  const program = readProgram(reader);
  if (reader.peek() !== '') reader.fail('end of text');
  return program;
}

const TOKEN = /\s*([A-Za-z_][A-Za-z0-9_]*|-?(?:Infinity|NaN|\d+(?:\.\d+)?(?:e[+-]?\d+)?)|[^\s])/y;

/** Splits the text into names, numbers and single signs, one ahead. */
class Reader {
  private position = 0;
  private token = '';

  constructor(private readonly text: string) {
    this.next();
  }

  peek(): string {
    return this.token;
  }

  next(): string {
    const current = this.token;
    TOKEN.lastIndex = this.position;
    const match = TOKEN.exec(this.text);
    this.token = match ? match[1] : '';
    this.position = match ? TOKEN.lastIndex : this.text.length;
    return current;
  }

  take(expected: string): void {
    if (this.token !== expected) this.fail(`'${expected}'`);
    this.next();
  }

  skip(wanted: string): boolean {
    if (this.token !== wanted) return false;
    this.next();
    return true;
  }

  name(): string {
    if (!/^[A-Za-z_]/.test(this.token)) this.fail('a name');
    return this.next();
  }

  number(): number {
    const value = Number(this.token);
    if (this.token !== 'NaN' && (this.token === '' || Number.isNaN(value))) this.fail('a number');
    this.next();
    return value;
  }

  fail(expected: string): never {
    const line = this.text.slice(0, this.position).split('\n').length;
    throw new ProgramError(
      describe('parseProgram', 'text is no Program', `line ${line}: '${this.token}'`, `${expected} is expected`),
    );
  }
}

function readProgram(reader: Reader): Program {
  const scope = new Map<string, Variable>();
  reader.take('program');
  reader.take('(');
  const inputs: Variable[] = [];
  while (!reader.skip(')')) {
    inputs.push(readBinder(reader, scope));
    if (reader.peek() !== ')') reader.take(',');
  }
  reader.take('{');
  const equations: Equation[] = [];
  while (reader.peek() !== 'return') equations.push(readEquation(reader, scope));
  reader.take('return');
  const outputs: Atom[] = [];
  while (!reader.skip('}')) outputs.push(readAtom(reader, scope));
  return { inputs, equations, outputs };
}

function readBinder(reader: Reader, scope: Map<string, Variable>): Variable {
  if (scope.has(reader.peek())) reader.fail('a name that is not bound yet');
  const name = reader.name();
  reader.take(':');
  const variable: Variable = { kind: 'variable', type: readType(reader) };
  scope.set(name, variable);
  return variable;
}

function readDType(reader: Reader): DType {
  const dtype = dtypes.find((known) => known === reader.peek());
  if (!dtype) return reader.fail(`a dtype (${dtypes.join(', ')})`);
  reader.next();
  return dtype;
}

function readType(reader: Reader): ValueType {
  const dtype = readDType(reader);
  return { shape: readNumbers(reader), dtype };
}

function readNumbers(reader: Reader): number[] {
  const numbers: number[] = [];
  reader.take('[');
  while (!reader.skip(']')) {
    numbers.push(reader.number());
    if (reader.peek() !== ']') reader.take(',');
  }
  return numbers;
}

function readEquation(reader: Reader, scope: Map<string, Variable>): Equation {
  const bound = new Map<string, Variable>();
  while (!reader.skip('=')) {
    if (scope.has(reader.peek())) reader.fail('a name that is not bound yet');
    readBinder(reader, bound);
    if (reader.peek() !== '=') reader.take(',');
  }
  const primitive = reader.peek();
  if (!isPrimitiveName(primitive)) reader.fail(`a primitive (${Object.keys(primitives).join(', ')})`);
  reader.next();
  const params: Record<string, unknown> = {};
  const schema = Object.entries(primitives[primitive].params) as [string, ParamKind][];
  if (schema.length > 0) reader.take('[');
  for (const [key, kind] of schema) {
    reader.take(key);
    reader.take('=');
    params[key] = readParam(reader, kind);
  }
  if (schema.length > 0) reader.take(']');
  const inputs: Atom[] = [];
  // An operand is a name in scope or a number; what follows the last operand is a new binder or `return`.
  while (scope.has(reader.peek()) || /^[-\d]|^(NaN|Infinity)$/.test(reader.peek())) inputs.push(readAtom(reader, scope));
  for (const [name, variable] of bound) scope.set(name, variable);
  return { primitive, params, inputs, outputs: [...bound.values()] };
}

function readParam(reader: Reader, kind: ParamKind): unknown {
  switch (kind) {
    case 'number':
      return reader.number();
    case 'boolean':
      if (reader.peek() !== 'true' && reader.peek() !== 'false') reader.fail('true or false');
      return reader.next() === 'true';
    case 'numbers':
      return readNumbers(reader);
    case 'dtype':
      return readDType(reader);
    case 'program':
      return readProgram(reader);
    case 'optionalProgram':
      return reader.skip('none') ? undefined : readProgram(reader);
  }
}

function readAtom(reader: Reader, scope: Map<string, Variable>): Atom {
  const variable = scope.get(reader.peek());
  if (variable) {
    reader.next();
    return variable;
  }
  if (/^[A-Za-z_]/.test(reader.peek()) && !/^(NaN|Infinity)$/.test(reader.peek())) reader.fail('a bound name or a number');
  const value = reader.number();
  reader.take(':');
  const dtype = readDType(reader);
  // The shortest decimal of a float32 stands for that float32; whether an integer fits its dtype, checkProgram says.
  return { kind: 'literal', type: { shape: [], dtype }, value: dtype === 'float32' ? Math.fround(value) : value };
}
