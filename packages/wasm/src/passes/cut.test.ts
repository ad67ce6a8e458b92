import { describe, expect, test } from 'vitest';
import { parseProgram } from '@rekur/tensor';
import { cut } from './cut.js';
import { loopBodies } from './testing/count.js';
import { fixture } from './testing/fixtures.js';
import { describePass, rewrite } from './testing/passProperties.js';

describe('cut', () => {
  test('cuts the operands of what only slices read', () => {
    const program = parseProgram(`
program(a: float32[4], b: float32[4], c: float32[]) {
  d: float32[4] = add a b
  e: float32[4] = mul d c
  f: float32[2] = slice[starts=[0] ends=[2]] e
  g: float32[2] = slice[starts=[2] ends=[4]] e
  return f g
}`);
    expect(rewrite(cut, program)).toMatchInlineSnapshot(`
      "program(a: float32[4], b: float32[4], c: float32[]) {
        d: float32[2] = slice[starts=[0] ends=[2]] a
        e: float32[2] = slice[starts=[0] ends=[2]] b
        f: float32[2] = add d e
        g: float32[2] = mul f c
        h: float32[2] = slice[starts=[2] ends=[4]] a
        i: float32[2] = slice[starts=[2] ends=[4]] b
        j: float32[2] = add h i
        k: float32[2] = mul j c
        return g k
      }"
    `);
  });

  test('leaves what is read whole, and slices that overlap', () => {
    const program = parseProgram(`
program(a: float32[4], b: float32[4]) {
  c: float32[4] = add a b
  d: float32[2] = slice[starts=[0] ends=[2]] c
  e: float32[4] = mul a b
  f: float32[3] = slice[starts=[0] ends=[3]] e
  g: float32[3] = slice[starts=[1] ends=[4]] e
  return c d f g
}`);
    expect(cut(program).program).toBe(program);
  });

  test('cuts the sum that the gates of an LSTM are slices of', () => {
    const sums = (program: typeof before): number[] => loopBodies(program).map(({ equations }) => equations.filter(({ primitive, outputs }) => primitive === 'add' && outputs[0].type.shape[1] === 16).length);
    const before = fixture('lstm');
    expect(sums(before)[0]).toBe(3);
    expect(sums(cut(before).program)[0]).toBe(0);
  });
});

describePass('cut', cut, { exact: true });
