import { describe, expect, test } from 'vitest';
import { checkProgram } from './check.js';
import { parseProgram } from './parse.js';
import { primitives } from './primitives/index.js';
import type { Equation, Program, Variable } from './program.js';
import { refusal } from './testing/refusal.js';

/** Every Program here is this one with a single defect. */
const good = parseProgram(`
program(a: float32[2,3], b: float32[3]) {
  c: float32[2,3] = broadcast[shape=[2,3]] b
  d: float32[2,3] = add a c
  e: float32[2,3] = mul d 2:float32
  f: float32[2] = sum[axes=[1]] e
  return e f
}`);

const [c, d, e, f] = good.equations;

function withEquation(index: number, change: Partial<Equation>): Program {
  return { ...good, equations: good.equations.map((equation, at) => (at === index ? { ...equation, ...change } : equation)) };
}

const check = (program: Program): string => refusal(() => checkProgram(program));

test('a well formed Program passes', () => expect(check(good)).toBe('nothing was thrown'));

describe('checkProgram refuses', () => {
  test('a variable that is bound twice', () => {
    expect(check(withEquation(2, { outputs: d.outputs }))).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: d is bound twice; a variable is bound once
          c: float32[2,3] = broadcast[shape=[2,3]] b
          d: float32[2,3] = add a c
      >   d: float32[2,3] = mul d 2:float32
          e: float32[2] = sum[axes=[1]] ?
          return ? e"
    `);
    expect(check({ ...good, inputs: [good.inputs[0], good.inputs[0], good.inputs[1]] })).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: a is bound twice; a variable is bound once
      > program(a: float32[2,3], a: float32[2,3], b: float32[3]) {
          c: float32[2,3] = broadcast[shape=[2,3]] b
          d: float32[2,3] = add a c"
    `);
  });

  test.each([
    [[2, -3], 'float32'],
    [[2.5], 'float32'],
    [[2], 'float16'],
  ])('an input of shape %j and dtype %s', (shape, dtype) => {
    const input = { kind: 'variable', type: { shape, dtype } } as unknown as Variable;
    expect(check({ inputs: [input], equations: [], outputs: [] })).toContain(
      `Program is not well formed: an input of type ${dtype}[${shape.join(', ')}]; a known dtype and whole sizes, 0 or more, are expected`,
    );
  });

  test('a variable that is used before it is bound', () => {
    expect(check({ ...good, equations: [c, e, d, f] })).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: a variable is used that is not bound yet; an input or an earlier equation binds it
        program(a: float32[2,3], b: float32[3]) {
          c: float32[2,3] = broadcast[shape=[2,3]] b
      >   d: float32[2,3] = mul ? 2:float32
          e: float32[2,3] = add a c
          f: float32[2] = sum[axes=[1]] d"
    `);
  });

  test('an output that nothing binds', () => {
    const loose: Variable = { kind: 'variable', type: { shape: [], dtype: 'float32' } };
    expect(check({ ...good, outputs: [loose] })).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: a variable is used that is not bound yet; an input or an earlier equation binds it
          e: float32[2,3] = mul d 2:float32
          f: float32[2] = sum[axes=[1]] e
      >   return ?
        }"
    `);
  });

  test('a literal that is no scalar', () => {
    expect(check(withEquation(2, { inputs: [d.outputs[0], { kind: 'literal', type: { shape: [2, 3], dtype: 'float32' }, value: 2 }] }))).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: a literal of type float32[2, 3]; literals are scalars
          c: float32[2,3] = broadcast[shape=[2,3]] b
          d: float32[2,3] = add a c
      >   e: float32[2,3] = mul d 2:float32
          f: float32[2] = sum[axes=[1]] e
          return e f"
    `);
  });

  test.each([
    [0.1, 'float32'],
    [0.5, 'int32'],
    [-0, 'int32'],
    [4294967296, 'uint32'],
    [-1, 'uint32'],
    [2, 'bool'],
  ] as const)('the literal %d as %s, which is not exact', (value, dtype) => {
    expect(check({ ...good, outputs: [{ kind: 'literal', type: { shape: [], dtype }, value }] })).toContain(
      `ProgramError: checkProgram: Program is not well formed: the literal ${Object.is(value, -0) ? '-0' : value} is no ${dtype}; a literal is exact in its dtype\n`,
    );
  });

  test('a literal that is not exact, with its line', () => {
    expect(check(withEquation(2, { inputs: [d.outputs[0], { kind: 'literal', type: { shape: [], dtype: 'float32' }, value: 0.1 }] }))).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: the literal 0.1 is no float32; a literal is exact in its dtype
          c: float32[2,3] = broadcast[shape=[2,3]] b
          d: float32[2,3] = add a c
      >   e: float32[2,3] = mul d 0.1:float32
          f: float32[2] = sum[axes=[1]] e
          return e f"
    `);
  });

  test('a parameter of the wrong kind, or a missing one', () => {
    expect(check(withEquation(0, { params: { shape: 6 } }))).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: parameter shape of broadcast is 6; its kind is numbers
        program(a: float32[2,3], b: float32[3]) {
      >   c: float32[2,3] = broadcast[shape=6] b
          d: float32[2,3] = add a c
          e: float32[2,3] = mul d 2:float32"
    `);
    expect(check(withEquation(3, { params: {} }))).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: parameter axes of sum is undefined; its kind is numbers
          d: float32[2,3] = add a c
          e: float32[2,3] = mul d 2:float32
      >   f: float32[2] = sum[axes=undefined] e
          return e f
        }"
    `);
  });

  test.each([
    ['matmul', { transposeA: 1, transposeB: true }, 'parameter transposeA of matmul is 1; its kind is boolean'],
    ['concat', { axis: '0' }, 'parameter axis of concat is 0; its kind is number'],
    ['sum', { axes: ['1'] }, 'parameter axes of sum is 1; its kind is numbers'],
    ['cast', { dtype: 'float16' }, 'parameter dtype of cast is float16; its kind is dtype'],
    ['scan', { body: 'program' }, 'parameter body of scan is program; its kind is program'],
  ] as const)('parameters of %s that are no %o', (primitive, params, message) => {
    expect(check(withEquation(1, { primitive, params }))).toContain(`ProgramError: checkProgram: Program is not well formed: ${message}\n`);
  });

  test('a result of another type than the primitive gives', () => {
    const outputs: Variable[] = [{ kind: 'variable', type: { shape: [3], dtype: 'float32' } }];
    expect(check(withEquation(3, { outputs }))).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: the result is written as float32[3]; sum gives float32[2]
          d: float32[2,3] = add a c
          e: float32[2,3] = mul d 2:float32
      >   f: float32[3] = sum[axes=[1]] e
          return e ?
        }"
    `);
    expect(check(withEquation(3, { outputs: [{ kind: 'variable', type: { shape: [2], dtype: 'float64' } }] }))).toContain(
      'the result is written as float64[2]; sum gives float32[2]\n',
    );
  });

  test('another number of results', () => {
    expect(check(withEquation(2, { outputs: [...e.outputs, { kind: 'variable', type: e.outputs[0].type }] }))).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: 2 values are bound; mul gives 1
          c: float32[2,3] = broadcast[shape=[2,3]] b
          d: float32[2,3] = add a c
      >   e: float32[2,3], f: float32[2,3] = mul d 2:float32
          g: float32[2] = sum[axes=[1]] e
          return e g"
    `);
  });

  test('another number of operands', () => {
    expect(check(withEquation(1, { inputs: [d.inputs[0]] }))).toMatchInlineSnapshot(`
      "ProgramError: add: wrong number of operands: 1; (a, b) is expected
        program(a: float32[2,3], b: float32[3]) {
          c: float32[2,3] = broadcast[shape=[2,3]] b
      >   d: float32[2,3] = add a
          e: float32[2,3] = mul d 2:float32
          f: float32[2] = sum[axes=[1]] e"
    `);
    expect(check(withEquation(1, { inputs: [...d.inputs, ...d.inputs] }))).toContain('ProgramError: add: wrong number of operands: 4; (a, b) is expected\n');
  });

  test("operands that the primitive's rule refuses, in its words", () => {
    expect(check(withEquation(1, { inputs: [...good.inputs] }))).toMatchInlineSnapshot(`
      "ProgramError: add: shapes differ: float32[2, 3], float32[3]; an elementwise primitive takes equal shapes or scalars; insert broadcast
        program(a: float32[2,3], b: float32[3]) {
          c: float32[2,3] = broadcast[shape=[2,3]] b
      >   d: float32[2,3] = add a b
          e: float32[2,3] = mul d 2:float32
          f: float32[2] = sum[axes=[1]] e"
    `);
  });

  test('an unknown primitive', () => {
    expect(check(withEquation(1, { primitive: 'gelu' })).replace(Object.keys(primitives).join(', '), '…')).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: 'gelu' is no primitive; one of … is expected
        program(a: float32[2,3], b: float32[3]) {
          c: float32[2,3] = broadcast[shape=[2,3]] b
      >   d: float32[2,3] = gelu a c
          e: float32[2,3] = mul d 2:float32
          f: float32[2] = sum[axes=[1]] e"
    `);
  });
});

describe('in loops', () => {
  const loop = (body: string): Program =>
    parseProgram(`program(a: float32[5,3], b: float32[3]) {
  c: float32[3] = scan[body=program(a: float32[3], b: float32[3]) {
${body}
  } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 b a
  d: float32[3] = neg c
  return d
}`);

  test('a good body passes', () => {
    expect(check(loop('c: float32[3] = add a b\nreturn c'))).toBe('nothing was thrown');
  });

  test('a body that is not well formed is refused with a line of its own', () => {
    expect(check(loop('c: float32[3] = add a b\nd: float32[2] = neg c\nreturn c'))).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: the result is written as float32[2]; neg gives float32[3]
        program(a: float32[3], b: float32[3]) {
          c: float32[3] = add a b
      >   d: float32[2] = neg c
          return c
        }"
    `);
  });

  test('a body that does not fit the loop is refused with the line of the loop', () => {
    expect(check(loop('c: float32[] = sum[axes=[0]] b\nreturn c'))).toMatchInlineSnapshot(`
      "ProgramError: scan: types differ between loop and body: carry 0 after a step is float32[]; float32[3] is expected; a carry must keep its shape and dtype from step to step
        program(a: float32[5,3], b: float32[3]) {
      >   c: float32[3] = scan[body=program(a: float32[3], b: float32[3]) {
            c: float32[] = sum[axes=[0]] b
            return c"
    `);
    expect(check(loop('return'))).toMatchInlineSnapshot(`
      "ProgramError: scan: body does not fit its operands: body takes 2 and returns 0 values for 2 operands with 1 carries; body must take every operand and return every carry
        program(a: float32[5,3], b: float32[3]) {
      >   c: float32[3] = scan[body=program(a: float32[3], b: float32[3]) {
            return
          } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 b a"
    `);
  });

  test("a body does not see the loop's variables", () => {
    const program = loop('c: float32[3] = add a b\nreturn c');
    const [scan, neg] = program.equations;
    const body = scan.params.body as Program;
    const inside: Program = { ...body, equations: [{ ...body.equations[0], inputs: [body.inputs[0], program.inputs[1]] }] };
    expect(check({ ...program, equations: [{ ...scan, params: { ...scan.params, body: inside } }, neg] })).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: a variable is used that is not bound yet; an input or an earlier equation binds it
        program(a: float32[3], b: float32[3]) {
      >   c: float32[3] = add a ?
          return c
        }"
    `);
  });

  test('what follows a loop is pointed at across its body', () => {
    const program = loop('c: float32[3] = add a b\nreturn c');
    const [scan, neg] = program.equations;
    expect(check({ ...program, equations: [scan, { ...neg, outputs: scan.outputs }] })).toMatchInlineSnapshot(`
      "ProgramError: checkProgram: Program is not well formed: c is bound twice; a variable is bound once
            return c
          } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 b a
      >   c: float32[3] = neg c
          return ?
        }"
    `);
  });
});
