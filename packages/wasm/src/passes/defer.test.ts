import { describe, expect, test } from 'vitest';
import type { Program } from '@rekur/tensor';
import { parseProgram } from '@rekur/tensor';
import { defer } from './defer.js';
import { joinPads } from './joinPads.js';
import { shareEqual } from './shareEqual.js';
import { fixture, fixtureNames } from './testing/fixtures.js';
import { plainInputs } from './testing/inputs.js';
import { describePass, rewrite } from './testing/passProperties.js';
import { stepOf } from './testing/products.js';
import { expectClose } from './testing/run.js';

describe('defer', () => {
  test('makes a growing product one product over all steps, and a growing sum one sum', () => {
    const program = parseProgram(`
program(a: float32[5,2,3], b: float32[5,2,4], c: float32[4,3]) {
  d: float32[2,4] = broadcast[shape=[2,4]] 0:float32
  e: float32[4,3], f: float32[2,4], g: float32[2,4] = scan[body=program(a: float32[4,3], b: float32[2,4], c: float32[2,4], d: float32[2,3], e: float32[2,4]) {
    f: float32[2,4] = mul c e
    g: float32[4,3] = matmul[transposeA=true transposeB=false] f d
    h: float32[4,3] = add a g
    i: float32[2,4] = add f b
    return h i f
  } carries=3 sequences=2 capacity=5 reverse=true] 5:int32 c d d a b
  h: float32[4] = sum[axes=[0]] f
  return e g h
}`);
    expect(rewrite(defer, program)).toMatchInlineSnapshot(`
      "program(a: float32[5,2,3], b: float32[5,2,4], c: float32[4,3]) {
        d: float32[2,4] = broadcast[shape=[2,4]] 0:float32
        e: float32[2,4], f: float32[5,2,4] = scan[body=program(a: float32[2,4], b: float32[2,4]) {
          c: float32[2,4] = mul a b
          return c c
        } carries=1 sequences=1 capacity=5 reverse=true] 5:int32 d b
        g: float32[10,4] = reshape[shape=[10,4]] f
        h: float32[10,3] = reshape[shape=[10,3]] a
        i: float32[4,3] = matmul[transposeA=true transposeB=false] g h
        j: float32[4,3] = add c i
        k: float32[4] = sum[axes=[0,1]] f
        return j e k
      }"
    `);
    expect(defer(program).notes).toEqual([
      'The carry add(float32[4, 3], float32[4, 3]) → float32[4, 3] of the reverse loop of 5 steps with 3 carries is summed up behind the loop, over all steps at once.',
      'The carry add(float32[2, 4], float32[2, 4]) → float32[2, 4] of the reverse loop of 5 steps with 3 carries is summed up behind the loop, over all steps at once.',
      'sum(float32[2, 4]) → float32[4] was a sum of a sum; both are one over axes [0, 1].',
    ]);
  });

  test('stacks a per-step input of a loop that may end early, unless it is zero behind', () => {
    const program = parseProgram(`
program(a: float32[5,2,3], b: float32[2,4], c: int32[]) {
  d: float32[5,2,4] = scan[body=program(a: float32[2,4]) {
    b: float32[2,4] = tanh a
    return b
  } carries=0 sequences=0 capacity=5 reverse=false] c b
  e: float32[4,3] = broadcast[shape=[4,3]] 0:float32
  f: float32[4,3] = scan[body=program(a: float32[4,3], b: float32[2,4], c: float32[2,3]) {
    d: float32[4,3] = matmul[transposeA=true transposeB=false] b c
    e: float32[4,3] = add a d
    return e
  } carries=1 sequences=2 capacity=5 reverse=false] c e d a
  return f
}`);
    expect(rewrite(defer, program)).toMatchInlineSnapshot(`
      "program(a: float32[5,2,3], b: float32[2,4], c: int32[]) {
        d: float32[5,2,4] = scan[body=program(a: float32[2,4]) {
          b: float32[2,4] = tanh a
          return b
        } carries=0 sequences=0 capacity=5 reverse=false] c b
        e: float32[5,2,3] = scan[body=program(a: float32[2,3]) {
          return a
        } carries=0 sequences=1 capacity=5 reverse=false] c a
        f: float32[10,4] = reshape[shape=[10,4]] d
        g: float32[10,3] = reshape[shape=[10,3]] e
        h: float32[4,3] = matmul[transposeA=true transposeB=false] f g
        return h
      }"
    `);
  });

  test.each([
    ['aᵀ·b', 'transposeA=true transposeB=false', '[2,4]', '[2,3]', '[4,3]'],
    ['a·b', 'transposeA=false transposeB=false', '[4,2]', '[2,3]', '[4,3]'],
    ['a·bᵀ', 'transposeA=false transposeB=true', '[4,2]', '[3,2]', '[4,3]'],
    ['aᵀ·bᵀ', 'transposeA=true transposeB=true', '[2,4]', '[3,2]', '[4,3]'],
  ])('joins time with the inner axis of %s', (_, transposition, a, b, result) => {
    const stack = (shape: string): string => shape.replace('[', '[5,');
    const program = parseProgram(`
program(a: float32${stack(a)}, b: float32${stack(b)}, c: float32${result}) {
  d: float32${result} = scan[body=program(a: float32${result}, b: float32${a}, c: float32${b}) {
    d: float32${result} = matmul[${transposition}] b c
    e: float32${result} = add a d
    return e
  } carries=1 sequences=2 capacity=5 reverse=false] 5:int32 c a b
  return d
}`);
    const { program: deferred } = defer(program);
    expect(deferred.equations.map(({ primitive }) => primitive)).not.toContain('scan');
    expectClose(program, deferred, plainInputs(program));
  });

  test('moves a product that only leads to an output, and what follows it, behind the loop', () => {
    const program = parseProgram(`
program(a: float32[5,2,4], b: float32[2,4], c: float32[4,3], d: float32[5,2,3]) {
  e: float32[2,4], f: float32[5,2,3], g: float32[5,2,3] = scan[body=program(a: float32[2,4], b: float32[2,4], c: float32[2,3], d: float32[4,3]) {
    e: float32[2,4] = mul a b
    f: float32[2,3] = matmul[transposeA=false transposeB=false] e d
    g: float32[2,3] = mul f c
    return e f g
  } carries=1 sequences=2 capacity=5 reverse=false] 5:int32 b a d c
  return e f g
}`);
    expect(rewrite(defer, program)).toMatchInlineSnapshot(`
      "program(a: float32[5,2,4], b: float32[2,4], c: float32[4,3], d: float32[5,2,3]) {
        e: float32[2,4], f: float32[5,2,4] = scan[body=program(a: float32[2,4], b: float32[2,4]) {
          c: float32[2,4] = mul a b
          return c c
        } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 b a
        g: float32[5,2,3] = scan[body=program(a: float32[2,4], b: float32[4,3]) {
          c: float32[2,3] = matmul[transposeA=false transposeB=false] a b
          return c
        } carries=0 sequences=1 capacity=5 reverse=false] 5:int32 f c
        h: float32[5,2,3] = scan[body=program(a: float32[2,3], b: float32[2,3]) {
          c: float32[2,3] = mul a b
          return c
        } carries=0 sequences=2 capacity=5 reverse=false] 5:int32 g d
        return e g h
      }"
    `);
  });

  test('says why a product or a sum stays', () => {
    const program = parseProgram(`
program(a: float32[5,2,4], b: float32[2,4], c: float32[4,4], d: float32[2,4]) {
  e: float32[2,4], f: float32[2,4], g: float32[5,2,4] = scan[body=program(a: float32[2,4], b: float32[2,4], c: float32[2,4], d: float32[4,4]) {
    e: float32[2,4] = mul a c
    f: float32[2,4] = tanh e
    g: float32[2,4] = add b f
    h: float32[2,4] = matmul[transposeA=false transposeB=false] e d
    i: float32[2,4] = add h a
    return e g i
  } carries=2 sequences=1 capacity=5 reverse=false] 5:int32 b d a c
  return e f g
}`);
    const result = defer(program);
    expect(result.program).toBe(program);
    expect(result.left).toEqual([
      'The carry add(float32[2, 4], float32[2, 4]) → float32[2, 4] keeps growing in the loop of 5 steps with 2 carries: what it adds is no product of two matrices of the step, and not stacked anyway.',
      'matmul(float32[2, 4], float32[4, 4]) → float32[2, 4] stays in the loop of 5 steps with 2 carries: what follows it reads state that is not stacked.',
    ]);
  });

  test.each(fixtureNames)('leaves no product that no carry needs in a loop of the training step %s', (name) => {
    const before = joinPads(shareEqual(fixture(name)).program).program;
    const { program } = defer(before);
    const productsOf = (each: Program): number => stepOf(each).products.reduce((sum, count) => sum + count, 0);
    expect(productsOf(program)).toBeLessThan(productsOf(before));
    expect(stepOf(program).outputProducts).toBe(0);
    expectClose(before, program, plainInputs(before), 2e-5);
  });
});

describePass('defer', defer, { exact: false });
