import { describe, expect, test } from 'vitest';
import { parseProgram } from '@rekur/tensor';
import { sink } from './sink.js';
import { describePass, rewrite } from './testing/passProperties.js';

describe('sink', () => {
  test('makes in the body what operands repeat', () => {
    const program = parseProgram(`
program(a: float32[2,4], b: float32[4], c: float32[]) {
  d: float32[5,2,4] = broadcast[shape=[5,2,4]] c
  e: float32[2,4] = broadcast[shape=[2,4]] b
  f: float32[2,4] = scan[body=program(a: float32[2,4], b: float32[2,4], c: float32[2,4], d: float32[]) {
    e: float32[2,4] = mul a b
    f: float32[2,4] = add e c
    g: float32[2,4] = mul f d
    return g
  } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 a d e 0.5:float32
  return f
}`);
    expect(rewrite(sink, program)).toMatchInlineSnapshot(`
      "program(a: float32[2,4], b: float32[4], c: float32[]) {
        d: float32[2,4] = scan[body=program(a: float32[2,4], b: float32[4], c: float32[]) {
          d: float32[2,4] = broadcast[shape=[2,4]] b
          e: float32[2,4] = broadcast[shape=[2,4]] c
          f: float32[2,4] = mul a e
          g: float32[2,4] = add f d
          h: float32[2,4] = mul g 0.5:float32
          return h
        } carries=1 sequences=0 capacity=5 reverse=false] 5:int32 a b c
        return d
      }"
    `);
    expect(sink(program).notes).toEqual(['3 operands of the loop of 5 steps with 1 carry only repeated smaller ones; they are made inside it.']);
  });

  test('makes an unchanging carry an invariant, and reads a returned input where it came from', () => {
    const program = parseProgram(`
program(a: float32[2], b: float32[2], c: float32[5,2]) {
  d: float32[2], e: float32[2], f: float32[5,2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2]) {
    d: float32[2] = mul a c
    e: float32[2] = add d b
    return e b c
  } carries=2 sequences=1 capacity=5 reverse=false] 5:int32 a b c
  return d e f
}`);
    expect(rewrite(sink, program)).toMatchInlineSnapshot(`
      "program(a: float32[2], b: float32[2], c: float32[5,2]) {
        d: float32[2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2]) {
          d: float32[2] = mul a b
          e: float32[2] = add d c
          return e
        } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 a c b
        return d b c
      }"
    `);
  });

  test('leaves a returned input of a loop that may end early: it is zero behind', () => {
    const program = parseProgram(`
program(a: float32[2], b: float32[5,2], c: int32[]) {
  d: float32[2], e: float32[5,2] = scan[body=program(a: float32[2], b: float32[2]) {
    c: float32[2] = mul a b
    return c b
  } carries=1 sequences=1 capacity=5 reverse=false] c a b
  return d e
}`);
    expect(sink(program).program).toBe(program);
  });

  test('leaves what a product reads outside', () => {
    const program = parseProgram(`
program(a: float32[2,4], b: float32[4]) {
  c: float32[4,4] = broadcast[shape=[4,4]] b
  d: float32[2,4] = scan[body=program(a: float32[2,4], b: float32[4,4]) {
    c: float32[2,4] = matmul[transposeA=false transposeB=false] a b
    return c
  } carries=1 sequences=0 capacity=5 reverse=false] 5:int32 a c
  return d
}`);
    expect(sink(program).program).toBe(program);
  });
});

describePass('sink', sink, { exact: true });
