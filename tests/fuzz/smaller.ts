// Smaller Programs that are still well formed. fast-check shrinks the numbers that a Program was made of; this goes on with the Program itself.
import type { Atom, Equation, Program, Variable } from '@rekur/tensor';
import { isProgram, sameShape } from '@rekur/tensor';

/** The smallest Program found in the given time that still fails, taking one step after the other. */
export function smallest(program: Program, fails: (program: Program) => boolean, mostMs: number): Program {
  const end = performance.now() + mostMs;
  let best = program;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of candidates(best)) {
      if (performance.now() > end) return best;
      if (!fails(candidate)) continue;
      best = candidate;
      found = true;
      break;
    }
  }
  return best;
}

/** Large steps first: with one value on the way as the only output, without an output, with an equation's results as inputs; then with other operands, in bodies too. */
function* candidates(program: Program): Generator<Program> {
  const { inputs, equations, outputs } = program;
  for (const equation of equations) {
    // One that is wanted already would only change places with its other results.
    if (equation.outputs.some((result) => outputs.includes(result))) continue;
    for (const result of equation.outputs) yield withoutUnused({ inputs, equations, outputs: [result] });
  }
  for (const index of outputs.keys()) {
    if (outputs.length > 1) yield withoutUnused({ inputs, equations, outputs: outputs.filter((_, other) => other !== index) });
  }
  for (const equation of [...equations].reverse()) {
    yield withoutUnused({ inputs: [...inputs, ...equation.outputs], equations: equations.filter((other) => other !== equation), outputs });
  }
  yield* withOtherOperands(program);
}

/** With one equation's result replaced by an earlier value of its type; inputs and outputs stay, which a body's must. */
function* withOtherOperands(program: Program): Generator<Program> {
  const { inputs, equations, outputs } = program;
  for (const [index, equation] of equations.entries()) {
    const earlier = [...inputs, ...equations.slice(0, index).flatMap((other) => other.outputs)];
    for (const result of equation.outputs) {
      const other = earlier.find(({ type }) => type.dtype === result.type.dtype && sameShape(type.shape, result.type.shape));
      if (other && isUsed(result, program)) yield { inputs, ...needed(replaced(result, other, program)) };
    }
    const { body } = equation.params;
    if (!isProgram(body)) continue;
    for (const smaller of withOtherOperands(body)) {
      const changed: Equation = { ...equation, params: { ...equation.params, body: smaller } };
      yield { inputs, outputs, equations: equations.map((each) => (each === equation ? changed : each)) };
    }
  }
}

const isUsed = (variable: Variable, { equations, outputs }: Program): boolean =>
  outputs.includes(variable) || equations.some(({ inputs }) => inputs.includes(variable));

function replaced(variable: Variable, other: Variable, { inputs, equations, outputs }: Program): Program {
  const swap = (atom: Atom): Atom => (atom === variable ? other : atom);
  return { inputs, equations: equations.map((equation) => ({ ...equation, inputs: equation.inputs.map(swap) })), outputs: outputs.map(swap) };
}

/** The equations that an output needs. */
function needed({ equations, outputs }: Program): Pick<Program, 'equations' | 'outputs'> {
  const wanted = new Set<Atom>(outputs);
  const kept: Equation[] = [];
  for (const equation of [...equations].reverse()) {
    if (!equation.outputs.some((variable) => wanted.has(variable))) continue;
    kept.unshift(equation);
    for (const atom of equation.inputs) wanted.add(atom);
  }
  return { equations: kept, outputs };
}

function withoutUnused(program: Program): Program {
  const { equations, outputs } = needed(program);
  const kept: Program = { inputs: program.inputs, equations, outputs };
  return { ...kept, inputs: program.inputs.filter((variable) => isUsed(variable, kept)) };
}
