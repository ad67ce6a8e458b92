import { describe, expect, test } from 'vitest';
import { fromHex, refusalOf } from './fixtures/build.js';
import { dtypes, readSafetensors, tensorEntry, writeSafetensors, type SafetensorsContent, type TensorEntry } from './index.js';

const empty: TensorEntry = { dtype: 'U8', shape: [0], bytes: new Uint8Array(0) };

function headerOf(content: SafetensorsContent): string {
  const file = writeSafetensors(content);
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  return new TextDecoder().decode(file.subarray(8, 8 + length));
}

function namesOf(content: SafetensorsContent): string[] {
  return Object.keys(JSON.parse(headerOf(content)) as object);
}

describe('writeSafetensors writes', () => {
  test('no tensors as the reference does', () => {
    expect(writeSafetensors({ tensors: {} })).toEqual(fromHex('0800000000000000 7b7d202020202020'));
  });

  test('a tensor as the reference does', () => {
    const w = tensorEntry('F32', [2], Float32Array.of(1.5, -2));
    const expected = fromHex(
      '38000000000000007b2277223a7b226474797065223a22463332222c227368617065223a5b325d2c22646174615f6f666673657473223a5b302c385d7d7d2020' +
        '0000c03f000000c0',
    );
    expect(writeSafetensors({ tensors: { w } })).toEqual(expected);
    expect(writeSafetensors({ tensors: new Map([['w', w]]), metadata: {} })).toEqual(expected);
  });

  test('tensors by element type, in the order of the reference', () => {
    const tensors = Object.fromEntries(
      [...dtypes].reverse().map((dtype) => [dtype, { dtype, shape: [0], bytes: new Uint8Array(0) }]),
    );
    const [wide, narrow] = [
      ['U64', 'I64', 'F64', 'C64', 'F32', 'U32', 'I32', 'BF16', 'F16', 'U16', 'I16'],
      ['F8_E5M2FNUZ', 'F8_E4M3FNUZ', 'F8_E8M0', 'F8_E4M3', 'F8_E5M2', 'I8', 'U8', 'F6_E3M2', 'F6_E2M3', 'F4', 'BOOL'],
    ];
    expect(namesOf({ tensors })).toEqual([...wide, ...narrow]);
  });

  test('tensors of one type by code point, which is not the order of UTF-16 units', () => {
    const names = ['\u{1f600}', '\uffff', 'b', 'a\u{1f600}', 'a', '', '\ud7ff', 'B', 'é', 'a\uffff'];
    expect(namesOf({ tensors: new Map(names.map((name) => [name, empty])) })).toEqual([
      ...['', 'B', 'a', 'a\uffff', 'a\u{1f600}', 'b', 'é', '\ud7ff', '\uffff', '\u{1f600}'],
    ]);
  });

  test('metadata first, sorted by key', () => {
    const header = headerOf({ tensors: { a: empty }, metadata: { format: 'pt', B: '', case: '{"x":1}\n' } });
    const metadata = '{"B":"","case":"{\\"x\\":1}\\n","format":"pt"}';
    expect(header.trimEnd()).toBe(
      `{"__metadata__":${metadata},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}`,
    );
  });

  test('control characters as serde_json does, and nothing else escaped', () => {
    const text = '\u0000\b\t\n\u000b\f\r\u001f"\\/\u007f\u2028é\u{1f600}';
    expect(headerOf({ tensors: {}, metadata: { text } }).trimEnd()).toBe(
      '{"__metadata__":{"text":"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\u007f\u2028é\u{1f600}"}}',
    );
  });

  test('a header whose length is a multiple of 8', () => {
    for (let length = 0; length < 16; length++) {
      const header = headerOf({ tensors: {}, metadata: { k: 'é'.repeat(length) } });
      expect(new TextEncoder().encode(header).length % 8).toBe(0);
      expect(header).toMatch(/\} {0,7}$/);
    }
  });

  test('names that JavaScript objects treat apart', () => {
    const content = { tensors: new Map([['__proto__', empty]]), metadata: { ['__proto__']: 'p' } };
    const { tensors, metadata } = readSafetensors(writeSafetensors(content));
    expect([...tensors.keys()]).toEqual(['__proto__']);
    expect(Object.entries(metadata)).toEqual([['__proto__', 'p']]);
  });

  test('again what it read', () => {
    const file = writeSafetensors({ tensors: { a: empty, s: tensorEntry('F64', [], Float64Array.of(1)) }, metadata: { k: 'v' } });
    expect(writeSafetensors(readSafetensors(file))).toEqual(file);
  });
});

