import type { PrimitiveParams } from './primitives/index.js';
import type { Atom, Equation, Program, Variable } from './program.js';

/**
 * Leaves out every equation whose results nothing uses, in bodies of loops and calls too. A loop loses per-step outputs that
 * nothing reads, carries that only feed themselves, and operands that its body no longer takes. Inputs of the Program stay, so
 * that callers need not change.
 */
export function eliminateDeadCode(program: Program): Program {
  const live = new Set<Atom>(program.outputs);
  const equations: Equation[] = [];
  for (let index = program.equations.length - 1; index >= 0; index--) {
    const equation = program.equations[index];
    if (!equation.outputs.some((variable) => live.has(variable))) continue;
    const trimmed = trimEquation(equation, live);
    for (const atom of trimmed.inputs) live.add(atom);
    equations.push(trimmed);
  }
  return { ...program, equations: equations.reverse() };
}

function trimEquation(equation: Equation, live: ReadonlySet<Atom>): Equation {
  const needed = equation.outputs.map((variable) => live.has(variable));
  if (equation.primitive === 'scan') return trimScan(equation, needed);
  if (equation.primitive === 'call') return trimCall(equation, needed);
  return equation;
}

/** The inputs that a Program reads or returns. */
function usedInputs({ inputs, equations, outputs }: Program): boolean[] {
  const used = new Set<Atom>([...equations.flatMap((equation) => equation.inputs), ...outputs]);
  return inputs.map((variable) => used.has(variable));
}

function select<T>(values: readonly T[], chosen: readonly boolean[]): T[] {
  return values.filter((_, index) => chosen[index]);
}

function count(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length;
}

/** A carry lives if its last value is needed, or if a step reads it to make something that lives. */
function trimScan(equation: Equation, needed: readonly boolean[]): Equation {
  const params = equation.params as unknown as PrimitiveParams<'scan'>;
  const { body, carries, sequences } = params;
  const live = [...needed];
  let trimmed: Program;
  let used: boolean[];
  for (;;) {
    trimmed = eliminateDeadCode({ ...body, outputs: select(body.outputs, live) });
    used = usedInputs(trimmed);
    const before = count(live);
    for (let index = 0; index < carries; index++) live[index] ||= used[index];
    if (count(live) === before) break;
  }
  const taken = body.inputs.map((_, index) => (index < carries ? live[index] : used[index]));
  const [tripCount, ...operands] = equation.inputs;
  return {
    ...equation,
    params: {
      ...params,
      body: { ...trimmed, inputs: select(body.inputs, taken) },
      carries: count(taken.slice(0, carries)),
      sequences: count(taken.slice(carries, carries + sequences)),
    },
    inputs: [tripCount, ...select(operands, taken)],
    outputs: select(equation.outputs, live),
  };
}

/** A gradient of one's own reads operands and results as they are, so these stay; only inside its Programs is trimmed. */
function trimCall(equation: Equation, needed: readonly boolean[]): Equation {
  const { body, backward } = equation.params as unknown as PrimitiveParams<'call'>;
  if (backward) {
    return { ...equation, params: { body: eliminateDeadCode(body), backward: eliminateDeadCode(backward) } };
  }
  const trimmed = eliminateDeadCode({ ...body, outputs: select(body.outputs, needed) });
  const used = usedInputs(trimmed);
  return {
    ...equation,
    params: { body: { ...trimmed, inputs: select(body.inputs, used) }, backward },
    inputs: select(equation.inputs, used),
    outputs: select<Variable>(equation.outputs, needed),
  };
}
