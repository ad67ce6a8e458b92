import { describe, expect, test } from 'vitest';
import { parseProgram } from '@rekur/tensor';
import { shareEqual } from './shareEqual.js';
import { allEquations } from './testing/count.js';
import { fixture } from './testing/fixtures.js';
import { describePass, rewrite } from './testing/passProperties.js';

describe('shareEqual', () => {
  test('computes equal values once, whatever the order of a sum', () => {
    const program = parseProgram(`
program(a: float32[2], b: float32[2]) {
  c: float32[2] = add a b
  d: float32[2] = add b a
  e: float32[2] = sub a b
  f: float32[2] = sub b a
  g: float32[2] = mul c d
  h: float32[2] = mul 0:float32 g
  i: float32[2] = mul -0:float32 g
  return e f h i
}`);
    expect(rewrite(shareEqual, program)).toMatchInlineSnapshot(`
      "program(a: float32[2], b: float32[2]) {
        c: float32[2] = add a b
        d: float32[2] = sub a b
        e: float32[2] = sub b a
        f: float32[2] = mul c c
        g: float32[2] = mul 0:float32 f
        h: float32[2] = mul -0:float32 f
        return d e g h
      }"
    `);
    expect(shareEqual(program).notes).toEqual(['add(float32[2], float32[2]) → float32[2] is computed once instead of twice.']);
  });

  test('makes equal carries, operands and per-step outputs of a loop one', () => {
    const program = parseProgram(`
program(a: float32[5,2], b: float32[2], c: float32[2]) {
  d: float32[2], e: float32[2], f: float32[2], g: float32[5,2], h: float32[5,2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2], d: float32[2], e: float32[2], f: float32[2], g: float32[2]) {
    h: float32[2] = mul d f
    i: float32[2] = mul e g
    j: float32[2] = add a h
    k: float32[2] = add b i
    l: float32[2] = add c i
    return j k l h i
  } carries=3 sequences=2 capacity=5 reverse=false] 5:int32 b b c a a c c
  return d e f g h
}`);
    expect(rewrite(shareEqual, program)).toMatchInlineSnapshot(`
      "program(a: float32[5,2], b: float32[2], c: float32[2]) {
        d: float32[2], e: float32[2], f: float32[5,2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2], d: float32[2]) {
          e: float32[2] = mul c d
          f: float32[2] = add a e
          g: float32[2] = add b e
          return f g e
        } carries=2 sequences=1 capacity=5 reverse=false] 5:int32 b c a c
        return d d e f f
      }"
    `);
  });

  test('tells carries apart that are equal at first only', () => {
    const program = parseProgram(`
program(a: float32[2]) {
  b: float32[2], c: float32[2] = scan[body=program(a: float32[2], b: float32[2]) {
    c: float32[2] = neg b
    return b c
  } carries=2 sequences=0 capacity=5 reverse=false] 5:int32 a a
  return b c
}`);
    expect(shareEqual(program).program).toBe(program);
  });

  test('makes equal loops one, but never two calls, nor a call and what is outside', () => {
    const scan = (name: string): string => `${name}: float32[2] = scan[body=program(a: float32[2]) {
    b: float32[2] = exp a
    return b
  } carries=1 sequences=0 capacity=5 reverse=false] 5:int32 a`;
    const call = (name: string): string => `${name}: float32[2] = call[body=program(a: float32[2]) {
    b: float32[2] = exp a
    return b
  } backward=none] a`;
    const program = parseProgram(`
program(a: float32[2]) {
  b: float32[2] = exp a
  ${call('c')}
  ${call('d')}
  ${scan('e')}
  ${scan('f')}
  return b c d e f
}`);
    const { program: shared } = shareEqual(program);
    expect(shared.equations.map(({ primitive }) => primitive)).toEqual(['exp', 'call', 'call', 'scan']);
  });

  test('leaves one sum of both biases of an LSTM', () => {
    const before = fixture('lstm');
    const { program } = shareEqual(before);
    const carries = allEquations(program).flatMap(({ primitive, params }) => (primitive === 'scan' ? [params.carries] : []));
    expect(carries).toEqual([2, 5]);
  });
});

describePass('shareEqual', shareEqual, { exact: true });
