import { expect, test } from 'vitest';
import { parseProgram } from '@rekur/tensor';
import { bufferBytes } from './bufferBytes.js';

test('bufferBytes adds up every value but the inputs, those of bodies once', () => {
  const program = parseProgram(`
program(a: float32[2], b: float64[5,2]) {
  c: float64[2] = cast[dtype=float64] a
  d: float64[2], e: bool[5,2] = scan[body=program(a: float64[2], b: float64[2]) {
    c: float64[2] = add a b
    d: bool[2] = greater a b
    return c d
  } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 c b
  return d e
}`);
  expect(bufferBytes(program)).toBe(16 + (16 + 10) + (16 + 2));
});
