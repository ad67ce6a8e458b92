import { describe, expect, test } from 'vitest';
import { checkProgram } from './check.js';
import { parseProgram } from './parse.js';
import { primitives } from './primitives/index.js';
import { printProgram } from './print.js';
import { refusal } from './testing/refusal.js';

describe('parseProgram', () => {
  test('does not mind spaces, line breaks and names', () => {
    const program = parseProgram('program ( x : float32 [ 2 ,3 ] ,bias:float32[3]){wide:float32[2,3]=broadcast[shape=[2,3]]bias total : float32[2,3]=add x wide return total}');
    checkProgram(program);
    expect(printProgram(program)).toMatchInlineSnapshot(`
      "program(a: float32[2,3], b: float32[3]) {
        c: float32[2,3] = broadcast[shape=[2,3]] b
        d: float32[2,3] = add a c
        return d
      }"
    `);
  });

  test('reads every literal', () => {
    const values = ['0', '-0', '1', '-2.5', '1e-45', '3.4028235e+38', '-Infinity', 'Infinity', 'NaN'];
    const program = parseProgram(`program() { return ${values.map((value) => `${value}:float64`).join(' ')} }`);
    expect(program.outputs).toEqual(values.map((value) => ({ kind: 'literal', type: { shape: [], dtype: 'float64' }, value: Number(value) })));
  });

  test('rounds a float32 literal, which is written in the fewest digits', () => {
    const program = parseProgram('program() { return 0.1:float32 2147483600:float32 }');
    expect(program.outputs).toMatchObject([{ value: Math.fround(0.1) }, { value: 2147483648 }]);
    checkProgram(program);
  });

  test('reads scans in scans', () => {
    const text = `program(a: float32[2,3,4], b: float32[4]) {
  c: float32[4] = scan[body=program(a: float32[4], b: float32[3,4]) {
    c: float32[4], d: float32[3,4] = scan[body=program(a: float32[4], b: float32[4]) {
      c: float32[4] = add a b
      return c a
    } carries=1 sequences=1 capacity=3 reverse=false] 3:int32 a b
    return c
  } carries=1 sequences=1 capacity=2 reverse=true] 2:int32 b a
  return c
}`;
    const program = parseProgram(text);
    checkProgram(program);
    expect(printProgram(program)).toBe(text);
  });
});

describe('what is no Program is refused with its line', () => {
  const equation = (text: string): string => `program(a: float32[2]) {\n  ${text}\n  return a\n}`;
  const cases: [what: string, text: string, line: number, found: string, expected: string][] = [
    ['nothing', '', 1, '', "'program'"],
    ['another word', 'function(', 1, 'function', "'program'"],
    ['an end too early', 'program(', 1, '', 'a name'],
    ['no return', 'program() {\n', 2, '', 'a name'],
    ['text after the end', 'program() { return }\n}', 2, '}', 'end of text'],
    ['an input without type', 'program(a) { return a }', 1, ')', "':'"],
    ['an unknown dtype', 'program(a: float16[2]) { return a }', 1, 'float16', 'a dtype (float32, float64, int32, uint32, bool)'],
    ['a name as a size', 'program(a: float32[n]) { return a }', 1, 'n', 'a number'],
    ['a missing comma', 'program(a: float32[2] b: float32[]) { return a }', 1, 'b', "','"],
    ['an input named twice', 'program(a: float32[2],\n a: float32[]) { return a }', 2, 'a', 'a name that is not bound yet'],
    ['a result named as an input', equation('a: float32[2] = exp a'), 2, 'a', 'a name that is not bound yet'],
    ['two results of one name', equation('b: float32[2], b: float32[2] = exp a'), 2, 'b', 'a name that is not bound yet'],
    ['an unknown primitive', equation('b: float32[2] = gelu a'), 2, 'gelu', `a primitive (${Object.keys(primitives).join(', ')})`],
    ['no parameters where there are some', equation('b: float32[2] = broadcast a'), 2, 'a', "'['"],
    ['parameters where there are none', equation('b: float32[2] = exp[axes=[0]] a'), 2, '[', 'a name'],
    ['another parameter', equation('b: float32[2] = broadcast[axes=[2]] a'), 2, 'axes', "'shape'"],
    ['a parameter of another kind', equation('b: float32[2] = broadcast[shape=2] a'), 2, '2', "'['"],
    ['a flag that is none', equation('b: float32[2] = matmul[transposeA=1 transposeB=true] a a'), 2, '1', 'true or false'],
    ['an unbound operand', equation('b: float32[2] = exp x'), 3, 'return', "':'"],
    ['an unbound result', 'program() {\n  return x\n}', 2, 'x', 'a bound name or a number'],
    ['a literal without dtype', 'program() { return 1 }', 1, '}', "':'"],
    ['a lone sign', 'program() { return -:float32 }', 1, '-', 'a number'],
  ];

  test.each(cases)('%s', (_, text, line, found, expected) => {
    expect(refusal(() => parseProgram(text))).toBe(`ProgramError: parseProgram: text is no Program: line ${line}: '${found}'; ${expected} is expected`);
  });
});
