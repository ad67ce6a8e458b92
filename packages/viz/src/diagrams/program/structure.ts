import { refuse } from '../refuse.js';

/** A `Program` of `@rekur/tensor`, or anything of its form. Variables are named by identity. */
export interface GraphProgram {
  readonly inputs: readonly GraphVariable[];
  readonly equations: readonly GraphEquation[];
  readonly outputs: readonly GraphAtom[];
}

export interface GraphType {
  readonly shape: readonly number[];
  readonly dtype: string;
}

export interface GraphVariable {
  readonly kind: 'variable';
  readonly type: GraphType;
}

export type GraphAtom = GraphVariable | { readonly kind: 'literal'; readonly type: GraphType; readonly value: number };

export interface GraphEquation {
  readonly primitive: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: readonly GraphAtom[];
  readonly outputs: readonly GraphVariable[];
}

/** The Program inside an equation that is drawn as a box: the loop's body. */
export function bodyOf({ params }: GraphEquation): GraphProgram | undefined {
  return isProgram(params.body) ? params.body : undefined;
}

/** Equations of a Program and of all Programs inside it. */
export function countEquations(program: GraphProgram): number {
  let count = 0;
  for (const equation of program.equations) {
    const body = bodyOf(equation);
    count += 1 + (body === undefined ? 0 : countEquations(body));
  }
  return count;
}

/** @throws FigureError if something is read before it is bound */
export function requireBound(where: string, program: GraphProgram): void {
  const bound = new Set<GraphVariable>(program.inputs);
  const require = (atom: GraphAtom, reader: string): void => {
    if (atom.kind === 'literal' || bound.has(atom)) return;
    refuse(where, 'not a Program', `${reader} reads a variable that nothing before it binds`, 'every variable must be an input or the result of an equation before');
  };
  program.equations.forEach((equation, index) => {
    for (const atom of equation.inputs) require(atom, `equation ${index + 1}, ${equation.primitive},`);
    for (const variable of equation.outputs) bound.add(variable);
    const body = bodyOf(equation);
    if (body !== undefined) requireBound(where, body);
  });
  for (const atom of program.outputs) require(atom, 'the result');
}

function isProgram(value: unknown): value is GraphProgram {
  return typeof value === 'object' && value !== null && 'inputs' in value && 'equations' in value && 'outputs' in value;
}
