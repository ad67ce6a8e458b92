import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpreter, isFloat } from '@rekur/tensor';
import type { Program, Tensor } from '@rekur/tensor';
import { referenceEngine, wasmEngine } from './engine.js';
import { fixture, fixtureNames } from './passes/testing/fixtures.js';
import { randomLoops, specialInputs } from './passes/testing/randomLoops.js';
import { randomProgram, randomValues } from './passes/testing/randomProgram.js';

function bits({ shape, dtype, data }: Tensor): unknown {
  return { shape, dtype, data };
}

function expectSame(program: Program, values: readonly Tensor[]): void {
  const expected = referenceEngine.prepare(program)(values).map(bits);
  expect(wasmEngine().prepare(program)(values).map(bits)).toEqual(expected);
}

describe('wasmEngine', () => {
  test.each(fixtureNames)('gives the bits of the interpreter for a training step: %s', (name) => {
    const program = fixture(name);
    expectSame(program, randomValues(1, program.inputs.map(({ type }) => type)));
  });

  test('gives the bits of the interpreter for random Programs', () => {
    fc.assert(
      fc.property(randomProgram, fc.nat(10000), (program, seed) => {
        if ([...program.inputs].some(({ type }) => type.dtype === 'float64')) return;
        expectSame(program, randomValues(seed, program.inputs.map(({ type }) => type)));
      }),
      { numRuns: 300 },
    );
  });

  test('gives the bits of the interpreter for random loops', () => {
    fc.assert(
      fc.property(randomLoops, fc.nat(10000), (program, seed) => expectSame(program, specialInputs(program, seed))),
      { numRuns: 300 },
    );
  });
});
void interpreter;
void isFloat;
