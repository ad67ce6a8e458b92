import type { Atom, Equation } from '@rekur/tensor';
import { primitiveNamed } from '@rekur/tensor';
import { applied, sameAtom } from '../structure/atoms.js';
import { onto } from './layout.js';
import type { Context, Rewrite } from './rewrite.js';

/** Laws about values that repeat one number: broadcasts of a scalar. */
export const fillRewrites: readonly Rewrite[] = [
  {
    name: 'scalarOperand',
    law: 'an elementwise operand that repeats one number = that number',
    apply: (equation, { definition }) => {
      if (!isElementwise(equation)) return undefined;
      const [result] = equation.outputs;
      const scalars = equation.inputs.map((atom) => scalarOf(atom, { definition }));
      if (!scalars.some(Boolean)) return undefined;
      const inputs = equation.inputs.map((atom, index) => scalars[index] ?? atom);
      if (inputs.some(({ type }) => type.shape.length > 0)) return [onto(equation, equation.params, inputs)];
      // Nothing says the shape any more: compute one number, then repeat it.
      const one = applied(equation.primitive, equation.params, inputs, { shape: [], dtype: result.type.dtype });
      return [one, repeated(one.outputs[0], equation)];
    },
  },
  {
    name: 'movedFill',
    law: 'what only moves elements of a value that repeats one number = a value that repeats it',
    apply: (equation, { definition }) => {
      if (!['transpose', 'reshape', 'slice', 'reverse'].includes(equation.primitive)) return undefined;
      const scalar = scalarOf(equation.inputs[0], { definition });
      return scalar && [repeated(scalar, equation)];
    },
  },
  {
    name: 'joinedFills',
    law: 'concat of values that repeat the same number = a value that repeats it',
    apply: (equation, { definition }) => {
      if (equation.primitive !== 'concat') return undefined;
      const [first, ...others] = equation.inputs.map((atom) => scalarOf(atom, { definition }));
      return first && others.every((other) => other && sameAtom(first, other)) ? [repeated(first, equation)] : undefined;
    },
  },
];

function isElementwise({ primitive }: Equation): boolean {
  return primitiveNamed(primitive).traits.family === 'elementwise';
}

/** The scalar that a value repeats, where it does. */
function scalarOf(atom: Atom, { definition }: Context): Atom | undefined {
  const equation = definition(atom);
  const source = equation?.primitive === 'broadcast' ? equation.inputs[0] : undefined;
  return source?.type.shape.length === 0 ? source : undefined;
}

function repeated(scalar: Atom, { outputs }: Equation): Equation {
  return { primitive: 'broadcast', params: { shape: outputs[0].type.shape }, inputs: [scalar], outputs };
}
