import { describe, expect, test } from 'vitest';
import { apply, fullLike } from './apply.js';
import { interpreter } from './engine.js';
import { add, exp, mul, neg, stopGradient } from './operations/elementwise.js';
import { tensor, zeros } from './operations/create.js';
import { sum } from './operations/reduce.js';
import { scan } from './operations/scan.js';
import { printProgram } from './print.js';
import type { ValueType } from './shape.js';
import type { Tensor } from './tensor.js';
import { refusal } from './testing/refusal.js';
import { trace } from './trace.js';

const vector: ValueType = { shape: [3], dtype: 'float32' };

describe('trace', () => {
  test('runs the function once, on tensors that have a type and no elements', () => {
    const seen: string[] = [];
    trace((x) => {
      seen.push(String(x));
      return [x];
    }, [vector]);
    expect(seen).toEqual(['traced float32[3]']);
  });

  test('captures each tensor from outside once, as an input behind the declared ones', () => {
    const [w, b] = [tensor([1, 2, 3]), tensor([4, 5, 6])];
    const { program, captured } = trace((x) => [add(mul(x, w), b), mul(b, x)], [vector]);
    expect(printProgram(program)).toMatchInlineSnapshot(`
      "program(a: float32[3], b: float32[3], c: float32[3]) {
        d: float32[3] = mul a b
        e: float32[3] = add d c
        f: float32[3] = mul c a
        return e f
      }"
    `);
    expect([captured.length, captured[0] === w, captured[1] === b]).toEqual([2, true, true]);
  });

  test('computes at once what depends on no input: its value is captured', () => {
    const { program, captured } = trace((x) => [mul(x, exp(zeros([3])))], [vector]);
    expect(program.equations.map(({ primitive }) => primitive)).toEqual(['mul']);
    expect(captured.map((value) => value.toArray())).toEqual([[1, 1, 1]]);
  });

  test('leaves out dead code, and captures that only dead code used, but keeps declared inputs', () => {
    const unused = tensor([1, 2, 3]);
    const { program, captured } = trace((x, y) => {
      mul(exp(x), unused);
      return [neg(y)];
    }, [vector, vector]);
    expect(printProgram(program)).toMatchInlineSnapshot(`
      "program(a: float32[3], b: float32[3]) {
        c: float32[3] = neg b
        return c
      }"
    `);
    expect(captured).toEqual([]);
  });

  test('returns inputs and outside tensors as they are', () => {
    const outside = tensor([7]);
    const { program, captured } = trace((x) => [x, outside, x], [vector]);
    expect(interpreter.prepare(program)([zeros([3]), ...captured]).map((result) => result.toArray())).toEqual([[0, 0, 0], [7], [0, 0, 0]]);
  });

  test('inside a trace captures the traced tensors of the outer one', () => {
    const { program } = trace((x) => {
      const inner = trace((y) => [mul(y, x)], [vector]);
      expect([inner.captured.length, inner.captured[0] === x]).toEqual([1, true]);
      return [sum(x)];
    }, [vector]);
    expect(program.equations).toHaveLength(1);
  });

  test('makes a constant of fullLike, and no captured input', () => {
    const { program, captured } = trace((x) => [add(x, fullLike(x, 0.5)), fullLike(x, 2, { shape: [2], dtype: 'int32' })], [vector]);
    expect(printProgram(program)).toMatchInlineSnapshot(`
      "program(a: float32[3]) {
        b: float32[3] = broadcast[shape=[3]] 0.5:float32
        c: float32[3] = add a b
        d: int32[2] = broadcast[shape=[2]] 2:int32
        return c d
      }"
    `);
    expect(captured).toEqual([]);
  });

  test('refuses what the primitives refuse, before anything runs', () => {
    expect(refusal(() => trace((x, y) => [add(x, y)], [vector, { shape: [4], dtype: 'float32' }]))).toBe(
      'ShapeError: add: shapes do not broadcast: a is [3], b is [4]; sizes must be equal or 1 from the last axis backwards, and axis 0 has 3 and 4; reshape or broadcastTo one of them',
    );
  });
});

describe('a traced tensor', () => {
  const inside = (f: (x: Tensor) => unknown): string => refusal(() => trace((x) => [x, f(x)] as Tensor[], [{ shape: [], dtype: 'float32' }]));
  const message =
    'TraceError: tensor.data: traced tensor has no elements yet: float32[]; a concrete tensor is expected; use tensor operations inside grad, scan and trace, and read data outside';

  test('has no elements to read', () => {
    expect(inside((x) => x.data)).toBe(message);
    expect(inside((x) => x.item())).toBe(message);
    expect(inside((x) => x.toArray())).toBe(message);
  });

  test('knows shape, dtype, rank and size', () => {
    trace((x) => {
      expect([x.shape, x.dtype, x.rank, x.size]).toEqual([[3], 'float32', 1, 3]);
      return [x];
    }, [vector]);
  });

  test('that leaked out of its trace is refused, alone and in another trace', () => {
    let leaked = zeros([]);
    trace((x) => [(leaked = x)], [vector]);
    const expected =
      'TraceError: trace: traced tensor used after its trace ended: a tensor that left grad, scan or trace by a side effect; tensors leave a traced function as return values only; return it';
    expect(refusal(() => exp(leaked))).toBe(expected);
    expect(refusal(() => add(leaked, tensor([1, 2, 3])))).toBe(expected);
    expect(refusal(() => scan(([c]) => ({ carry: [add(c, leaked)] }), [zeros([3])], [], { steps: 2 }))).toBe(expected);
    expect(refusal(() => apply('stopGradient', {}, [leaked]))).toBe(expected);
  });

  test("of a scan's body is refused outside of it, while the outer trace goes on", () => {
    const f = (x: Tensor): Tensor[] => {
      let leaked = x;
      scan(([c]) => ({ carry: [(leaked = stopGradient(c))] }), [x], [], { steps: 2 });
      return [add(x, leaked)];
    };
    expect(refusal(() => trace(f, [vector]))).toContain('TraceError: trace: traced tensor used after its trace ended');
  });
});

test.each([
  ['a tensor', (x: Tensor) => x],
  ['undefined', () => undefined],
  ['[a tensor, number]', (x: Tensor) => [x, 1]],
])('a function that returned %s is refused', (given, f) => {
  expect(refusal(() => trace(f as never, [zeros([1])]))).toBe(
    `TraceError: trace: no tensors to return: the function returned ${given}; an array of tensors is expected`,
  );
});
