import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProgram } from './check.js';
import { eliminateDeadCode } from './deadcode.js';
import { interpreter } from './engine.js';
import { parseProgram } from './parse.js';
import { printProgram } from './print.js';
import { whole } from './testing/bits.js';
import { randomProgram, randomValues } from './testing/randomProgram.js';

test('eliminateDeadCode leaves out what no output needs, and keeps inputs', () => {
  const program = parseProgram(`
program(a: float32[2], b: float32[2]) {
  c: float32[2] = exp a
  d: float32[2] = neg c
  e: float32[2] = mul c c
  f: float32[2] = add d d
  return e
}`);
  expect(printProgram(eliminateDeadCode(program))).toMatchInlineSnapshot(`
    "program(a: float32[2], b: float32[2]) {
      c: float32[2] = exp a
      d: float32[2] = mul c c
      return d
    }"
  `);
});

test('eliminateDeadCode keeps an equation of which one result is needed', () => {
  const program = parseProgram(`
program(a: float32[2], b: float32[4]) {
  c: float32[2], d: float32[4,2] = scan[body=program(a: float32[2], b: float32[]) {
    c: float32[2] = add a b
    return c a
  } carries=1 sequences=1 capacity=4 reverse=false] 4:int32 a b
  return d
}`);
  expect(eliminateDeadCode(program)).toEqual(program);
});

test('eliminateDeadCode changes no result of any Program, and nothing when run twice', () => {
  fc.assert(
    fc.property(randomProgram, fc.nat(1000), (program, seed) => {
      const live = eliminateDeadCode(program);
      checkProgram(live);
      const inputs = randomValues(seed, program.inputs.map(({ type }) => type));
      expect(interpreter.prepare(live)(inputs).map(whole)).toEqual(interpreter.prepare(program)(inputs).map(whole));
      expect(printProgram(eliminateDeadCode(live))).toBe(printProgram(live));
    }),
    { numRuns: 200 },
  );
});