describe('writeSafetensors refuses', () => {
  const sixteen = new Uint8Array(16);

  test.each<[string, unknown, string, string]>([
    [
      'an element type that the format lacks',
      { dtype: 'f32', shape: [4], bytes: sixteen },
      'InvalidArgument',
      `no such element type: tensor "w" has "f32"; expected one of ${dtypes.join(', ')}; mind upper and lower case`,
    ],
    [
      'no entry',
      undefined,
      'InvalidArgument',
      `no such element type: tensor "w" has a dtype of type Undefined; expected one of ${dtypes.join(', ')}; mind upper and lower case`,
    ],
    [
      'a negative dimension',
      { dtype: 'F32', shape: [-4], bytes: sixteen },
      'InvalidArgument',
      'not a shape: tensor "w" has [-4]; expected an array of whole numbers from 0 to 2^53 - 1; [] is a scalar',
    ],
    [
      'a dimension that float64 does not hold exactly',
      { dtype: 'F32', shape: [0, 2 ** 64], bytes: new Uint8Array(0) },
      'InvalidArgument',
      'not a shape: tensor "w" has [0, 18446744073709552000]; expected an array of whole numbers from 0 to 2^53 - 1; [] is a scalar',
    ],
    [
      'a shape with a gap',
      { dtype: 'F32', shape: new Array(1), bytes: sixteen },
      'InvalidArgument',
      'not a shape: tensor "w" has []; expected an array of whole numbers from 0 to 2^53 - 1; [] is a scalar',
    ],
    [
      'a number as shape',
      { dtype: 'F32', shape: 4, bytes: sixteen },
      'InvalidArgument',
      'not a shape: tensor "w" has a shape of type Number; expected an array of whole numbers from 0 to 2^53 - 1; [] is a scalar',
    ],
    [
      'values in the place of bytes',
      { dtype: 'F32', shape: [4], bytes: new Float32Array(4) },
      'InvalidArgument',
      'not bytes: tensor "w" has bytes of type Float32Array; expected a Uint8Array; make the entry with tensorEntry',
    ],
    [
      'bytes that do not fit the shape',
      { dtype: 'F32', shape: [2, 3], bytes: sixteen },
      'TensorInvalidInfo',
      'shape and data type do not fit the bytes: tensor "w" is F32 [2, 3], 24 bytes, and has 16; expected the two to be equal; correct the shape or pass all bytes',
    ],
    [
      'F4 that does not fill whole bytes',
      { dtype: 'F4', shape: [3], bytes: new Uint8Array(2) },
      'MisalignedSlice',
      'tensor does not end at a byte boundary: tensor "w" is F4 [3], 12 bits; expected a multiple of 8 bits; pad it until its elements fill whole bytes',
    ],
    [
      'a size over 64 bits',
      { dtype: 'U8', shape: [2 ** 52, 2 ** 12, 0], bytes: new Uint8Array(0) },
      'ValidationOverflow',
      'overflow computing buffer size from shape and element type: tensor "w" is U8 [4503599627370496, 4096, 0]; expected its elements, multiplied from the left, and its bits to stay below 2^64; correct the shape',
    ],
  ])('%s', (_, entry, code, message) => {
    expect(refusalOf(() => writeSafetensors({ tensors: { w: entry as TensorEntry } }))).toEqual({
      code,
      message: `writeSafetensors: ${message}`,
    });
  });

  test.each<[string, unknown, string]>([
    [
      'a tensor named __metadata__, which nothing could read',
      { tensors: { ['__metadata__']: empty } },
      'reserved name: a tensor is named "__metadata__"; expected any other name, as the format keeps this one for metadata; rename the tensor',
    ],
    [
      'a name with a lone surrogate',
      { tensors: { 'a\ud800': empty } },
      'tensor name is not text: it is "a\\ud800" with a lone surrogate; expected a string that UTF-8 can hold; convert it first',
    ],
    [
      'a number as name',
      { tensors: new Map([[1, empty]]) },
      'tensor name is not text: it is of type Number; expected a string that UTF-8 can hold; convert it first',
    ],
    [
      'metadata that is not text',
      { tensors: {}, metadata: { epoch: 3 } },
      'metadata "epoch" is not text: it is of type Number; expected a string that UTF-8 can hold; convert it first',
    ],
    [
      'a metadata key with a lone surrogate',
      { tensors: {}, metadata: { '\udc00': '' } },
      'metadata key is not text: it is "\\udc00" with a lone surrogate; expected a string that UTF-8 can hold; convert it first',
    ],
    [
      'no tensors',
      { metadata: {} },
      'no tensors: tensors is of type Undefined; expected { tensors, metadata } with tensors an object; pass {} for none',
    ],
    [
      'an array of tensors',
      { tensors: [empty] },
      'no tensors: tensors is of type Array; expected { tensors, metadata } with tensors an object; pass {} for none',
    ],
    [
      'null as metadata',
      { tensors: {}, metadata: null },
      'no metadata: metadata is of type Null; expected { tensors, metadata } with metadata an object; pass {} for none',
    ],
  ])('%s', (_, content, message) => {
    expect(refusalOf(() => writeSafetensors(content as SafetensorsContent))).toEqual({
      code: 'InvalidArgument',
      message: `writeSafetensors: ${message}`,
    });
  });

  test('a header of more than 100,000,000 bytes', () => {
    const around = '{"__metadata__":{"k":""}}'.length;
    const longest = 'x'.repeat(100_000_000 - around);
    const file = writeSafetensors({ tensors: {}, metadata: { k: longest } });
    expect(file.length).toBe(100_000_008);
    expect(refusalOf(() => writeSafetensors({ tensors: {}, metadata: { k: `${longest}x` } }))).toEqual({
      code: 'HeaderTooLarge',
      message:
        'writeSafetensors: header too large: names, shapes and metadata take 100000001 bytes or more; expected at most 100000000; keep large values in tensors',
    });
    expect(refusalOf(() => writeSafetensors({ tensors: {}, metadata: { k: 'é'.repeat(60_000_000) } }))).toEqual({
      code: 'HeaderTooLarge',
      message:
        'writeSafetensors: header too large: names, shapes and metadata take 120000032 bytes or more; expected at most 100000000; keep large values in tensors',
    });
    expect(refusalOf(() => writeSafetensors({ tensors: {}, metadata: { k: longest.repeat(2) } })).code).toBe('HeaderTooLarge');
  });

  test('more bytes than one Uint8Array holds', () => {
    // 2^47 bytes: more than today's processors address. The 2^31 that they share are zero and take no memory.
    const big: TensorEntry = { dtype: 'U8', shape: [2 ** 31], bytes: new Uint8Array(2 ** 31) };
    const tensors = new Map(Array.from({ length: 2 ** 16 }, (_, index) => [`w${index}`, big]));
    const { code, message } = refusalOf(() => writeSafetensors({ tensors }));
    expect(code).toBe('InvalidArgument');
    expect(message).toMatch(
      /^writeSafetensors: too large for one Uint8Array: the file takes 1407\d{11} bytes; expected a size that this machine can allocate; use writeSafetensorsFile of @rekur\/safetensors\/node, which needs no copy$/,
    );
  });
});
