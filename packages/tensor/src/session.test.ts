import { describe, expect, test } from 'vitest';
import { interpreter } from './engine.js';
import { tensor, zeros } from './operations/create.js';
import { parseProgram } from './parse.js';
import { createSessionOn } from './session.js';
import type { ValueType } from './shape.js';

const residents: ValueType[] = [
  { shape: [2], dtype: 'float32' },
  { shape: [], dtype: 'int32' },
];
/** Adds its argument to the sum, counts, and returns the sum before. */
const accumulate = parseProgram(`program(a: float32[2], b: float32[2], c: int32[]) {
  d: float32[2] = add a b
  e: int32[] = add c 1:int32
  return d e a
}`);
const binding = { inputs: [0, undefined, 1], outputs: [0, 1, undefined] };

describe('a session', () => {
  test('keeps residents from run to run, for several Programs, from zeros', () => {
    const session = interpreter.createSession(residents);
    const add = session.prepare(accumulate, binding);
    const sum = session.prepare(parseProgram('program(a: float32[2]) {\n  b: float32[] = sum[axes=[0]] a\n  return b\n}'), { inputs: [0], outputs: [undefined] });
    expect(add([tensor([1, 2])])[0].toArray()).toEqual([0, 0]);
    expect(add([tensor([10, 20])])[0].toArray()).toEqual([1, 2]);
    expect([session.read(0).toArray(), session.read(1).item(), sum([])[0].item()]).toEqual([[11, 22], 2, 33]);
    session.write(0, tensor([1, 1]));
    expect([add([tensor([0, 1])])[0].toArray(), session.read(0).toArray()]).toEqual([[1, 1], [1, 2]]);
    expect(session.residents).toEqual(residents);
  });

  test('exchanges two residents in one run', () => {
    const session = interpreter.createSession([residents[0], residents[0]]);
    session.write(0, tensor([1, 2]));
    session.write(1, tensor([3, 4]));
    const exchange = session.prepare(parseProgram('program(a: float32[2], b: float32[2]) {\n  return b a\n}'), { inputs: [0, 1], outputs: [0, 1] });
    expect(exchange([])).toEqual([]);
    expect([session.read(0).toArray(), session.read(1).toArray()]).toEqual([[3, 4], [1, 2]]);
  });

  test('copies in and out: what is written into an array afterwards shows nowhere', () => {
    const session = interpreter.createSession(residents);
    const value = tensor([1, 2]);
    session.write(0, value);
    value.data[0] = 9;
    const read = session.read(0);
    expect(read.toArray()).toEqual([1, 2]);
    read.data[0] = 9;
    expect(session.read(0).toArray()).toEqual([1, 2]);
  });

  test('leaves the residents as they were if a run throws', () => {
    let isBroken = false;
    const session = createSessionOn(
      {
        prepare(program) {
          const run = interpreter.prepare(program);
          return (inputs) => {
            const results = run(inputs);
            if (isBroken) throw new Error('broken');
            return results;
          };
        },
      },
      residents,
    );
    const run = session.prepare(accumulate, binding);
    run([tensor([1, 2])]);
    isBroken = true;
    expect(() => run([tensor([1, 2])])).toThrow('broken');
    expect(() => run([tensor([1, 2, 3])])).toThrow('input 1 is float32[3]; float32[2] is expected');
    expect([session.read(0).toArray(), session.read(1).item()]).toEqual([[1, 2], 1]);
  });

  test('refuses values of another type, and numbers that no resident has', () => {
    const session = interpreter.createSession(residents);
    const message = (given: string) =>
      `session.write: value does not fit the resident: ${given} for resident 0; float32[2] is expected; create a session for values of another type`;
    expect(() => session.write(0, zeros([3]))).toThrow(message('float32[3]'));
    expect(() => session.write(0, tensor([1, 2], { dtype: 'int32' }))).toThrow(message('int32[2]'));
    expect(() => session.write(0, undefined as never)).toThrow(message('no tensor'));
    expect(() => session.write(2, zeros([2]))).toThrow('session.write: no such resident: 2; a whole number from 0 to 1 is expected');
    expect(() => session.read(-1)).toThrow('session.read: no such resident: -1; a whole number from 0 to 1 is expected');
    expect(() => interpreter.createSession([]).read(0)).toThrow('session.read: no such resident: 0; the session has no residents');
    expect(session.read(0).toArray()).toEqual([0, 0]);
  });

  test('refuses a binding that does not fit, a Program that is not well formed, and too few or too many arguments', () => {
    const session = interpreter.createSession(residents);
    expect(() => session.prepare(accumulate, { ...binding, inputs: [1, undefined, 1] })).toThrow(
      'checkBinding: binding does not fit: input 0, float32[2], is bound to resident 1, int32[]; the same type is expected; ',
    );
    const broken = { ...accumulate, equations: [] };
    expect(() => session.prepare(broken, binding)).toThrow('checkProgram: Program is not well formed: ');
    const run = session.prepare(accumulate, binding);
    const message = (given: number) =>
      `session: arguments do not fit the Program: ${given}; one for each input that is not bound to a resident is expected: 1`;
    expect(() => run([])).toThrow(message(0));
    expect(() => run([zeros([2]), zeros([2])])).toThrow(message(2));
  });

  test('refuses residents that are no types of values', () => {
    expect(() => interpreter.createSession([{ shape: [-1], dtype: 'float32' }])).toThrow(
      'createSession: not a shape: [-1]; a shape is an array of whole numbers, each 0 or more',
    );
    expect(() => interpreter.createSession([{ shape: [1], dtype: 'float16' as never }])).toThrow("tensor: no such dtype: 'float16'");
  });
});
