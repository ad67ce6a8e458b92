import { describe, expect, test } from 'vitest';
import { parseProgram } from '@rekur/tensor';
import { inline } from './inline.js';
import { optimize } from './pipeline.js';
import { specialInputs } from './testing/randomLoops.js';
import { describePass, rewrite } from './testing/passProperties.js';
import { expectSameBits } from './testing/run.js';

const stream = (tripCount: string): string => `
program(a: float32[2], b: float32[2], c: float32[1,2], d: float32[2], e: int32[]) {
  f: float32[2], g: float32[2], h: float32[1,2], i: float32[1,2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2], d: float32[2]) {
    e: float32[2] = mul a d
    f: float32[2] = add e c
    return f a f c
  } carries=2 sequences=1 capacity=1 reverse=false] ${tripCount} a b c d
  j: float32[2] = sub f g
  return j h i
}`;

describe('inline', () => {
  test('puts the body of a loop of one step in its place', () => {
    const program = parseProgram(stream('1:int32'));
    expect(rewrite(inline, program)).toMatchInlineSnapshot(`
      "program(a: float32[2], b: float32[2], c: float32[1,2], d: float32[2], e: int32[]) {
        f: float32[2] = reshape[shape=[2]] c
        g: float32[2] = mul a d
        h: float32[2] = add g f
        i: float32[1,2] = reshape[shape=[1,2]] h
        j: float32[1,2] = reshape[shape=[1,2]] f
        k: float32[2] = sub h a
        return k i j
      }"
    `);
    expectSameBits(program, inline(program).program, specialInputs(program, 1));
    expect(inline(program).notes).toEqual(['the loop of 1 step with 2 carries is its body.']);
    expect(optimize(program).program.equations.map(({ primitive }) => primitive)).not.toContain('scan');
  });

  test('leaves a loop that may not run at all', () => {
    const program = parseProgram(stream('e'));
    expect(inline(program).program).toBe(program);
  });
});

describePass('inline', inline, { exact: true });
