import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eliminateDeadCode } from './deadcode.js';
import { applyProgram } from './evaluate.js';
import { tensor } from './operations/create.js';
import { parseProgram } from './parse.js';
import { printProgram } from './print.js';
import type { Program } from './program.js';
import type { Tensor } from './tensor.js';
import { randomProgram } from './testing/randomProgram.js';
import { trace } from './trace.js';

const withoutLiterals = (program: Program): Program => ({ ...program, outputs: program.outputs.filter(({ kind }) => kind === 'variable') });

describe('applyProgram', () => {
  test('computes on concrete tensors, and returns constants as they are', () => {
    const program = parseProgram('program(a: float32[2]) { b: float32[2] = mul a 3:float32 return b a 1:int32 }');
    const [product, same, one] = applyProgram(program, [tensor([1, 2])]);
    expect([(product as Tensor).toArray(), (same as Tensor).toArray()]).toEqual([[3, 6], [1, 2]]);
    expect(one).toEqual({ kind: 'literal', type: { shape: [], dtype: 'int32' }, value: 1 });
  });

  test('inlines any Program into a trace as it was, dead code left out', () => {
    fc.assert(
      fc.property(randomProgram, (random) => {
        const program = withoutLiterals(random);
        const { program: traced, captured } = trace(
          (...inputs) => applyProgram(program, inputs).map((output) => output as Tensor),
          program.inputs.map(({ type }) => type),
        );
        expect(captured).toEqual([]);
        expect(printProgram(traced)).toBe(printProgram(eliminateDeadCode(program)));
      }),
      { numRuns: 300 },
    );
  });

  test('inlines constants that depend on no input', () => {
    const program = parseProgram('program(a: float32[]) { b: int32[4] = iota[shape=[4]] return b a }');
    const { program: traced } = trace((x) => applyProgram(program, [x]).map((output) => output as Tensor), [{ shape: [], dtype: 'float32' }]);
    expect(printProgram(traced)).toBe(printProgram(program));
  });
});
