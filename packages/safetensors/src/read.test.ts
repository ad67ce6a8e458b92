import { describe, expect, test } from 'vitest';
import { fileOf, fromHex, refusalOf, type Refusal } from './fixtures/build.js';
import { readSafetensors } from './index.js';

function refused(header: string, dataLength = 0): Refusal {
  return refusalOf(() => readSafetensors(fileOf(header, dataLength)));
}

describe('readSafetensors accepts', () => {
  test('the smallest file, without tensors', () => {
    const { tensors, metadata } = readSafetensors(fromHex('0800000000000000 7b7d202020202020'));
    expect(tensors.size).toBe(0);
    expect(Object.keys(metadata)).toEqual([]);
  });

  test('a tensor as the reference writes it', () => {
    const { tensors } = readSafetensors(
      fromHex(
        '38000000000000007b2277223a7b226474797065223a22463332222c227368617065223a5b325d2c22646174615f6f666673657473223a5b302c385d7d7d2020' +
          '0000c03f000000c0',
      ),
    );
    expect([...tensors.keys()]).toEqual(['w']);
    expect(tensors.get('w')).toEqual({ dtype: 'F32', shape: [2], bytes: fromHex('0000c03f000000c0') });
  });

  test('an ArrayBuffer, and a part of a larger buffer', () => {
    const file = fileOf('{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}', 2);
    const larger = new Uint8Array(file.length + 20);
    larger.set(file, 3);
    for (const input of [file.buffer as ArrayBuffer, larger.subarray(3, 3 + file.length)]) {
      expect(readSafetensors(input).tensors.get('w')?.bytes).toEqual(Uint8Array.of(0, 1));
    }
  });

  test('a misaligned F64, and copies it to an offset that a typed array accepts', () => {
    const file = fileOf('{"b":["U8",[1],[0,1]],"d":["F64",[1],[1,9]]}', 9);
    const bytes = readSafetensors(file).tensors.get('d')!.bytes;
    expect(bytes.byteOffset % 8).toBe(0);
    expect(bytes).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    file.fill(255);
    expect(bytes[0]).toBe(1);
  });

  test('a Node Buffer, whose slices would share its memory', () => {
    const file = globalThis['Buffer'].from(fileOf('{"w":["U8",[1],[0,1]]}', 1));
    const { bytes } = readSafetensors(file).tensors.get('w')!;
    file.fill(255);
    expect(bytes).toEqual(Uint8Array.of(0));
  });

  test('NaN and infinity, as values are not checked', () => {
    const file = fileOf('{"w":["F32",[2],[0,8]]}', 8);
    file.set(fromHex('0000c07f 0000807f'), file.length - 8);
    expect([...new Float32Array(readSafetensors(file).tensors.get('w')!.bytes.buffer)]).toEqual([NaN, Infinity]);
  });
});

