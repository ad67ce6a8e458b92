import type { Atom, Equation, Program } from '@rekur/tensor';
import { primitiveNamed, sizeOf } from '@rekur/tensor';
import type { Log, PassResult } from './pass.js';
import { runPass } from './pass.js';
import { applied } from './structure/atoms.js';
import { rewriteLevels } from './structure/levels.js';
import { nameEquation } from './structure/words.js';

/**
 * Cuts operands instead of results, so that what makes a value and what uses its pieces can become one loop: the four gates of an
 * LSTM are slices of one sum.
 *
 *     c: float32[4] = add a b                        c: float32[2] = slice[starts=[0] ends=[2]] a
 *     d: float32[2] = slice[starts=[0] ends=[2]] c   d: float32[2] = slice[starts=[0] ends=[2]] b
 *     e: float32[2] = slice[starts=[2] ends=[4]] c   e: float32[2] = add c d
 *                                                 →  f: float32[2] = slice[starts=[2] ends=[4]] a
 *                                                    g: float32[2] = slice[starts=[2] ends=[4]] b
 *                                                    h: float32[2] = add f g
 *
 * Only where slices are all that reads the result, and where together they are no more than all of it.
 */
export function cut(program: Program): PassResult {
  return runPass(program, (whole, log) => rewriteLevels(whole, (level) => cutLevel(level, log)));
}

function cutLevel(level: Program, log: Log): Program {
  const slices = slicesOf(level);
  const definitions = new Map<Atom, Equation>();
  let changed = false;
  const equations = level.equations.flatMap((equation): Equation[] => {
    const [result] = equation.outputs;
    const cutting = equation.primitive === 'slice' ? definitions.get(equation.inputs[0]) : undefined;
    if (cutting && slices.has(cutting.outputs[0])) {
      changed = true;
      const pieces = cutting.inputs.map((atom) => piece(atom, cutting, equation));
      log.notes.push(`${nameEquation(equation)} cuts the operands of ${nameEquation(cutting)}.`);
      return [...pieces.flatMap(({ made }) => made), { ...cutting, inputs: pieces.map(({ atom }) => atom), outputs: [result] }];
    }
    if (primitiveNamed(equation.primitive).traits.family === 'elementwise') definitions.set(result, equation);
    return [equation];
  });
  return changed ? { ...level, equations } : level;
}

/** An operand cut as the result was; a scalar stands for all elements as before. */
function piece(atom: Atom, cutting: Equation, slice: Equation): { atom: Atom; made: Equation[] } {
  if (atom.type.shape.length === 0 && cutting.outputs[0].type.shape.length > 0) return { atom, made: [] };
  const made = applied('slice', slice.params, [atom], { shape: slice.outputs[0].type.shape, dtype: atom.type.dtype });
  return { atom: made.outputs[0], made: [made] };
}

/** Values that only slices read, which together are no more than all of them. */
function slicesOf({ equations, outputs }: Program): Set<Atom> {
  const cutElements = new Map<Atom, number>();
  const otherwise = new Set<Atom>(outputs);
  for (const equation of equations) {
    for (const atom of equation.inputs) {
      if (equation.primitive === 'slice') cutElements.set(atom, (cutElements.get(atom) ?? 0) + sizeOf(equation.outputs[0].type.shape));
      else otherwise.add(atom);
    }
  }
  return new Set([...cutElements].filter(([atom, elements]) => !otherwise.has(atom) && elements <= sizeOf(atom.type.shape)).map(([atom]) => atom));
}
