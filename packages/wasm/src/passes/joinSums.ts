import type { Equation, PrimitiveParams, Program } from '@rekur/tensor';
import type { Log } from './pass.js';
import { countUses, definitionsOf } from './structure/atoms.js';
import { nameEquation } from './structure/words.js';

/** Makes the sum of a sum one sum, where the first is over leading axes and nothing else reads it. Part of {@link defer}. */
export function joinSums(level: Program, log: Log): Program {
  const definitions = definitionsOf(level.equations);
  const uses = countUses(level);
  let changed = false;
  const equations = level.equations.map((equation): Equation => {
    if (equation.primitive !== 'sum') return equation;
    const first = definitions.get(equation.inputs[0]);
    if (first?.primitive !== 'sum' || uses.get(first.outputs[0]) !== 1) return equation;
    const leading = axesOf(first);
    if (!leading.every((axis, index) => axis === index)) return equation;
    const axes = [...leading, ...axesOf(equation).map((axis) => axis + leading.length)];
    const joined = { ...equation, params: { axes }, inputs: first.inputs };
    definitions.set(equation.outputs[0], joined);
    log.notes.push(`${nameEquation(equation)} was a sum of a sum; both are one over axes [${axes.join(', ')}].`);
    changed = true;
    return joined;
  });
  return changed ? { ...level, equations } : level;
}

function axesOf({ params }: Equation): readonly number[] {
  return (params as unknown as PrimitiveParams<'sum'>).axes;
}
