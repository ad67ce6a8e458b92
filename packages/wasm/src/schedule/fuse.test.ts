import { expect, test } from 'vitest';
import { fromData, parseProgram, sizeOf } from '@rekur/tensor';
import { referenceEngine, wasmEngine } from '../engine.js';

/** A carry that becomes a matrix times itself, by hand: `aligned` says along which axis it is repeated. */
const matrixTimesCarry = (size: number, aligned: 'rows' | 'columns'): string => `program(a: float32[5,${size},${size}], b: float32[${size}]) {
  c: float32[${size}] = scan[body=program(a: float32[${size}], b: float32[${size},${size}]) {
    c: float32[${aligned === 'rows' ? `1,${size}` : `${size},1`}] = reshape[shape=[${aligned === 'rows' ? `1,${size}` : `${size},1`}]] a
    d: float32[${size},${size}] = broadcast[shape=[${size},${size}]] c
    e: float32[${size},${size}] = mul d b
    f: float32[${size}] = sum[axes=[${aligned === 'rows' ? 1 : 0}]] e
    return f
  } carries=1 sequences=1 capacity=5 reverse=false] 5:int32 b a
  return c
}`;

test.each([
  [3, 'rows'],
  [3, 'columns'],
  [64, 'rows'],
  [64, 'columns'],
] as const)('a sum whose terms read what it replaces keeps them: %i, by %s', (size, aligned) => {
  const program = parseProgram(matrixTimesCarry(size, aligned));
  const values = program.inputs.map(({ type }, input) => fromData(Float32Array.from({ length: sizeOf(type.shape) }, (_, index) => Math.sin(0.7 * index + input) / size), type.shape));
  const [expected] = referenceEngine.prepare(program)(values);
  const [found] = wasmEngine().prepare(program)(values);
  expect(found.data).toEqual(expected.data);
  expect(expected.data.some((value) => Number.isFinite(value) && value !== 0)).toBe(true);
});
