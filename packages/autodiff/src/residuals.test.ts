import { describe, expect, test } from 'vitest';
import { parseProgram } from '@rekur/tensor';
import { classifyResiduals } from './residuals.js';

/** (carry a, per-step input b, invariant c) → … with every kind of value. */
const body = parseProgram(`
program(a: float32[3], b: float32[3], c: float32[3]) {
  d: float32[3] = exp c
  e: float32[3] = tanh a
  f: float32[3] = mul e b
  g: float32[3] = sub 1:float32 f
  h: float32[3] = exp b
  i: float32[3] = mul h g
  return i
}`);
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
const variables = [...body.inputs, ...body.equations.flatMap((equation) => equation.outputs)];
const name = (variable: unknown): string => names[variables.indexOf(variable as (typeof variables)[number])];

function classify(...needed: string[]): { stacked: string[]; recomputed: string[] } {
  const wanted = new Set(needed.map((each) => variables[names.indexOf(each)]));
  const { stacked, recomputed } = classifyResiduals(body, wanted, 1, 1);
  return { stacked: stacked.map(name), recomputed: recomputed.map((equation) => name(equation.outputs[0])) };
}

describe('residual classification', () => {
  test('per-step inputs and invariants are there already', () => expect(classify('b', 'c')).toEqual({ stacked: [], recomputed: [] }));
  test('a carry is stacked', () => expect(classify('a')).toEqual({ stacked: ['a'], recomputed: [] }));
  test('what depends on invariants alone is recomputed, however dear', () =>
    expect(classify('d')).toEqual({ stacked: [], recomputed: ['d'] }));
  test('a dear operation on varying values is stacked', () => expect(classify('e', 'h')).toEqual({ stacked: ['e', 'h'], recomputed: [] }));
  test('cheap operations on what is stacked anyway are recomputed, in order', () =>
    expect(classify('e', 'f', 'g', 'h', 'i')).toEqual({ stacked: ['e', 'h'], recomputed: ['f', 'g', 'i'] }));
  test('a cheap operation on something not at hand is stacked itself', () =>
    expect(classify('g')).toEqual({ stacked: ['g'], recomputed: [] }));
});
