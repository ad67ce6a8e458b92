import { describe, expect, expectTypeOf, test } from 'vitest';
import { refusalOf } from './fixtures/build.js';
import { bfloat16ToFloat32, float16ToFloat32, tensorEntry, tensorValues, type DType, type TensorEntry } from './index.js';

function bitsOf(values: Float32Array): string[] {
  return [...new Uint32Array(values.buffer)].map((bits) => bits.toString(16).padStart(8, '0'));
}

function halves(...bits: number[]): Uint8Array {
  return new Uint8Array(Uint16Array.from(bits).buffer);
}

describe('tensorValues', () => {
  test.each([
    ['F64', Float64Array.of(1.5, -0, NaN)],
    ['F32', Float32Array.of(1.5, -0, Infinity)],
    ['I64', BigInt64Array.of(-(2n ** 63n), 0n, 1n)],
    ['U64', BigUint64Array.of(2n ** 64n - 1n, 0n, 1n)],
    ['I32', Int32Array.of(-(2 ** 31), 0, 1)],
    ['U32', Uint32Array.of(2 ** 32 - 1, 0, 1)],
    ['I16', Int16Array.of(-(2 ** 15), 0, 1)],
    ['U16', Uint16Array.of(2 ** 16 - 1, 0, 1)],
    ['I8', Int8Array.of(-128, 0, 1)],
    ['U8', Uint8Array.of(255, 0, 1)],
    ['BOOL', Uint8Array.of(1, 0, 1)],
  ] as const)('of %s is what tensorEntry was given, in the same memory', (dtype, values) => {
    const read = tensorValues(tensorEntry(dtype, [3], values as never));
    expect(read).toEqual(values);
    expect(read.buffer).toBe(values.buffer);
  });

  test('of F16 and BF16 is float32', () => {
    expect(tensorValues({ dtype: 'F16', shape: [2], bytes: halves(0x3c00, 0xc000) })).toEqual(Float32Array.of(1, -2));
    expect(tensorValues({ dtype: 'BF16', shape: [2], bytes: halves(0x3f80, 0xc000) })).toEqual(Float32Array.of(1, -2));
  });

  test('of bytes that are not aligned is a copy', () => {
    const bytes = new Uint8Array(9).subarray(1);
    expect(tensorValues({ dtype: 'F64', shape: [1], bytes })).toEqual(Float64Array.of(0));
  });

  test('has the typed array of an element type as its type', () => {
    const entry = tensorEntry('F32', [], Float32Array.of(1)) as TensorEntry;
    if (entry.dtype === 'F32') expectTypeOf(tensorValues(entry)).toEqualTypeOf<Float32Array>();
    if (entry.dtype === 'I64') expectTypeOf(tensorValues(entry)).toEqualTypeOf<BigInt64Array>();
    if (entry.dtype === 'F8_E4M3') expectTypeOf<ReturnType<typeof tensorValues<typeof entry>>>().toEqualTypeOf<never>();
    expectTypeOf(tensorValues(tensorEntry('U8', [], Uint8Array.of(1)))).toEqualTypeOf<Uint8Array>();
  });

  test.each<[DType, number]>([
    ['C64', 8],
    ['F8_E4M3', 1],
    ['F6_E2M3', 3],
    ['F4', 2],
  ])('refuses %s, which stays bytes', (dtype, length) => {
    expect(refusalOf(() => tensorValues({ dtype, shape: [length === 8 ? 1 : length === 1 ? 1 : 4], bytes: new Uint8Array(length) }))).toEqual({
      code: 'InvalidArgument',
      message: `tensorValues: no typed array for this element type: the tensor is ${dtype}; expected one of F64, F32, I64, U64, I32, U32, I16, U16, I8, U8, BOOL, F16, BF16; decode entry.bytes yourself`,
    });
  });

  test('refuses bytes that do not fit the shape', () => {
    expect(refusalOf(() => tensorValues({ dtype: 'F32', shape: [2], bytes: new Uint8Array(4) }))).toEqual({
      code: 'TensorInvalidInfo',
      message:
        'tensorValues: shape and data type do not fit the bytes: the tensor is F32 [2], 8 bytes, and has 4; expected the two to be equal; correct the shape or pass all bytes',
    });
  });
});

