import type { Atom, Equation, Literal, PrimitiveName, Program, Variable } from '@rekur/tensor';
import { apply, full, isFloat, reshape, slice, type Tensor } from '@rekur/tensor';

/** The operation at which numbers stopped being finite. */
export interface Origin {
  readonly equation: Equation;
  /** What it read, and the first result that is not finite. */
  readonly operands: readonly Tensor[];
  readonly result: Tensor;
  /** Steps of the loops around it, outermost first, counted from 0. */
  readonly timeSteps: readonly number[];
  /** The equation of the Program itself that it is, or is inside of. */
  readonly outermost: Equation;
}

/** The numbers came in that way already: position of the input. */
export interface BadInput {
  readonly input: number;
}

/**
 * Runs a Program equation by equation and follows what is not finite in the outputs `wanted` back to where it began: the
 * first operation with finite operands and a result that is not finite. What is not finite but reaches no such output (the
 * branch not taken of a `where`, padding) is passed over. Loops are followed inside, step by step.
 * @returns undefined if those outputs are finite
 */
export function findOrigin(program: Program, inputs: readonly Tensor[], wanted: readonly number[]): Origin | BadInput | undefined {
  const values = evaluate(program, inputs);
  const read = (atom: Atom): Tensor => valueOf(atom, values);
  const makers = new Map(program.equations.flatMap((equation) => equation.outputs.map((variable) => [variable, equation] as const)));
  const seen = new Set<Equation>();
  const badInputs = new Set<Variable>();
  const origins: Origin[] = [];

  const follow = (atom: Atom): void => {
    if (atom.kind === 'literal' || allFinite(read(atom))) return;
    const equation = makers.get(atom);
    if (!equation) badInputs.add(atom);
    if (!equation || seen.has(equation)) return;
    seen.add(equation);
    const operands = equation.inputs.map(read);
    const bad = equation.outputs.flatMap((variable, index) => (allFinite(read(variable)) ? [] : [index]));
    const inner = findInside(equation, operands, bad);
    if (inner && 'equation' in inner) origins.push({ ...inner, outermost: equation });
    else if (inner) follow(equation.inputs[inner.input]);
    else if (equation.inputs.every((input) => input.kind === 'literal' || allFinite(read(input)))) {
      origins.push({ equation, operands, result: read(equation.outputs[bad[0]]), timeSteps: [], outermost: equation });
    } else equation.inputs.forEach(follow);
  };
  for (const output of wanted) follow(program.outputs[output]);

  const position = ({ outermost }: Origin): number => program.equations.indexOf(outermost);
  if (origins.length > 0) return origins.reduce((first, each) => (position(each) < position(first) ? each : first));
  const input = program.inputs.findIndex((variable) => badInputs.has(variable));
  return input < 0 ? undefined : { input };
}

/** The same inside an operation that holds a Program; an input is given as the operand's position. */
function findInside(equation: Equation, operands: readonly Tensor[], bad: readonly number[]): Origin | BadInput | undefined {
  if (equation.primitive === 'scan') return findInLoop(equation, operands, bad);
  return equation.primitive === 'call' ? findOrigin(equation.params['body'] as Program, operands, bad) : undefined;
}

/** Inside a `scan`: the first step whose results are not finite. */
function findInLoop({ params }: Equation, operands: readonly Tensor[], bad: readonly number[]): Origin | BadInput | undefined {
  const { body, carries, sequences, reverse } = params as { body: Program; carries: number; sequences: number; reverse: boolean };
  const wanted = body.outputs.map((_, index) => index).filter((index) => index < carries || bad.includes(index));
  const steps = operands[0].item();
  const given = operands.slice(1);
  let carry = given.slice(0, carries);
  for (let done = 0; done < steps; done++) {
    const time = reverse ? steps - 1 - done : done;
    const slices = given.slice(carries, carries + sequences).map((sequence) => reshape(slice(sequence, 0, time, time + 1), sequence.shape.slice(1)));
    const inputs = [...carry, ...slices, ...given.slice(carries + sequences)];
    const found = findOrigin(body, inputs, wanted);
    if (found && 'equation' in found) return { ...found, timeSteps: [time, ...found.timeSteps] };
    if (found) return { input: found.input + 1 };
    const values = evaluate(body, inputs);
    carry = body.outputs.slice(0, carries).map((atom) => valueOf(atom, values));
  }
  return undefined;
}

function evaluate(program: Program, inputs: readonly Tensor[]): Map<Variable, Tensor> {
  const values = new Map<Variable, Tensor>(program.inputs.map((variable, index) => [variable, inputs[index]]));
  for (const equation of program.equations) {
    const operands = equation.inputs.map((atom): Tensor | Literal => (atom.kind === 'literal' ? atom : valueOf(atom, values)));
    const results = apply(equation.primitive as PrimitiveName, equation.params as never, operands);
    equation.outputs.forEach((variable, index) => values.set(variable, results[index]));
  }
  return values;
}

function valueOf(atom: Atom, values: ReadonlyMap<Variable, Tensor>): Tensor {
  return atom.kind === 'variable' ? (values.get(atom) as Tensor) : full([], atom.value, atom.type.dtype);
}

function allFinite({ dtype, data }: Tensor): boolean {
  if (!isFloat(dtype)) return true;
  for (let index = 0; index < data.length; index++) if (!Number.isFinite(data[index])) return false;
  return true;
}

/** Which outputs of a Program an equation takes part in, by position. */
export function reachedOutputs(program: Program, equation: Equation): boolean[] {
  const reached = new Set<Variable>(equation.outputs);
  for (const later of program.equations) {
    if (later.inputs.some((atom) => atom.kind === 'variable' && reached.has(atom))) later.outputs.forEach((variable) => reached.add(variable));
  }
  return program.outputs.map((atom) => atom.kind === 'variable' && reached.has(atom));
}
