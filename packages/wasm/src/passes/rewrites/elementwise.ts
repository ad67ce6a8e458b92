import type { Atom, Equation } from '@rekur/tensor';
import { allocate, isFloat, literal, primitiveNamed } from '@rekur/tensor';
import { sameAtom, sameType } from '../structure/atoms.js';
import type { Replacement, Rewrite } from './rewrite.js';

/** Laws about numbers. */
export const elementwiseRewrites: readonly Rewrite[] = [
  {
    name: 'dropStopGradient',
    law: 'stopGradient(a) = a',
    apply: ({ primitive, inputs: [a] }) => (primitive === 'stopGradient' ? a : undefined),
  },
  {
    name: 'dropCast',
    law: 'cast(a) to its own dtype = a',
    apply: ({ primitive, inputs: [a], outputs: [result] }) => (primitive === 'cast' && sameType(a.type, result.type) ? a : undefined),
  },
  {
    name: 'foldLiterals',
    law: 'an elementwise primitive of literals = the literal that its kernel computes',
    apply: foldLiterals,
  },
  {
    name: 'multiplyByOne',
    law: 'a · 1 = a',
    apply: ({ primitive, inputs, outputs: [result] }) => {
      if (primitive !== 'mul') return undefined;
      const one = inputs.findIndex((atom) => isLiteral(atom, 1));
      return one < 0 ? undefined : ofType(inputs[1 - one], result);
    },
  },
  {
    name: 'divideByOne',
    law: 'a / 1 = a',
    apply: ({ primitive, inputs: [a, b], outputs: [result] }) => (primitive === 'div' && isLiteral(b, 1) ? ofType(a, result) : undefined),
  },
  {
    name: 'subtractZero',
    law: 'a − 0 = a',
    apply: ({ primitive, inputs: [a, b], outputs: [result] }) => (primitive === 'sub' && isLiteral(b, 0) ? ofType(a, result) : undefined),
  },
  {
    name: 'addNothing',
    law: 'a + −0 = a, and of integers a + 0 = a',
    apply: ({ primitive, inputs, outputs: [result] }) => {
      if (primitive !== 'add') return undefined;
      const zero = inputs.findIndex((atom) => isLiteral(atom, -0) || (isLiteral(atom, 0) && !isFloat(atom.type.dtype)));
      return zero < 0 ? undefined : ofType(inputs[1 - zero], result);
    },
  },
  involution('neg', '−(−a) = a'),
  involution('not', 'not(not(a)) = a'),
  {
    name: 'selectSame',
    law: 'select(condition, a, a) = a',
    apply: ({ primitive, inputs: [, a, b], outputs: [result] }) => (primitive === 'select' && sameAtom(a, b) ? ofType(a, result) : undefined),
  },
  {
    name: 'selectKnown',
    law: 'select(true, a, b) = a, select(false, a, b) = b',
    apply: ({ primitive, inputs: [condition, a, b], outputs: [result] }) =>
      primitive === 'select' && condition.kind === 'literal' ? ofType(condition.value === 0 ? b : a, result) : undefined,
  },
];

function involution(name: 'neg' | 'not', law: string): Rewrite {
  return {
    name: `${name}Twice`,
    law,
    apply: ({ primitive, inputs: [a] }, { definition }) => {
      const inner = primitive === name ? definition(a) : undefined;
      return inner?.primitive === name ? inner.inputs[0] : undefined;
    },
  };
}

function isLiteral(atom: Atom, value: number): boolean {
  return atom.kind === 'literal' && Object.is(atom.value, value);
}

/** The atom, if it has the result's shape itself: a scalar does not stand for the elements of a result. */
function ofType(atom: Atom, result: Atom): Replacement {
  return sameType(atom.type, result.type) ? atom : undefined;
}

function foldLiterals({ primitive, params, inputs, outputs: [result] }: Equation): Replacement {
  const { traits, kernel } = primitiveNamed(primitive);
  if (traits.family !== 'elementwise' || !inputs.every((atom) => atom.kind === 'literal')) return undefined;
  const output = { ...result.type, data: allocate(result.type.dtype, 1) };
  kernel({
    inputs: inputs.map(({ type, value }) => {
      const data = allocate(type.dtype, 1);
      data[0] = value;
      return { ...type, data };
    }),
    outputs: [output],
    params: params as never,
    prepare: () => {
      throw new TypeError('elementwise primitives run no Programs');
    },
  });
  return literal(output.data[0], result.type.dtype);
}
