import { expect, test } from 'vitest';
import { fromData, parseProgram, sizeOf } from '@rekur/tensor';
import { referenceEngine, wasmEngine } from '../engine.js';
import { compileText, plainTarget } from '../schedule/testing.js';

test('what threads share is counted in multiply-adds, those of every step of a loop', () => {
  const product = 'program(a: float32[128,64], b: float32[64,32]) {\n  c: float32[128,32] = matmul[transposeA=false transposeB=false] a b\n  return c\n}';
  const target = { ...plainTarget, threads: 2 };
  expect(compileText(product, target).sharedWork).toBe(128 * 64 * 32);
  const loop = `program(a: float32[128,64], b: float32[64,64]) {
  c: float32[128,64] = scan[body=program(a: float32[128,64], b: float32[64,64]) {
    c: float32[128,64] = matmul[transposeA=false transposeB=false] a b
    return c
  } carries=1 sequences=0 capacity=7 reverse=false] 7:int32 a b
  return c
}`;
  expect(compileText(loop, target).sharedWork).toBeGreaterThanOrEqual(7 * 128 * 64 * 64);
  // Too little for it to be divided.
  expect(compileText('program(a: float32[8]) {\n  b: float32[8] = tanh a\n  return b\n}', target).sharedWork).toBe(0);
});

test.each([
  ['the table of a gather', 'a: int32[200,64], b: float32[64,512]', 'float32[64,512]', 'b: int32[64]', 'gather a b', '1'],
  ['the right factor of a product', 'a: float32[200,2,2], b: float32[2,4096]', 'float32[2,4096]', 'b: float32[2,2]', 'matmul[transposeA=false transposeB=false] b a', '1'],
])('threads do not divide a loop that changes what every row reads: %s', (_, inputs, carry, given, made) => {
  const program = parseProgram(`program(${inputs}) {
  c: ${carry} = scan[body=program(a: ${carry}, ${given}) {
    c: ${carry} = ${made}
    d: ${carry} = tanh c
    return d
  } carries=1 sequences=1 capacity=200 reverse=false] 200:int32 b a
  return c
}`);
  const values = program.inputs.map(({ type: { shape, dtype } }, input) => {
    const element = (index: number): number => (dtype === 'int32' ? (37 * index + 11 * (index >> 6)) % 64 : Math.sin(0.7 * index + input));
    return fromData(fill(dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape)), element), shape);
  });
  const [expected] = referenceEngine.prepare(program)(values);
  const [found] = wasmEngine({ threads: 2, shareFrom: 0 }).prepare(program)(values);
  expect(found.data).toEqual(expected.data);
});

function fill<Data extends Int32Array | Float32Array>(data: Data, element: (index: number) => number): Data {
  for (let index = 0; index < data.length; index++) data[index] = element(index);
  return data;
}
