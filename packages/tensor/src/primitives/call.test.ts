import { describe, expect, test } from 'vitest';
import { apply } from '../apply.js';
import { checkProgram } from '../check.js';
import { interpreter } from '../engine.js';
import { tensor, zeros } from '../operations/create.js';
import { parseProgram } from '../parse.js';
import { printProgram } from '../print.js';
import { refusal } from '../testing/refusal.js';

const body = parseProgram(`
program(a: float32[2], b: float32[2]) {
  c: float32[2] = mul a b
  d: float32[2] = add c b
  return c d a
}`);

const backward = parseProgram(`
program(a: float32[2], b: float32[2], c: float32[2], d: float32[2], e: float32[2], f: float32[2], g: float32[2], h: float32[2]) {
  i: float32[2] = mul f b
  return i
}`);

const [x, y] = [tensor([1, 2]), tensor([3, 5])];

describe('call', () => {
  test('applies its body, with or without a gradient of its own', () => {
    for (const given of [undefined, backward]) {
      const results = apply('call', { body, backward: given }, [x, y]);
      expect(results.map((result) => result.toArray())).toEqual([[3, 10], [6, 15], [1, 2]]);
    }
  });

  test('is printed with both its Programs, and read back', () => {
    const text = `program(a: float32[2]) {
  b: float32[2] = call[body=program(a: float32[2]) {
    b: float32[2] = exp a
    return b
  } backward=none] a
  c: float32[2] = call[body=program(a: float32[2]) {
    b: float32[2] = exp a
    return b
  } backward=program(a: float32[2], b: float32[2], c: float32[2]) {
    d: float32[2] = mul c b
    return d
  }] b
  return c
}`;
    const program = parseProgram(text);
    checkProgram(program);
    expect(printProgram(program)).toBe(text);
    const once = [Math.exp(1), Math.exp(2)];
    interpreter
      .prepare(program)([x])[0]
      .data.forEach((value, index) => expect(value).toBeCloseTo(Math.exp(once[index]), 2));
  });

  test('used twice with one body gives each result its own elements', () => {
    const call = (): string => `call[body=${printProgram(body)} backward=none]`;
    const { inputs, equations } = parseProgram(`
program(a: float32[2], b: float32[2]) {
  c: float32[2], d: float32[2], e: float32[2] = ${call()} a b
  f: float32[2], g: float32[2], h: float32[2] = ${call()} d a
  return
}`);
    const shared = equations.map((equation) => ({ ...equation, params: equations[0].params }));
    const outputs = equations.flatMap((equation) => equation.outputs);
    const results = interpreter.prepare({ inputs, equations: shared, outputs })([x, y]);
    expect(results.map((result) => result.toArray())).toEqual([[3, 10], [6, 15], [1, 2], [6, 30], [7, 32], [6, 15]]);
  });

  test('refuses operands that its body does not take', () => {
    expect(refusal(() => apply('call', { body, backward: undefined }, [x]))).toBe(
      'ProgramError: call: body does not fit: it takes (float32[2], float32[2]); (float32[2]) is expected',
    );
    expect(refusal(() => apply('call', { body, backward: undefined }, [x, zeros([3])]))).toBe(
      'ProgramError: call: body does not fit: it takes (float32[2], float32[2]); (float32[2], float32[3]) is expected',
    );
  });

  test('refuses a backward Program of other types', () => {
    const other = { body: parseProgram('program(a: float32[2]) { return a }'), backward: undefined };
    const takes = { ...other, backward: parseProgram('program(a: float32[2]) { return a }') };
    expect(refusal(() => apply('call', takes, [x]))).toBe(
      'ProgramError: call: backward does not fit: it takes (float32[2]); (float32[2], float32[2], float32[2]) is expected',
    );
    const returns = { ...other, backward: parseProgram('program(a: float32[2], b: float32[2], c: float32[2]) { return c c }') };
    expect(refusal(() => apply('call', returns, [x]))).toBe(
      'ProgramError: call: backward does not fit: it returns (float32[2], float32[2]); cotangents of the first of (float32[2]) are expected',
    );
  });
});