describe('tensorEntry', () => {
  test('takes a part of a larger array, and copies the shape', () => {
    const shape = [2];
    const entry = tensorEntry('F32', shape, Float32Array.of(0, 1, 2, 3).subarray(1, 3));
    shape[0] = 9;
    expect(entry.shape).toEqual([2]);
    expect(tensorValues(entry)).toEqual(Float32Array.of(1, 2));
  });

  test('refuses the typed array of another element type', () => {
    expect(refusalOf(() => tensorEntry('F32', [1], Float64Array.of(1) as never))).toEqual({
      code: 'InvalidArgument',
      message:
        'tensorEntry: values do not fit the element type: dtype is "F32", values are of type Float64Array; expected Float32Array; for other element types write { dtype, shape, bytes }',
    });
  });

  test('refuses element types without a typed array', () => {
    expect(refusalOf(() => tensorEntry('F16' as never, [1], Float32Array.of(1) as never))).toEqual({
      code: 'InvalidArgument',
      message:
        'tensorEntry: values do not fit the element type: dtype is "F16", values are of type Float32Array; expected one of F64, F32, I64, U64, I32, U32, I16, U16, I8, U8, BOOL; for other element types write { dtype, shape, bytes }',
    });
  });

  test('refuses a shape that does not fit', () => {
    expect(refusalOf(() => tensorEntry('F32', [2, 2], Float32Array.of(1)))).toEqual({
      code: 'TensorInvalidInfo',
      message:
        'tensorEntry: shape and data type do not fit the bytes: the tensor is F32 [2, 2], 16 bytes, and has 4; expected the two to be equal; correct the shape or pass all bytes',
    });
  });
});

describe('float16ToFloat32', () => {
  test.each([
    ['zero', 0x0000, '00000000'],
    ['minus zero', 0x8000, '80000000'],
    ['one', 0x3c00, '3f800000'],
    ['the largest, 65504', 0x7bff, '477fe000'],
    ['the smallest normal, 2^-14', 0x0400, '38800000'],
    ['the largest subnormal', 0x03ff, '387fc000'],
    ['the smallest, 2^-24', 0x0001, '33800000'],
    ['minus the smallest', 0x8001, 'b3800000'],
    ['infinity', 0x7c00, '7f800000'],
    ['minus infinity', 0xfc00, 'ff800000'],
    ['a quiet NaN with its payload', 0x7e01, '7fc02000'],
    ['a signalling NaN with its payload', 0xfc01, 'ff802000'],
  ])('keeps %s', (_, half, bits) => {
    expect(bitsOf(float16ToFloat32(halves(half)))).toEqual([bits]);
  });

  test('agrees with the definition on every half', () => {
    const every = Uint16Array.from({ length: 0x10000 }, (_, half) => half);
    const values = float16ToFloat32(new Uint8Array(every.buffer));
    for (const half of every) {
      const sign = half & 0x8000 ? -1 : 1;
      const exponent = (half >> 10) & 31;
      const fraction = half & 1023;
      const tiny = sign * fraction * 2 ** -24;
      const normal = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
      const special = fraction === 0 ? sign * Infinity : NaN;
      if (!Object.is(values[half], exponent === 0 ? tiny : exponent === 31 ? special : normal)) {
        throw new Error(`half ${half} became ${values[half]}`);
      }
    }
  });

  test('refuses half an element', () => {
    expect(refusalOf(() => float16ToFloat32(new Uint8Array(3)))).toEqual({
      code: 'InvalidArgument',
      message:
        'float16ToFloat32: not a whole number of elements: 3 bytes; expected 2 bytes for each element; pass the bytes of a whole tensor',
    });
  });
});

describe('bfloat16ToFloat32', () => {
  test('is the upper half of a float32, NaN payloads and signs included, wherever the bytes lie', () => {
    const bytes = new Uint8Array(9);
    bytes.set(halves(0x3f80, 0x8000, 0xff81, 0x0001), 1);
    expect(bitsOf(bfloat16ToFloat32(bytes.subarray(1)))).toEqual(['3f800000', '80000000', 'ff810000', '00010000']);
  });

  test('refuses half an element', () => {
    expect(refusalOf(() => bfloat16ToFloat32(new Uint8Array(1)))).toEqual({
      code: 'InvalidArgument',
      message:
        'bfloat16ToFloat32: not a whole number of elements: 1 bytes; expected 2 bytes for each element; pass the bytes of a whole tensor',
    });
  });
});
