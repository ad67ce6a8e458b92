import type { DType, PrimitiveName, TypedArray } from '@rekur/tensor';
import { allocate, primitiveNamed, primitives } from '@rekur/tensor';
import { describe, expect, test } from 'vitest';
import type { ElementwiseName } from './index.js';
import { operations } from './index.js';
import { compileOperation } from './testing/compileOperation.js';

const floats = [0, 2 ** -149, 2 ** -126 - 2 ** -149, 2 ** -126, 0.3, 0.5, 1, 1.5, 2.5, 3, 2 ** 23 - 0.5, 2 ** 24 + 2, 2 ** 31 - 128, 2 ** 31, 2 ** 32 - 256, 2 ** 32, 2 ** 64, 2 ** 128 - 2 ** 104, Infinity];
const values: Readonly<Record<Exclude<DType, 'float64'>, readonly number[]>> = {
  float32: [...floats, ...floats.map((x) => -x), NaN],
  int32: [0, 1, -1, 2, 3, -7, 65535, 65537, 16777217, 1431655765, 2 ** 31 - 1, -(2 ** 31), 1 - 2 ** 31, 2 ** 31 - 65],
  uint32: [0, 1, 2, 3, 65535, 65537, 16777217, 1431655765, 2863311530, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 129, 2 ** 32 - 1, 2 ** 32 - 2, 2 ** 32 - 129],
  bool: [0, 1],
};

type Known = keyof typeof values;
const all: readonly Known[] = ['float32', 'int32', 'uint32', 'bool'];

interface Case {
  readonly name: ElementwiseName;
  readonly dtypes: readonly Known[];
  readonly result: Known;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Every combination of dtypes and parameters that the primitive's own rule takes. */
function cases(name: ElementwiseName): Case[] {
  const { operands, types } = primitiveNamed(name);
  const parameters: Readonly<Record<string, unknown>>[] =
    name === 'cast' ? all.map((dtype) => ({ dtype })) : name.startsWith('shift') ? [0, 1, 13, 31].map((distance) => ({ distance })) : [{}];
  return combinations(operands.map(() => all)).flatMap((dtypes) =>
    parameters.flatMap((params): Case[] => {
      try {
        const [{ dtype }] = types(
          dtypes.map((dtype) => ({ shape: [4], dtype })),
          params as never,
        );
        return [{ name, dtypes, result: dtype as Known, params }];
      } catch {
        return [];
      }
    }),
  );
}

function combinations<T>(choices: readonly (readonly T[])[]): T[][] {
  return choices.reduce<T[][]>((found, choice) => found.flatMap((head) => choice.map((item) => [...head, item])), [[]]);
}

/** Every combination of edge values of the operands, as many as fill 16 elements, each operand an array. */
function edgeOperands(dtypes: readonly Known[]): TypedArray[] {
  const rows = combinations(dtypes.map((dtype) => values[dtype]));
  const count = Math.ceil(rows.length / 16) * 16;
  return dtypes.map((dtype, operand) => {
    const data = allocate(dtype, count);
    for (let i = 0; i < count; i++) data[i] = rows[i % rows.length][operand];
    return data;
  });
}

/** What vectors hold: the bits, bool as 0 or −1. */
function words(data: TypedArray): Int32Array {
  return data instanceof Uint8Array ? Int32Array.from(data, (value) => -value) : new Int32Array(data.buffer, data.byteOffset, data.length);
}

/** Elements as they compare: floats by value (−0 is not 0, NaN is NaN), the others by their bits. */
function comparable(dtype: Known, bits: Int32Array): number[] {
  return Array.from(dtype === 'float32' ? new Float32Array(bits.buffer, bits.byteOffset, bits.length) : bits);
}

function reference({ name, result, dtypes, params }: Case, operands: readonly TypedArray[]): TypedArray {
  const shape = [operands[0].length];
  const output = allocate(result, shape[0]);
  primitiveNamed(name).kernel({
    inputs: operands.map((data, index) => ({ data, shape, dtype: dtypes[index] })),
    outputs: [{ data: output, shape, dtype: result }],
    params: params as never,
    prepare: () => {
      throw new Error('not called');
    },
  });
  return output;
}

const names = Object.keys(operations) as ElementwiseName[];

test('every elementwise primitive has its code, and no other', () => {
  const elementwise = (Object.keys(primitives) as PrimitiveName[]).filter((name) => primitives[name].traits.family === 'elementwise');
  expect([...names].sort()).toEqual(elementwise.sort());
});

describe.each(names)('%s', (name) => {
  const found = cases(name);

  test('takes a dtype at least', () => expect(found.length).toBeGreaterThan(0));

  test.each(found)('of $dtypes gives the bits of the kernel ($params)', (item) => {
    const operands = edgeOperands(item.dtypes);
    const wanted = comparable(item.result, words(reference(item, operands)));
    for (const vectors of [1, 2, 4]) {
      const compiled = compileOperation({ ...item, vectors }, wanted.length);
      for (const [index, data] of operands.entries()) compiled.operands[index].set(words(data));
      compiled.run(wanted.length);
      expect(comparable(item.result, compiled.output.slice()), `${vectors} side by side`).toEqual(wanted);
    }
  });
});
