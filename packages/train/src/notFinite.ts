import type { Equation, Program, Variable } from '@rekur/tensor';
import { describe, printProgram, type Tensor } from '@rekur/tensor';
import { FitError } from './error.js';
import { type BadInput, findOrigin, type Origin, reachedOutputs } from './replay.js';
import type { ReplayedStep } from './trainingSession.js';

/**
 * The error for a training step whose loss or gradient is not finite. The step is run again on the interpreter, operation by
 * operation, to say where it began.
 */
export function notFinite(step: number, loss: number, gradientNorm: number, traced: ReplayedStep): FitError {
  const { program, inputs, outputNames } = traced;
  const wanted = outputNames.indexOf(Number.isFinite(loss) ? 'gradientNorm' : 'loss');
  const found = findOrigin(program, inputs, [wanted]);
  return new FitError(
    describe(
      'fit',
      'loss or gradient is not finite',
      `step ${step}, loss ${loss}, gradient norm ${gradientNorm}; ${found ? sayWhere(found, traced) : 'run again on the interpreter, it is finite'}`,
      'finite numbers are expected; the parameters are as before that step',
      mendOf(found),
    ),
  );
}

function mendOf(found: Origin | BadInput | undefined): string {
  if (found && 'input' in found) return 'look at the data';
  const isMarked = found?.equation.inputs.some((atom) => atom.kind === 'literal' && !Number.isFinite(atom.value));
  return isMarked ? 'look at the targets: so a loss marks one that it cannot count' : 'lower the learning rate or set clipNorm';
}

function sayWhere(found: Origin | BadInput, { program, inputNames, outputNames }: ReplayedStep): string {
  if ('input' in found) return `it came in with ${inputNames[found.input] ?? 'a tensor that the model uses from outside'}`;
  const reached = reachedOutputs(program, found.outermost);
  const part = reached[outputNames.indexOf('loss')] ? 'forward' : 'backward';
  const times = found.timeSteps.map((time) => ` at time step ${time}`).join('');
  return `it began in the ${part} part${times}, with ${sayEquation(found.equation)}${sayElement(found)}`;
}

/** As in a printed Program, the operands named a, b, c …: `b: float32[2] = log a`. */
function sayEquation(equation: Equation): string {
  const inputs = [...new Set(equation.inputs.filter((atom): atom is Variable => atom.kind === 'variable'))];
  const alone: Program = { inputs, equations: [equation], outputs: equation.outputs };
  const line = printProgram(alone).split('\n')[1].trim();
  const types = printProgram({ ...alone, equations: [] }).split('\n')[0].slice('program('.length, -') {'.length);
  return types ? `${line} (${types})` : line;
}

/** The element where it shows, if the operation goes element by element: `, log(0) = -Infinity`. */
function sayElement({ equation, operands, result }: Origin): string {
  const at = result.data.findIndex((value) => !Number.isFinite(value));
  if (operands.length === 0 || !operands.every(({ size }) => size === result.size || size === 1)) return `, which gives ${result.data[at]}`;
  const element = (operand: Tensor): number => operand.data[operand.size === 1 ? 0 : at];
  return `, where ${equation.primitive}(${operands.map(element).join(', ')}) is ${result.data[at]}`;
}
