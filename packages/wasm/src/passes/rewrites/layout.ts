import type { Atom, Equation, PrimitiveName, PrimitiveParams, Shape } from '@rekur/tensor';
import { sameShape, sizeOf } from '@rekur/tensor';
import { sameType } from '../structure/atoms.js';
import type { Rewrite } from './rewrite.js';

/** Laws about the order and the shape of elements. */
export const layoutRewrites: readonly Rewrite[] = [
  {
    name: 'dropIdentity',
    law: 'a movement that moves nothing = its operand',
    apply: (equation) => (movesNothing(equation) ? equation.inputs[0] : undefined),
  },
  {
    name: 'joinTransposes',
    law: 'transpose(transpose(a)) = one transpose',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'transpose' ? definition(equation.inputs[0]) : undefined;
      if (inner?.primitive !== 'transpose') return undefined;
      const { axes } = paramsOf<'transpose'>(inner);
      return [onto(equation, { axes: paramsOf<'transpose'>(equation).axes.map((axis) => axes[axis]) }, inner.inputs)];
    },
  },
  {
    name: 'joinReshapes',
    law: 'reshape(reshape(a)) = one reshape',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'reshape' ? definition(equation.inputs[0]) : undefined;
      return inner?.primitive === 'reshape' ? [onto(equation, equation.params, inner.inputs)] : undefined;
    },
  },
  {
    name: 'transposeAsReshape',
    law: 'a transpose that only moves axes of size 1 = a reshape',
    apply: (equation) => {
      if (equation.primitive !== 'transpose') return undefined;
      const [a] = equation.inputs;
      const long = paramsOf<'transpose'>(equation).axes.filter((axis) => a.type.shape[axis] !== 1);
      if (long.some((axis, index) => index > 0 && axis < long[index - 1])) return undefined;
      return [{ ...equation, primitive: 'reshape', params: { shape: equation.outputs[0].type.shape } }];
    },
  },
  {
    name: 'joinReverses',
    law: 'reverse(reverse(a)) = one reverse, over the axes of one of them alone',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'reverse' ? definition(equation.inputs[0]) : undefined;
      if (inner?.primitive !== 'reverse') return undefined;
      const [first, second] = [paramsOf<'reverse'>(inner).axes, paramsOf<'reverse'>(equation).axes];
      const axes = equation.outputs[0].type.shape.flatMap((_, axis) => (first.includes(axis) !== second.includes(axis) ? [axis] : []));
      return [onto(equation, { axes }, inner.inputs)];
    },
  },
  {
    name: 'joinBroadcasts',
    law: 'broadcast(broadcast(a)) = one broadcast',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'broadcast' ? definition(equation.inputs[0]) : undefined;
      return inner?.primitive === 'broadcast' ? [onto(equation, equation.params, inner.inputs)] : undefined;
    },
  },
  {
    name: 'broadcastWithoutOnes',
    law: 'broadcast(reshape(a)) = broadcast(a), if the reshape only adds leading axes of size 1, or a has one element',
    apply: (equation, { definition }) => {
      const inner = equation.primitive === 'broadcast' ? definition(equation.inputs[0]) : undefined;
      if (inner?.primitive !== 'reshape') return undefined;
      const [a] = inner.inputs;
      const { shape } = equation.outputs[0].type;
      const isOne = sizeOf(a.type.shape) === 1 && a.type.shape.length <= shape.length;
      return isOne || addsLeadingOnes(a.type.shape, inner.outputs[0].type.shape) ? [onto(equation, equation.params, inner.inputs)] : undefined;
    },
  },
  {
    name: 'transposeIntoProduct',
    law: 'matmul(transpose(a), b) = matmul(a, b) with transposeA the other way, if the last two axes are swapped; b likewise',
    apply: (equation, { definition }) => {
      if (equation.primitive !== 'matmul') return undefined;
      const { transposeA, transposeB } = paramsOf<'matmul'>(equation);
      const [a, b] = equation.inputs.map((atom) => untransposed(definition(atom)));
      if (!a && !b) return undefined;
      const params = { transposeA: transposeA !== Boolean(a), transposeB: transposeB !== Boolean(b) };
      return [onto(equation, params, [a ?? equation.inputs[0], b ?? equation.inputs[1]])];
    },
  },
];

export function paramsOf<Name extends PrimitiveName>({ params }: Equation): PrimitiveParams<Name> {
  return params;
}

/** The same primitive with other parameters and operands. */
export function onto(equation: Equation, params: object, inputs: readonly Atom[]): Equation {
  return { ...equation, params: params as Record<string, unknown>, inputs };
}

function movesNothing(equation: Equation): boolean {
  const [a] = equation.inputs;
  const [result] = equation.outputs;
  switch (equation.primitive) {
    case 'reshape':
    case 'broadcast':
    case 'slice':
    case 'pad':
      return sameType(a.type, result.type);
    case 'transpose':
      return paramsOf<'transpose'>(equation).axes.every((axis, index) => axis === index);
    case 'reverse':
      return paramsOf<'reverse'>(equation).axes.every((axis) => a.type.shape[axis] <= 1);
    case 'concat':
      return equation.inputs.length === 1;
  }
  return false;
}

function addsLeadingOnes(before: Shape, after: Shape): boolean {
  const added = after.length - before.length;
  return added >= 0 && after.slice(0, added).every((size) => size === 1) && sameShape(after.slice(added), before);
}

/** What an equation swaps the last two axes of, if that is all it does. */
function untransposed(equation: Equation | undefined): Atom | undefined {
  if (equation?.primitive !== 'transpose') return undefined;
  const { axes } = paramsOf<'transpose'>(equation);
  const last = axes.length - 1;
  const swaps = axes.every((axis, index) => axis === (index === last ? last - 1 : index === last - 1 ? last : index));
  return swaps ? equation.inputs[0] : undefined;
}
