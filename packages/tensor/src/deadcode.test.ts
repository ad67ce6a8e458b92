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

/** Text before → text after. */
function live(text: string): string {
  const program = eliminateDeadCode(parseProgram(text));
  checkProgram(program);
  return printProgram(program);
}

test('eliminateDeadCode drops per-step outputs, and what only they need', () => {
  expect(
    live(`
program(a: float32[2], b: float32[4], c: float32[4,2], d: float32[2]) {
  e: float32[2], f: float32[4,2], g: float32[4,2] = scan[body=program(a: float32[2], b: float32[], c: float32[2], d: float32[2]) {
    e: float32[2] = add a b
    f: float32[2] = mul c d
    g: float32[2] = tanh f
    return e g a
  } carries=1 sequences=2 capacity=4 reverse=false] 4:int32 a b c d
  return g
}`),
  ).toMatchInlineSnapshot(`
    "program(a: float32[2], b: float32[4], c: float32[4,2], d: float32[2]) {
      e: float32[2], f: float32[4,2] = scan[body=program(a: float32[2], b: float32[]) {
        c: float32[2] = add a b
        return c a
      } carries=1 sequences=1 capacity=4 reverse=false] 4:int32 a b
      return f
    }"
  `);
});

test('eliminateDeadCode drops a carry that only feeds itself, and keeps one that another feeds on', () => {
  expect(
    live(`
program(a: float32[2], b: float32[2], c: float32[2]) {
  d: float32[2], e: float32[2], f: float32[2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2]) {
    d: float32[2] = exp a
    e: float32[2] = mul b b
    f: float32[2] = add c b
    return d e f
  } carries=3 sequences=0 capacity=4 reverse=false] 4:int32 a b c
  return f
}`),
  ).toMatchInlineSnapshot(`
    "program(a: float32[2], b: float32[2], c: float32[2]) {
      d: float32[2], e: float32[2] = scan[body=program(a: float32[2], b: float32[2]) {
        c: float32[2] = mul a a
        d: float32[2] = add b a
        return c d
      } carries=2 sequences=0 capacity=4 reverse=false] 4:int32 b c
      return e
    }"
  `);
});

test('eliminateDeadCode drops carries that feed each other and nothing else', () => {
  expect(
    live(`
program(a: float32[2], b: float32[2], c: float32[2]) {
  d: float32[2], e: float32[2], f: float32[2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2]) {
    d: float32[2] = neg c
    return b a d
  } carries=3 sequences=0 capacity=4 reverse=true] 4:int32 a b c
  return f
}`),
  ).toMatchInlineSnapshot(`
    "program(a: float32[2], b: float32[2], c: float32[2]) {
      d: float32[2] = scan[body=program(a: float32[2]) {
        b: float32[2] = neg a
        return b
      } carries=1 sequences=0 capacity=4 reverse=true] 4:int32 c
      return d
    }"
  `);
});

test('eliminateDeadCode goes through a loop inside a loop: a carry of the outer one falls with an output of the inner one', () => {
  expect(
    live(`
program(a: float32[2], b: float32[2], c: float32[3,2]) {
  d: float32[2], e: float32[2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2]) {
    d: float32[2], e: float32[2] = scan[body=program(a: float32[2], b: float32[2], c: float32[2]) {
      d: float32[2] = add a c
      e: float32[2] = mul b b
      return d e
    } carries=2 sequences=0 capacity=5 reverse=false] 5:int32 a b c
    return d e
  } carries=2 sequences=1 capacity=3 reverse=false] 3:int32 a b c
  return e
}`),
  ).toMatchInlineSnapshot(`
    "program(a: float32[2], b: float32[2], c: float32[3,2]) {
      d: float32[2] = scan[body=program(a: float32[2]) {
        b: float32[2] = scan[body=program(a: float32[2]) {
          b: float32[2] = mul a a
          return b
        } carries=1 sequences=0 capacity=5 reverse=false] 5:int32 a
        return b
      } carries=1 sequences=0 capacity=3 reverse=false] 3:int32 b
      return d
    }"
  `);
});

test('eliminateDeadCode drops results and operands of a call, but not where a gradient of its own reads them', () => {
  const call = (backward: string): string => `
program(a: float32[2], b: float32[2]) {
  c: float32[2], d: float32[2] = call[body=program(a: float32[2], b: float32[2]) {
    c: float32[2] = exp a
    d: float32[2] = neg b
    e: float32[2] = neg d
    return c d
  } backward=${backward}] a b
  return d
}`;
  expect(live(call('none'))).toMatchInlineSnapshot(`
    "program(a: float32[2], b: float32[2]) {
      c: float32[2] = call[body=program(a: float32[2]) {
        b: float32[2] = neg a
        return b
      } backward=none] b
      return c
    }"
  `);
  const backward = `program(a: float32[2], b: float32[2], c: float32[2], d: float32[2], e: float32[2], f: float32[2]) {
    g: float32[2] = mul e c
    h: float32[2] = exp g
    return g
  }`;
  expect(live(call(backward))).toMatchInlineSnapshot(`
    "program(a: float32[2], b: float32[2]) {
      c: float32[2], d: float32[2] = call[body=program(a: float32[2], b: float32[2]) {
        c: float32[2] = exp a
        d: float32[2] = neg b
        return c d
      } backward=program(a: float32[2], b: float32[2], c: float32[2], d: float32[2], e: float32[2], f: float32[2]) {
        g: float32[2] = mul e c
        return g
      }] a b
      return d
    }"
  `);
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
