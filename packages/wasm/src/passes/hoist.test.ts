import { describe, expect, test } from 'vitest';
import { parseProgram } from '@rekur/tensor';
import { hoist } from './hoist.js';
import { count, loopBodies } from './testing/count.js';
import { fixture, fixtureNames } from './testing/fixtures.js';
import { describePass, rewrite } from './testing/passProperties.js';
import { stepOf } from './testing/products.js';

describe('hoist', () => {
  test('moves a product of the input to a loop of its own before', () => {
    const program = parseProgram(`
program(a: float32[5,2,3], b: float32[4,3], c: float32[4,4], d: float32[2,4]) {
  e: float32[2,4] = scan[body=program(a: float32[2,4], b: float32[2,3], c: float32[4,3], d: float32[4,4]) {
    e: float32[2,4] = matmul[transposeA=false transposeB=true] b c
    f: float32[2,4] = matmul[transposeA=false transposeB=true] a d
    g: float32[2,4] = add e f
    return g
  } carries=1 sequences=1 capacity=5 reverse=true] 5:int32 d a b c
  return e
}`);
    expect(rewrite(hoist, program)).toMatchInlineSnapshot(`
      "program(a: float32[5,2,3], b: float32[4,3], c: float32[4,4], d: float32[2,4]) {
        e: float32[5,2,4] = scan[body=program(a: float32[2,3], b: float32[4,3]) {
          c: float32[2,4] = matmul[transposeA=false transposeB=true] a b
          return c
        } carries=0 sequences=1 capacity=5 reverse=true] 5:int32 a b
        f: float32[2,4] = scan[body=program(a: float32[2,4], b: float32[2,4], c: float32[4,4]) {
          d: float32[2,4] = matmul[transposeA=false transposeB=true] a c
          e: float32[2,4] = add b d
          return e
        } carries=1 sequences=1 capacity=5 reverse=true] 5:int32 d e c
        return f
      }"
    `);
    expect(hoist(program).notes).toEqual([
      'matmul(float32[2, 3], float32[4, 3]) → float32[2, 4] needed no state of the reverse loop of 5 steps with 1 carry; it is one product for all steps, before it.',
    ]);
  });

  test('moves what feeds a product to a loop before that', () => {
    const program = parseProgram(`
program(a: float32[5,2,3], b: float32[3,4], c: float32[2,3], d: float32[2,4], e: int32[]) {
  f: float32[2,4] = scan[body=program(a: float32[2,4], b: float32[2,3], c: float32[2,3], d: float32[3,4]) {
    e: float32[2,3] = mul b c
    f: float32[2,4] = matmul[transposeA=false transposeB=false] e d
    g: float32[2,4] = add a f
    return g
  } carries=1 sequences=1 capacity=5 reverse=false] e d a c b
  return f
}`);
    expect(rewrite(hoist, program)).toMatchInlineSnapshot(`
      "program(a: float32[5,2,3], b: float32[3,4], c: float32[2,3], d: float32[2,4], e: int32[]) {
        f: float32[5,2,3] = scan[body=program(a: float32[2,3], b: float32[2,3]) {
          c: float32[2,3] = mul a b
          return c
        } carries=0 sequences=1 capacity=5 reverse=false] e a c
        g: float32[5,2,4] = scan[body=program(a: float32[2,3], b: float32[3,4]) {
          c: float32[2,4] = matmul[transposeA=false transposeB=false] a b
          return c
        } carries=0 sequences=1 capacity=5 reverse=false] e f b
        h: float32[2,4] = scan[body=program(a: float32[2,4], b: float32[2,4]) {
          c: float32[2,4] = add a b
          return c
        } carries=1 sequences=1 capacity=5 reverse=false] e d g
        return h
      }"
    `);
  });

  test('computes once what is the same at every step, but makes broadcasts where they are read', () => {
    const program = parseProgram(`
program(a: float32[2,4], b: float32[4], c: float32[], d: float32[4]) {
  e: float32[2,4] = scan[body=program(a: float32[2,4], b: float32[4], c: float32[], d: float32[4]) {
    e: float32[4] = tanh b
    f: float32[2,4] = broadcast[shape=[2,4]] e
    g: float32[2,4] = mul a f
    h: float32[2,4] = broadcast[shape=[2,4]] c
    i: float32[2,4] = sigmoid h
    j: float32[2,4] = add g i
    k: float32[4,4] = broadcast[shape=[4,4]] d
    l: float32[2,4] = matmul[transposeA=false transposeB=false] j k
    return l
  } carries=1 sequences=0 capacity=5 reverse=false] 5:int32 a b c d
  return e
}`);
    expect(rewrite(hoist, program)).toMatchInlineSnapshot(`
      "program(a: float32[2,4], b: float32[4], c: float32[], d: float32[4]) {
        e: float32[4] = tanh b
        f: float32[2,4] = broadcast[shape=[2,4]] c
        g: float32[2,4] = sigmoid f
        h: float32[4,4] = broadcast[shape=[4,4]] d
        i: float32[2,4] = scan[body=program(a: float32[2,4], b: float32[4], c: float32[2,4], d: float32[4,4]) {
          e: float32[2,4] = broadcast[shape=[2,4]] b
          f: float32[2,4] = mul a e
          g: float32[2,4] = add f c
          h: float32[2,4] = matmul[transposeA=false transposeB=false] g d
          return h
        } carries=1 sequences=0 capacity=5 reverse=false] 5:int32 a e g h
        return i
      }"
    `);
  });

  test('leaves a gather, which may fail, where it runs only if a step does', () => {
    const program = parseProgram(`
program(a: float32[3], b: float32[7,3], c: int32[], d: int32[]) {
  e: float32[3] = scan[body=program(a: float32[3], b: float32[7,3], c: int32[]) {
    d: float32[3] = gather b c
    e: float32[3] = add a d
    return e
  } carries=1 sequences=0 capacity=5 reverse=false] d a b c
  return e
}`);
    expect(hoist(program).program).toBe(program);
  });

  test('says why a product without state stays', () => {
    const program = parseProgram(`
program(a: float32[5,4,4], b: float32[4,4]) {
  c: float32[4,4] = scan[body=program(a: float32[4,4], b: float32[4,4], c: float32[4,4]) {
    d: float32[4,4] = matmul[transposeA=false transposeB=false] b b
    e: float32[4,4] = matmul[transposeA=true transposeB=false] b c
    f: float32[4,4] = matmul[transposeA=false transposeB=false] c b
    g: float32[4,4] = add d e
    h: float32[4,4] = add f g
    return h
  } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 b a b
  return c
}`);
    expect(hoist(program).left).toEqual([
      'matmul(float32[4, 4], float32[4, 4]) → float32[4, 4] stays in the loop of 5 steps with 1 carry: both operands change from step to step.',
      'matmul(float32[4, 4], float32[4, 4]) → float32[4, 4] stays in the loop of 5 steps with 1 carry: its left operand has more axes than two or is transposed.',
      'matmul(float32[4, 4], float32[4, 4]) → float32[4, 4] stays in the loop of 5 steps with 1 carry: its right operand, not its left, changes from step to step.',
    ]);
  });

  test('stays inside a call', () => {
    const before = fixture('remat');
    const after = hoist(before).program;
    const outside = ({ equations }: typeof before): string[] => equations.map(({ primitive }) => primitive);
    expect(outside(after)).toEqual(outside(before));
    expect(loopBodies(after).map((body) => count(body, 'call'))).toEqual(loopBodies(before).map((body) => count(body, 'call')));
  });

  test.each(fixtureNames)('leaves no product of the input alone in a loop of the training step %s', (name) => {
    const { program } = hoist(fixture(name));
    expect(stepOf(program).inputProducts).toBe(0);
    expect(stepOf(fixture(name)).inputProducts).toBeGreaterThan(0);
  });
});

describePass('hoist', hoist, { exact: true });
