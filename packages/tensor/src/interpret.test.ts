import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpreter } from './engine.js';
import { applyProgram } from './evaluate.js';
import { exp, neg } from './operations/elementwise.js';
import { full, tensor, zeros } from './operations/create.js';
import { scan } from './operations/scan.js';
import { parseProgram } from './parse.js';
import { whole } from './testing/bits.js';
import { randomProgram, randomValues } from './testing/randomProgram.js';
import { refusal } from './testing/refusal.js';
import type { Program } from './program.js';
import { Tensor } from './tensor.js';
import { trace } from './trace.js';

const inputsFor = (program: Program, seed: number): Tensor[] => randomValues(seed, program.inputs.map(({ type }) => type));

describe('the interpreter', () => {
  test('computes the same bits as eager application, whatever the Program', () => {
    fc.assert(
      fc.property(randomProgram, fc.nat(1000), (program, seed) => {
        const inputs = inputsFor(program, seed);
        const eager = applyProgram(program, inputs).map((value) =>
          value instanceof Tensor ? value : tensor(value.value, { dtype: value.type.dtype }),
        );
        expect(interpreter.prepare(program)(inputs).map(whole)).toEqual(eager.map(whole));
      }),
      { numRuns: 300 },
    );
  });

  test('forgets a run: its buffers are used again, its results are not written to, its inputs neither', () => {
    fc.assert(
      fc.property(randomProgram, fc.nat(1000), (program, seed) => {
        const run = interpreter.prepare(program);
        const [first, second] = [inputsFor(program, seed), inputsFor(program, seed + 1)];
        const before = first.map((input) => ({ ...whole(input), data: input.data.slice() }));
        const results = run(first);
        const kept = results.map((result) => ({ ...whole(result), data: result.data.slice() }));
        run(second);
        expect(results.map(whole)).toEqual(kept);
        expect(run(first).map(whole)).toEqual(kept);
        expect(first.map(whole)).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  test('leaves zeros, not the last run, at the steps of a scan that do not run', () => {
    const { program } = trace(
      (count, x) => scan((_, [value]) => ({ carry: [], outputs: [neg(value)] }), [], [x], { tripCount: count }).outputs,
      [{ shape: [], dtype: 'int32' }, { shape: [3], dtype: 'float32' }],
    );
    const run = interpreter.prepare(program);
    const outputs = (count: number): unknown => run([tensor(count, { dtype: 'int32' }), tensor([1, 2, 3])])[0].toArray();
    expect([outputs(3), outputs(1), outputs(0)]).toEqual([[-1, -2, -3], [-1, 0, 0], [0, 0, 0]]);
  });

  test('hands back a copy where an output is an input or a constant', () => {
    const run = interpreter.prepare(parseProgram('program(a: float32[2]) { return a 7:float32 a }'));
    const input = tensor([1, 2]);
    const [a, seven, again] = run([input]);
    expect([a.toArray(), seven.toArray(), again.toArray()]).toEqual([[1, 2], 7, [1, 2]]);
    expect(new Set([a.data, again.data, input.data]).size).toBe(3);
  });

  test('refuses a Program that is not well formed before it runs', () => {
    const text = 'program(a: float32[2]) {\n  b: float32[3] = exp a\n  return b\n}';
    expect(refusal(() => interpreter.prepare(parseProgram(text)))).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: the result is written as float32[3]; exp gives float32[2]
        program(a: float32[2]) {
      >   b: float32[3] = exp a
          return b
        }"
    `);
  });

  test('refuses inputs of another shape, dtype or number', () => {
    const run = interpreter.prepare(trace((a, b) => [exp(a), b], [{ shape: [2, 3], dtype: 'float32' }, { shape: [], dtype: 'bool' }]).program);
    const flag = full([], 1, 'bool');
    expect(refusal(() => run([zeros([3, 2]), flag]))).toBe(
      'ShapeError: interpret: input does not fit the Program: input 0 is float32[3, 2]; float32[2, 3] is expected; trace again for another shape',
    );
    expect(refusal(() => run([zeros([2, 3]), zeros([])]))).toBe(
      'ShapeError: interpret: input does not fit the Program: input 1 is float32[]; bool[] is expected; trace again for another shape',
    );
    expect(refusal(() => run([zeros([2, 3])]))).toBe(
      'ShapeError: interpret: input does not fit the Program: input 1 is missing; bool[] is expected; trace again for another shape',
    );
    expect(refusal(() => run([zeros([2, 3]), flag, flag]))).toBe('ShapeError: interpret: too many inputs: 3 are given; the Program takes 2');
  });
});
