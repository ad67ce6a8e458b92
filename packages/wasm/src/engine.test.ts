import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Program, Tensor } from '@rekur/tensor';
import { isProgram, parseProgram, tensor, zeros } from '@rekur/tensor';
import { referenceEngine, wasmEngine } from './engine.js';
import { fixture, fixtureNames } from './passes/testing/fixtures.js';
import { plainInputs } from './passes/testing/inputs.js';
import { randomLoops, specialInputs } from './passes/testing/randomLoops.js';
import { randomProgram, randomValues } from './passes/testing/randomProgram.js';

const engine = wasmEngine();
/** Hundreds of modules are compiled on what may be a busy machine. */
const PATIENCE_MS = 120_000;

function bits({ shape, dtype, data }: Tensor): unknown {
  return { shape, dtype, data };
}

/** The outputs, or what was thrown instead. */
function outcome(run: () => Tensor[]): unknown {
  try {
    return run().map(bits);
  } catch (error) {
    return (error as Error).message;
  }
}

function expectSame(program: Program, values: readonly Tensor[]): void {
  expect(outcome(() => engine.prepare(program)(values))).toEqual(outcome(() => referenceEngine.prepare(program)(values)));
}

function hasFloat64({ inputs, equations }: Program): boolean {
  const types = [...inputs, ...equations.flatMap(({ outputs }) => outputs)].map(({ type }) => type.dtype);
  return types.includes('float64') || equations.some(({ params }) => isProgram(params.body) && hasFloat64(params.body));
}

describe('wasmEngine gives the bits of the interpreter', () => {
  test.each(fixtureNames)('for a training step: %s', (name) => {
    const program = fixture(name);
    expectSame(program, plainInputs(program));
  });

  test('for random Programs of every primitive, and refuses what it refuses', () => {
    fc.assert(
      fc.property(randomProgram, fc.nat(10000), (program, seed) => {
        if (!hasFloat64(program)) expectSame(program, randomValues(seed, program.inputs.map(({ type }) => type)));
      }),
      { numRuns: 200, endOnFailure: true },
    );
  }, PATIENCE_MS);

  test('for random loops', () => {
    fc.assert(fc.property(randomLoops, fc.nat(10000), (program, seed) => expectSame(program, specialInputs(program, seed))), {
      numRuns: 100,
      endOnFailure: true,
    });
  }, PATIENCE_MS);

  test.each([2, 3, 4])('with %i threads', (threads) => {
    const several = wasmEngine({ threads, shareFrom: 0 });
    for (const name of fixtureNames) {
      const program = fixture(name);
      const values = plainInputs(program);
      const expected = outcome(() => engine.prepare(program)(values));
      const run = several.prepare(program);
      for (let count = 0; count < 5; count++) expect(outcome(() => run(values)), name).toEqual(expected);
    }
  }, PATIENCE_MS);

  test.each([2, 4])('with %i threads where there is enough to share', (threads) => {
    const program = parseProgram(SHARED);
    const values = randomValues(5, program.inputs.map(({ type }) => type));
    const expected = outcome(() => referenceEngine.prepare(program)(values));
    const run = wasmEngine({ threads, shareFrom: 0 }).prepare(program);
    for (let count = 0; count < 20; count++) expect(outcome(() => run(values))).toEqual(expected);
  });

  test('with code for threads where one runs all of it', () => {
    const program = parseProgram(SHARED);
    const values = randomValues(5, program.inputs.map(({ type }) => type));
    const expected = outcome(() => referenceEngine.prepare(program)(values));
    const run = wasmEngine({ threads: 2, shareFrom: Infinity }).prepare(program);
    for (let count = 0; count < 3; count++) expect(outcome(() => run(values))).toEqual(expected);
  });
});

/** A recurrent loop over 37 rows, an uneven number, with a sum over rows behind it. */
const SHARED = `program(a: float32[6,37,24], b: float32[24,24], c: float32[24], d: int32[]) {
  e: float32[37,24] = broadcast[shape=[37,24]] 0:float32
  f: float32[37,24], g: float32[6,37,24] = scan[body=program(a: float32[37,24], b: float32[37,24], c: float32[24,24], d: float32[24]) {
    e: float32[37,24] = matmul[transposeA=false transposeB=true] a c
    f: float32[37,24] = add e b
    g: float32[37,24] = broadcast[shape=[37,24]] d
    h: float32[37,24] = mul f g
    i: float32[37,24] = tanh h
    return i f
  } carries=1 sequences=1 capacity=6 reverse=false] 6:int32 e a b c
  h: float32[24] = sum[axes=[0,1]] g
  i: float32[222,24] = reshape[shape=[222,24]] g
  j: float32[24,24] = matmul[transposeA=true transposeB=false] i i
  return f h j
}`;