describe('readSafetensors refuses', () => {
  test('fewer than 8 bytes: HeaderTooSmall', () => {
    expect(refusalOf(() => readSafetensors(new Uint8Array(5)))).toEqual({
      code: 'HeaderTooSmall',
      message:
        'readSafetensors: header too small: the input has 5 bytes; expected at least 8, the length of the header; check that the file was copied whole',
    });
  });

  test('a header of more than 100,000,000 bytes, before anything else: HeaderTooLarge', () => {
    expect(refusalOf(() => readSafetensors(fromHex('01e1f50500000000')))).toEqual({
      code: 'HeaderTooLarge',
      message:
        'readSafetensors: header too large: the input claims a header of 100000001 bytes; expected at most 100000000; check that this is a safetensors file',
    });
    expect(refusalOf(() => readSafetensors(fromHex('ffffffffffffffff'))).message).toContain('18446744073709551615 bytes');
  });

  test('a header of exactly 100,000,000 bytes that is not there, without taking that memory: InvalidHeaderLength', () => {
    expect(refusalOf(() => readSafetensors(fromHex('00e1f50500000000 7b7d')))).toEqual({
      code: 'InvalidHeaderLength',
      message:
        'readSafetensors: invalid header length: the input claims a header of 100000000 bytes and has 2 after its length; expected the header to end within the file; check that the file was copied whole',
    });
  });

  test('a header that is not UTF-8: InvalidHeader', () => {
    const expected = {
      code: 'InvalidHeader',
      message:
        'readSafetensors: invalid UTF-8 in header: the input has a header of 3 bytes that do not decode; expected UTF-8 text; check that this is a safetensors file',
    };
    expect(refusalOf(() => readSafetensors(fileOf(fromHex('7bff7d'))))).toEqual(expected);
    expect(refusalOf(() => readSafetensors(fileOf(fromHex('eda080'))))).toEqual(expected);
  });

  test('an empty header: InvalidHeaderDeserialization', () => {
    expect(refused('')).toEqual({
      code: 'InvalidHeaderDeserialization',
      message:
        'readSafetensors: invalid JSON in header: the input has nothing at character 1 of the header; expected a JSON object; write the file again with a safetensors writer',
    });
  });

  test('a hole between tensors: InvalidOffset', () => {
    expect(refused('{"a":["U8",[1],[0,1]],"b":["U8",[1],[2,3]]}', 3)).toEqual({
      code: 'InvalidOffset',
      message:
        'readSafetensors: invalid offset for tensor "b": data_offsets in the input are [2, 3]; expected a begin of 1, where the tensor before it ends, and an end not before it; write the file again with a safetensors writer',
    });
  });

  test('a hole before the first tensor: InvalidOffset', () => {
    expect(refused('{"a":["U8",[1],[1,2]]}', 2)).toEqual({
      code: 'InvalidOffset',
      message:
        'readSafetensors: invalid offset for tensor "a": data_offsets in the input are [1, 2]; expected a begin of 0, where the tensor before it ends, and an end not before it; write the file again with a safetensors writer',
    });
  });

  test('tensors that overlap: InvalidOffset', () => {
    expect(refused('{"a":["U8",[2],[0,2]],"b":["U8",[2],[1,3]]}', 3)).toEqual({
      code: 'InvalidOffset',
      message:
        'readSafetensors: invalid offset for tensor "b": data_offsets in the input are [1, 3]; expected a begin of 2, where the tensor before it ends, and an end not before it; write the file again with a safetensors writer',
    });
  });

  test('an empty tensor inside the range of another: InvalidOffset', () => {
    expect(refused('{"a":["U8",[2],[0,2]],"b":["U8",[0],[1,1]]}', 2)).toEqual({
      code: 'InvalidOffset',
      message:
        'readSafetensors: invalid offset for tensor "b": data_offsets in the input are [1, 1]; expected a begin of 2, where the tensor before it ends, and an end not before it; write the file again with a safetensors writer',
    });
  });

  test('an end before the begin: InvalidOffset, the name escaped', () => {
    expect(refused('{"a":["U8",[2],[0,2]],"\\n\\"":["U8",[0],[2,1]]}', 2)).toEqual({
      code: 'InvalidOffset',
      message:
        'readSafetensors: invalid offset for tensor "\\n\\"": data_offsets in the input are [2, 1]; expected a begin of 2, where the tensor before it ends, and an end not before it; write the file again with a safetensors writer',
    });
  });

  test('offsets that do not hold what the shape takes: TensorInvalidInfo', () => {
    expect(refused('{"w":["F32",[2,3],[0,20]]}', 20)).toEqual({
      code: 'TensorInvalidInfo',
      message:
        'readSafetensors: invalid shape, data type, or offset for tensor "w": F32 [2, 3] takes 24 bytes, data_offsets [0, 20] hold 20; expected the two to be equal; write the file again with a safetensors writer',
    });
  });

  test('a size over 64 bits, even where a later dimension is 0: ValidationOverflow', () => {
    expect(refused('{"w":["F32",[18446744073709551615,2,0],[0,0]]}')).toEqual({
      code: 'ValidationOverflow',
      message:
        'readSafetensors: overflow computing buffer size from shape and element type: tensor "w" is F32 [18446744073709551615, 2, 0]; expected its elements, multiplied from the left, and its bits to stay below 2^64; correct the shape',
    });
  });

  test('elements that fit 64 bits while their bits do not: ValidationOverflow', () => {
    expect(refused('{"w":["U8",[2305843009213693952],[0,0]]}').code).toBe('ValidationOverflow');
    expect(refused('{"w":["U8",[2305843009213693951],[0,0]]}').code).toBe('TensorInvalidInfo');
  });

  test.each([
    ['F4', '[3]', '12'],
    ['F6_E2M3', '[2]', '12'],
    ['F6_E3M2', '[]', '6'],
  ])('%s %s, which does not fill whole bytes: MisalignedSlice', (dtype, shape, bits) => {
    expect(refused(`{"w":["${dtype}",${shape},[0,1]]}`, 1)).toEqual({
      code: 'MisalignedSlice',
      message: `readSafetensors: tensor does not end at a byte boundary: tensor "w" is ${dtype} ${shape}, ${bits} bits; expected a multiple of 8 bits; pad it until its elements fill whole bytes`,
    });
  });

  test('bytes that are missing at the end: MetadataIncompleteBuffer', () => {
    expect(refused('{"w":["F32",[2],[0,8]]}', 7)).toEqual({
      code: 'MetadataIncompleteBuffer',
      message:
        'readSafetensors: incomplete metadata, file not fully covered: tensors take 8 bytes, the input has 7 after the header; expected the two to be equal; check that the file was copied whole',
    });
  });

  test('bytes that are left over at the end: MetadataIncompleteBuffer', () => {
    expect(refused('{}', 1)).toEqual({
      code: 'MetadataIncompleteBuffer',
      message:
        'readSafetensors: incomplete metadata, file not fully covered: tensors take 0 bytes, the input has 1 after the header; expected the two to be equal; check that the file was copied whole',
    });
  });

  test('offsets whose sum would wrap around 64 bits', () => {
    const size = 2n ** 61n - 8n;
    const entries = Array.from({ length: 8 }, (_, index) => {
      const begin = BigInt(index) * size;
      return `"${index}":["U8",[${size}],[${begin},${begin + size}]]`;
    });
    // 8 · (2^61 - 8) = 2^64 - 64: with length and header a reader in 64-bit arithmetic arrives at a small number.
    expect(refused(`{${entries.join(',')}}`, 3)).toMatchObject({ code: 'MetadataIncompleteBuffer' });
  });

  test('what is not bytes: InvalidArgument', () => {
    expect(refusalOf(() => readSafetensors('model.safetensors' as never))).toEqual({
      code: 'InvalidArgument',
      message:
        'readSafetensors: not bytes: the input is of type String; expected a Uint8Array or an ArrayBuffer; to read a path, use readSafetensorsFile of @rekur/safetensors/node',
    });
  });

  test('a name of a megabyte with a message that stays short', () => {
    const { message } = refused(`{"${'n'.repeat(1_000_000)}":["U8",[${'1,'.repeat(1000)}1],[0,2]]}`, 2);
    expect(message).toBe(
      `readSafetensors: invalid shape, data type, or offset for tensor "${'n'.repeat(80)}"…: U8 [1, 1, 1, 1, 1, 1, 1, 1, …] takes 1 bytes, data_offsets [0, 2] hold 2; expected the two to be equal; write the file again with a safetensors writer`,
    );
  });
});
