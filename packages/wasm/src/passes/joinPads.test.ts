import { describe, expect, test } from 'vitest';
import { parseProgram, type Program } from '@rekur/tensor';
import { joinPads } from './joinPads.js';
import { count, loopBodies } from './testing/count.js';
import { fixture, fixtureNames } from './testing/fixtures.js';
import { describePass, rewrite } from './testing/passProperties.js';

describe('joinPads', () => {
  test('makes a sum of neighbours a concat, in order', () => {
    const program = parseProgram(`
program(a: float32[2,1], b: float32[2,2], c: float32[2,1]) {
  d: float32[2,4] = pad[before=[0,3] after=[0,0]] c
  e: float32[2,4] = pad[before=[0,1] after=[0,1]] b
  f: float32[2,4] = add d e
  g: float32[2,4] = pad[before=[0,0] after=[0,3]] a
  h: float32[2,4] = add f g
  return h
}`);
    expect(rewrite(joinPads, program)).toMatchInlineSnapshot(`
      "program(a: float32[2,1], b: float32[2,2], c: float32[2,1]) {
        d: float32[2,1] = add a 0:float32
        e: float32[2,2] = add b 0:float32
        f: float32[2,1] = add c 0:float32
        g: float32[2,4] = concat[axis=1] d e f
        return g
      }"
    `);
    expect(joinPads(program).notes).toEqual(['add(float32[2, 4], float32[2, 4]) → float32[2, 4] summed 3 pads that do not overlap; it is a concat now.']);
  });

  test('fills gaps with zeros, and adds nothing to integers', () => {
    const program = parseProgram(`
program(a: int32[1], b: int32[1]) {
  c: int32[4] = pad[before=[1] after=[2]] a
  d: int32[4] = pad[before=[2] after=[1]] b
  e: int32[4] = add d c
  return e
}`);
    expect(rewrite(joinPads, program)).toMatchInlineSnapshot(`
      "program(a: int32[1], b: int32[1]) {
        c: int32[1] = broadcast[shape=[1]] 0:int32
        d: int32[1] = broadcast[shape=[1]] 0:int32
        e: int32[4] = concat[axis=0] c a b d
        return e
      }"
    `);
  });

  test('computes a sum that is used twice once, on its own', () => {
    const program = parseProgram(`
program(a: float32[1], b: float32[1], c: float32[1]) {
  d: float32[3] = pad[before=[0] after=[2]] a
  e: float32[3] = pad[before=[1] after=[1]] b
  f: float32[3] = add d e
  g: float32[3] = pad[before=[2] after=[0]] c
  h: float32[3] = add f g
  return f h
}`);
    expect(rewrite(joinPads, program)).toMatchInlineSnapshot(`
      "program(a: float32[1], b: float32[1], c: float32[1]) {
        d: float32[1] = add a 0:float32
        e: float32[1] = add b 0:float32
        f: float32[1] = broadcast[shape=[1]] 0:float32
        g: float32[3] = concat[axis=0] d e f
        h: float32[3] = pad[before=[2] after=[0]] c
        i: float32[3] = add g h
        return g i
      }"
    `);
  });

  test('leaves pads that overlap or lie along different axes, and says so', () => {
    const program = parseProgram(`
program(a: float32[2,1], b: float32[2,2], c: float32[1,3]) {
  d: float32[2,3] = pad[before=[0,0] after=[0,2]] a
  e: float32[2,3] = pad[before=[0,0] after=[0,1]] b
  f: float32[2,3] = add d e
  g: float32[2,3] = pad[before=[0,0] after=[1,0]] c
  h: float32[2,3] = add d g
  return f h
}`);
    const result = joinPads(program);
    expect(result.program).toBe(program);
    expect(result.left).toEqual(Array.from({ length: 2 }, () => 'add(float32[2, 3], float32[2, 3]) → float32[2, 3] stays a sum of pads: they overlap or lie along different axes.'));
  });

  test.each(fixtureNames)('leaves no pad in any loop of the training step %s', (name) => {
    const pads = (program: Program): number => loopBodies(program).reduce((sum, body) => sum + count(body, 'pad'), 0);
    // One gate is never cut, and never joined.
    if (name !== 'rnn') expect(pads(fixture(name))).toBeGreaterThan(0);
    expect(pads(joinPads(fixture(name)).program)).toBe(0);
  });
});

describePass('joinPads', joinPads, { exact: true });