describe('wasmEngine', () => {
  test('is named after what it was made with', () => {
    expect(wasmEngine().name).toBe('wasm, 128 bits, separate, 1 thread');
    expect(wasmEngine({ threads: 2 }).name).toBe('wasm, 128 bits, separate, 2 threads');
  });

  test('refuses a number of threads that is none', () => {
    expect(() => wasmEngine({ threads: 0 })).toThrow('wasmEngine: not a number of threads: threads is 0; a whole number from 1 to 64 is expected');
  });

  test('refuses a least size of what is shared that is none', () => {
    expect(() => wasmEngine({ shareFrom: -1 })).toThrow(
      'wasmEngine: not a number of multiply-adds: shareFrom is -1; a number of at least 0 is expected; 0 shares all that can be shared',
    );
  });

  test('refuses float64, with what to do', () => {
    const program = parseProgram('program(a: float64[2]) {\n  return a\n}');
    expect(() => engine.prepare(program)).toThrow(
      "wasm: float64 is not compiled: a value is float64[2]; float32, int32, uint32 or bool is expected; the engine 'interpreter' takes float64",
    );
  });

  test('refuses what does not fit into 4 GiB before it allocates anything', () => {
    const program = parseProgram('program(a: float32[]) {\n  b: float32[70000,70000] = broadcast[shape=[70000,70000]] a\n  return b\n}');
    expect(() => engine.prepare(program)).toThrow(
      'wasm: does not fit into memory: 18.3 GiB are needed, the largest value is float32[70000, 70000]; at most 4 GiB are expected, which is what WebAssembly addresses; take a smaller batch or fewer steps, or remat: true, which stores less',
    );
  });

  test('refuses inputs of other types', () => {
    const run = engine.prepare(parseProgram('program(a: float32[2]) {\n  return a\n}'));
    expect(() => run([tensor([1, 2, 3])])).toThrow('wasm: input does not fit the Program: input 0 is float32[3]; float32[2] is expected; trace again for another shape');
    expect(() => run([])).toThrow('wasm: input does not fit the Program: input 0 is missing; float32[2] is expected; trace again for another shape');
  });
});

describe('a session of wasmEngine', () => {
  const add = parseProgram('program(a: float32[3], b: float32[3]) {\n  c: float32[3] = add a b\n  return c a\n}');

  test('keeps what a Program replaces, and gives what it returns', () => {
    const session = engine.createSession([{ shape: [3], dtype: 'float32' }]);
    session.write(0, tensor([1, 2, 3]));
    const run = session.prepare(add, { inputs: [0, undefined], outputs: [0, undefined] });
    expect(run([tensor([10, 20, 30])])[0].toArray()).toEqual([1, 2, 3]);
    expect(session.read(0).toArray()).toEqual([11, 22, 33]);
    expect(run([tensor([1, 1, 1])])[0].toArray()).toEqual([11, 22, 33]);
    expect(session.read(0).toArray()).toEqual([12, 23, 34]);
  });

  test('exchanges residents', () => {
    const session = engine.createSession([{ shape: [2], dtype: 'int32' }, { shape: [2], dtype: 'int32' }]);
    session.write(0, tensor([1, 2], { dtype: 'int32' }));
    session.write(1, tensor([3, 4], { dtype: 'int32' }));
    const swap = parseProgram('program(a: int32[2], b: int32[2]) {\n  return b a\n}');
    session.prepare(swap, { inputs: [0, 1], outputs: [0, 1] })([]);
    expect([session.read(0).toArray(), session.read(1).toArray()]).toEqual([[3, 4], [1, 2]]);
  });

  test('keeps its residents as they were when an index is out of range', () => {
    const session = engine.createSession([{ shape: [2], dtype: 'float32' }]);
    session.write(0, tensor([1, 2]));
    const program = parseProgram(
      'program(a: float32[2], b: int32[2]) {\n  c: float32[2] = gather a b\n  d: float32[2] = add c a\n  return d\n}',
    );
    const run = session.prepare(program, { inputs: [0, undefined], outputs: [0] });
    expect(() => run([tensor([0, 2], { dtype: 'int32' })])).toThrow('gather: index out of range: index 2 at position 1; indices must be from 0 to 1');
    expect(session.read(0).toArray()).toEqual([1, 2]);
    run([tensor([1, 0], { dtype: 'int32' })]);
    expect(session.read(0).toArray()).toEqual([3, 3]);
  });

  test('notices when weights that were packed before change, and when another Program used the memory', () => {
    const product = parseProgram('program(a: float32[4,2], b: float32[2,3]) {\n  c: float32[4,3] = matmul[transposeA=false transposeB=false] a b\n  return c\n}');
    const double = parseProgram('program(a: float32[2,3], b: float32[40]) {\n  c: float32[2,3] = add a a\n  d: float32[40] = exp b\n  return c d\n}');
    const session = engine.createSession([{ shape: [2, 3], dtype: 'float32' }]);
    session.write(0, tensor([[1, 2, 3], [4, 5, 6]]));
    const left = tensor([[1, 0], [0, 1], [1, 1], [2, 0]]);
    const multiply = session.prepare(product, { inputs: [undefined, 0], outputs: [undefined] });
    const grow = session.prepare(double, { inputs: [0, undefined], outputs: [0, undefined] });
    const rows = (w: number[][]): number[][] => [w[0], w[1], w[0].map((x, i) => x + w[1][i]), w[0].map((x) => 2 * x)];
    expect(multiply([left])[0].toArray()).toEqual(rows([[1, 2, 3], [4, 5, 6]]));
    expect(multiply([left])[0].toArray()).toEqual(rows([[1, 2, 3], [4, 5, 6]]));
    grow([zeros([40])]);
    expect(multiply([left])[0].toArray()).toEqual(rows([[2, 4, 6], [8, 10, 12]]));
    session.write(0, tensor([[0, 0, 1], [1, 0, 0]]));
    expect(multiply([left])[0].toArray()).toEqual(rows([[0, 0, 1], [1, 0, 0]]));
  });

  test('holds bool as it was', () => {
    const session = engine.createSession([{ shape: [3], dtype: 'bool' }]);
    session.write(0, tensor([true, false, true]));
    expect(session.read(0).toArray()).toEqual([true, false, true]);
  });
});
