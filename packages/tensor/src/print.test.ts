import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkProgram } from './check.js';
import { interpreter } from './engine.js';
import { add, cast, exp, greater, maximum, mul, neg, sub, tanh, where } from './operations/elementwise.js';
import { matmul } from './operations/linear.js';
import { sum } from './operations/reduce.js';
import { softmax } from './operations/softmax.js';
import { scan } from './operations/scan.js';
import { parseProgram } from './parse.js';
import { nameAt, printProgram } from './print.js';
import type { Shape } from './shape.js';
import type { Tensor } from './tensor.js';
import { whole } from './testing/bits.js';
import { randomProgram, randomValues } from './testing/randomProgram.js';
import { trace } from './trace.js';

const print = (f: (...inputs: Tensor[]) => Tensor[], ...shapes: Shape[]): string =>
  printProgram(trace(f, shapes.map((shape) => ({ shape, dtype: 'float32' as const }))).program);

describe('printProgram', () => {
  test('names by position and writes the type of every binder', () => {
    expect(print((x, b) => [mul(add(x, b), x)], [2, 3], [3])).toMatchInlineSnapshot(`
      "program(a: float32[2,3], b: float32[3]) {
        c: float32[2,3] = broadcast[shape=[2,3]] b
        d: float32[2,3] = add a c
        e: float32[2,3] = mul d a
        return e
      }"
    `);
  });

  test('shows literals with their dtype, in the fewest digits that read back', () => {
    expect(print((x) => [sub(0.1, mul(x, -1e-10)), maximum(x, -0), where(greater(x, Infinity), NaN, cast(x, 'float32'))], [])).toMatchInlineSnapshot(`
      "program(a: float32[]) {
        b: float32[] = mul a -1e-10:float32
        c: float32[] = sub 0.1:float32 b
        d: float32[] = maximum a -0:float32
        e: bool[] = greater a Infinity:float32
        f: float32[] = select e NaN:float32 a
        return c d f
      }"
    `);
  });

  test('shows parameters in the order that the primitive declares', () => {
    expect(print((x, w) => [softmax(matmul(x, w, { transposeB: true }))], [4, 3], [2, 3])).toMatchInlineSnapshot(`
      "program(a: float32[4,3], b: float32[2,3]) {
        c: float32[4,2] = matmul[transposeA=false transposeB=true] a b
        d: float32[4] = max[axes=[1]] c
        e: float32[4,1] = reshape[shape=[4,1]] d
        f: float32[4,1] = stopGradient e
        g: float32[4,2] = broadcast[shape=[4,2]] f
        h: float32[4,2] = sub c g
        i: float32[4,2] = exp h
        j: float32[4] = sum[axes=[1]] i
        k: float32[4,1] = reshape[shape=[4,1]] j
        l: float32[4,2] = broadcast[shape=[4,2]] k
        m: float32[4,2] = div i l
        return m
      }"
    `);
  });

  test("indents a scan's body", () => {
    const loop = (x: Tensor, w: Tensor, h: Tensor): Tensor[] => {
      const { carry, outputs } = scan(([state], [input]) => {
        const next = tanh(add(matmul(state, w), input));
        return { carry: [next], outputs: [sum(next, 1)] };
      }, [h], [x]);
      return [...carry, ...outputs];
    };
    expect(print(loop, [5, 2, 3], [3, 3], [2, 3])).toMatchInlineSnapshot(`
      "program(a: float32[5,2,3], b: float32[3,3], c: float32[2,3]) {
        d: float32[2,3], e: float32[5,2] = scan[body=program(a: float32[2,3], b: float32[2,3], c: float32[3,3]) {
          d: float32[2,3] = matmul[transposeA=false transposeB=false] a c
          e: float32[2,3] = add d b
          f: float32[2,3] = tanh e
          g: float32[2] = sum[axes=[1]] f
          return f g
        } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 c a b
        return d e
      }"
    `);
  });

  test('shows a Program that does nothing', () => {
    expect(print((x) => [x], [])).toMatchInlineSnapshot(`
      "program(a: float32[]) {
        return a
      }"
    `);
    expect(printProgram({ inputs: [], equations: [], outputs: [] })).toMatchInlineSnapshot(`
      "program() {
        return
      }"
    `);
  });

  test('is the same text for the same function, whatever was traced before', () => {
    const f = (x: Tensor): Tensor[] => [exp(neg(x))];
    expect(print(f, [2])).toBe(print(f, [2]));
  });
});

test('names go a … z, aa … az, ba …', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(nameAt)).toEqual(['a', 'z', 'aa', 'az', 'ba', 'zz', 'aaa']);
});

describe('any Program', () => {
  test('reads back from its text: well formed, and printed as the same text', () => {
    fc.assert(
      fc.property(randomProgram, (program) => {
        const text = printProgram(program);
        const parsed = parseProgram(text);
        checkProgram(parsed);
        expect(printProgram(parsed)).toBe(text);
      }),
      { numRuns: 400 },
    );
  });

  test('computes the same bits when read back', () => {
    fc.assert(
      fc.property(randomProgram, fc.nat(1000), (program, seed) => {
        const inputs = randomValues(seed, program.inputs.map(({ type }) => type));
        const again = parseProgram(printProgram(program));
        expect(interpreter.prepare(again)(inputs).map(whole)).toEqual(interpreter.prepare(program)(inputs).map(whole));
      }),
      { numRuns: 200 },
    );
  });
});
