import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply } from '../apply.js';
import { tensor, zeros } from '../operations/create.js';
import { refusal } from '../testing/refusal.js';
import { isPrimitiveName, primitiveNamed, primitives, resultTypes } from './index.js';

describe.each(Object.entries(primitives))('the primitive %s', (key, primitive) => {
  test('has its key as its name, and a file of that name', () => {
    expect(primitive.name).toBe(key);
    expect(existsSync(join(import.meta.dirname, `${key}.ts`))).toBe(true);
  });

  test('refuses another number of operands', () => {
    const { operands } = primitive as { operands: readonly string[] };
    const wrong = operands.at(-1)?.startsWith('…') ? operands.length - 2 : operands.length + 1;
    if (wrong < 0) return; // any number is right
    const type = { shape: [], dtype: 'float32' } as const;
    expect(refusal(() => resultTypes(key, Array.from({ length: wrong }, () => type), {}))).toBe(
      `ProgramError: ${key}: wrong number of operands: ${wrong}; (${operands.join(', ')}) is expected`,
    );
  });
});

test('only what is in the list is a primitive', () => {
  expect([isPrimitiveName('scan'), isPrimitiveName('gelu'), isPrimitiveName('toString')]).toEqual([true, false, false]);
  expect(primitiveNamed('add')).toBe(primitives.add);
  expect(refusal(() => primitiveNamed('gelu'))).toBe(
    `ProgramError: program: unknown primitive: 'gelu'; one of ${Object.keys(primitives).join(', ')} is expected`,
  );
});

describe('elementwise primitives', () => {
  test('take equal shapes or scalars, nothing between: operations insert broadcast', () => {
    expect(refusal(() => apply('add', {}, [zeros([2, 3]), zeros([3])]))).toBe(
      'ShapeError: add: shapes differ: float32[2, 3], float32[3]; an elementwise primitive takes equal shapes or scalars; insert broadcast',
    );
    expect(refusal(() => apply('select', {}, [tensor([true]), zeros([2]), zeros([])]))).toBe(
      'ShapeError: select: shapes differ: bool[1], float32[2], float32[]; an elementwise primitive takes equal shapes or scalars; insert broadcast',
    );
  });

  test('of select check condition and dtypes', () => {
    expect(refusal(() => apply('select', {}, [zeros([2]), zeros([2]), zeros([2])]))).toBe(
      'DTypeError: select: wrong dtype: condition is float32[2]; bool is expected; cast(condition, …) converts',
    );
    expect(refusal(() => apply('select', {}, [tensor([true]), zeros([1]), zeros([1], 'int32')]))).toBe(
      "DTypeError: select: dtypes differ: a is float32[1], b is int32[1]; both must have the same dtype, nothing is converted in silence; cast(b, 'float32') converts b",
    );
  });

  test.each(['exp', 'log', 'tanh', 'sigmoid', 'sqrt'] as const)('%s refuses integers and bool', (name) => {
    for (const dtype of ['int32', 'uint32', 'bool'] as const) {
      expect(refusal(() => apply(name, {}, [zeros([2], dtype)]))).toBe(
        `DTypeError: ${name}: wrong dtype: a is ${dtype}[2]; float32 or float64 is expected; cast(a, …) converts`,
      );
    }
  });

  test('neg refuses bool', () => {
    expect(refusal(() => apply('neg', {}, [tensor([true])]))).toBe(
      'DTypeError: neg: wrong dtype: a is bool[1]; float32, float64, int32 or uint32 is expected; cast(a, …) converts',
    );
  });
});
