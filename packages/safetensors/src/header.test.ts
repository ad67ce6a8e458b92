import { describe, expect, test } from 'vitest';
import { fileOf, refusalOf } from './fixtures/build.js';
import { dtypes, readSafetensors } from './index.js';

const entry = '{"dtype":"U8","shape":[1],"data_offsets":[0,1]}';

function read(header: string, dataLength = 0) {
  return readSafetensors(fileOf(header, dataLength));
}

/** The tensors as `name: dtype [shape] bytes`, in order. */
function listed(header: string, dataLength = 0): string[] {
  return [...read(header, dataLength).tensors].map(
    ([name, { dtype, shape, bytes }]) => `${name}: ${dtype} [${shape.join(',')}] ${bytes.join(',')}`,
  );
}

/** What stands between `invalid JSON in header: the input has` and `; write the file again`. */
function refused(header: string, dataLength = 0): string {
  const { code, message } = refusalOf(() => read(header, dataLength));
  expect(code).toBe('InvalidHeaderDeserialization');
  const parts = /^readSafetensors: invalid JSON in header: the input has (.*); write the file again with a safetensors writer$/s;
  expect(message).toMatch(parts);
  return parts.exec(message)![1];
}

describe('a header', () => {
  test('may begin with white space', () => {
    expect(listed(` \t\r\n{"a":${entry}}`, 1)).toEqual(['a: U8 [1] 0']);
  });

  test('may not begin with a byte order mark', () => {
    expect(refused(`\ufeff{"a":${entry}}`, 1)).toBe('"\ufeff" at character 1 of the header; expected a JSON object');
  });

  test('may be padded with space, tab, CR and LF', () => {
    expect(listed(`{"a":${entry}} \t\r\n`, 1)).toEqual(['a: U8 [1] 0']);
  });

  test.each([
    ['NUL', '\0', '"\\u0000"'],
    ['a letter', 'x', '"x"'],
    ['a second object', '{}', '"{"'],
    ['a no-break space', '\u00a0', '"\u00a0"'],
  ])('may not be followed by %s', (_, padding, shown) => {
    expect(refused(`{}${padding}`)).toBe(
      `${shown} at character 3 of the header; expected only white space after the object`,
    );
  });

  test.each(['[]', 'null', '1', '"a"', 'x'])('must be an object, not %s', (text) => {
    const shown = JSON.stringify(text[0]);
    expect(refused(text)).toBe(`${shown} at character 1 of the header; expected a JSON object`);
  });

  test('may list tensors in any order, and they are read in the order of their data', () => {
    const header = '{"b":["U8",[1],[2,3]],"c":["U8",[1],[1,2]],"a":["U8",[1],[0,1]]}';
    expect(listed(header, 3)).toEqual(['a: U8 [1] 0', 'c: U8 [1] 1', 'b: U8 [1] 2']);
  });

  test('may name a tensor twice, and the last one wins', () => {
    expect(listed(`{"a":["I8",[1],[0,1]],"a":${entry}}`, 1)).toEqual(['a: U8 [1] 0']);
  });

  test('may not name a tensor twice where the lost bytes leave a hole', () => {
    const { code } = refusalOf(() => read('{"a":["U8",[1],[0,1]],"a":["U8",[1],[1,2]]}', 2));
    expect(code).toBe('InvalidOffset');
  });

  test('may not name a tensor twice where the lost entry is invalid', () => {
    expect(refused(`{"a":1,"a":${entry}}`, 1)).toBe(
      '"1" at character 6 of the header; expected an object with dtype, shape and data_offsets for tensor "a"',
    );
  });

  test('may use names that JavaScript objects treat apart', () => {
    const header = `{"":["U8",[0],[0,0]],"__proto__":["U8",[0],[0,0]],"constructor":${entry}}`;
    expect(listed(header, 1)).toEqual([': U8 [0] ', '__proto__: U8 [0] ', 'constructor: U8 [1] 0']);
  });

  test('may hold empty tensors at the start, between others and at the end', () => {
    const header = '{"a":["F32",[0],[0,0]],"b":["U8",[1],[0,1]],"c":["F32",[2,0,3],[1,1]],"d":["U8",[1],[1,2]],"e":["F32",[0],[2,2]]}';
    expect(listed(header, 2)).toEqual(['a: F32 [0] ', 'b: U8 [1] 0', 'c: F32 [2,0,3] ', 'd: U8 [1] 1', 'e: F32 [0] ']);
  });

  test('may hold a scalar, which has one element', () => {
    expect(listed('{"s":["F32",[],[0,4]]}', 4)).toEqual(['s: F32 [] 0,1,2,3']);
  });

  test('may hold [0, 2^64 - 1, 2], rounded as only an empty tensor can be', () => {
    expect(read('{"w":["F32",[0,18446744073709551615,2],[0,0]]}').tensors.get('w')?.shape).toEqual([0, 2 ** 64, 2]);
  });

  test.each([...dtypes])('may use the element type %s', (dtype) => {
    expect(listed(`{"w":["${dtype}",[0],[0,0]]}`)).toEqual([`w: ${dtype} [0] `]);
  });
});

describe('__metadata__', () => {
  function metadata(header: string): string[][] {
    return Object.entries(read(header).metadata);
  }

  test('is a map of strings', () => {
    expect(metadata('{"__metadata__":{"format":"pt","":"\\u00e9\\n"}}')).toEqual([
      ['format', 'pt'],
      ['', 'é\n'],
    ]);
  });

  test.each(['{}', '{"__metadata__":null}', '{"__metadata__":{}}'])('is empty in %s', (header) => {
    expect(metadata(header)).toEqual([]);
  });

  test('may give a key twice, and the last one wins', () => {
    expect(metadata('{"__metadata__":{"k":"1","k":"2"}}')).toEqual([['k', '2']]);
  });

  test('may have the key __proto__', () => {
    expect(metadata('{"__metadata__":{"__proto__":"p","toString":"t"}}')).toEqual([
      ['__proto__', 'p'],
      ['toString', 't'],
    ]);
    expect(({} as Record<string, unknown>)['p']).toBeUndefined();
  });

  test.each([
    ['{"__metadata__":{},"__metadata__":{}}', 35],
    ['{"__metadata__":{},"\\u005f_metadata__":null}', 40],
    ['{"__metadata__":null,"__metadata__":null}', 37],
  ])('may not be given twice: %s', (header, position) => {
    expect(refused(header)).toBe(`a second "__metadata__" at character ${position} of the header; expected it once`);
  });

  test.each(['[]', '"a"', '1', 'true'])('may not be %s', (value) => {
    const shown = JSON.stringify(value[0]);
    expect(refused(`{"__metadata__":${value}}`)).toBe(
      `${shown} at character 17 of the header; expected an object of strings, or null, as "__metadata__"`,
    );
  });

  test.each(['1', 'null', '{}', '["a"]', 'false'])('may not hold %s', (value) => {
    const shown = JSON.stringify(value[0]);
    expect(refused(`{"__metadata__":{"k":${value}}}`)).toBe(
      `${shown} at character 22 of the header; expected a string as metadata "k"`,
    );
  });
});

describe('an entry', () => {
  test('may hold other fields, which are ignored', () => {
    const other = '"x":{"y":[1.5e3,-0,true,false,null,"\\ud83d\\ude00",{}]},"":[],"Dtype":1';
    expect(listed(`{"a":{${other},"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":2}}`, 1)).toEqual(['a: U8 [1] 0']);
  });

  test('may be an array of the three values', () => {
    expect(listed('{"a":["F32",[1],[0,4]]}', 4)).toEqual(['a: F32 [1] 0,1,2,3']);
  });

  test('may write its element type as {"F32": null}, which serde accepts', () => {
    expect(listed('{"a":[{"F32":null},[1],[0,4]]}', 4)).toEqual(['a: F32 [1] 0,1,2,3']);
  });

  test.each([
    ['{"F32":{}}', '"{" at character 14 of the header; expected null after an element type'],
    ['{}', '0 element types at character 7 of the header; expected an element type such as "F32" as dtype of tensor "a"'],
    [
      '{"F32":null,"F32":null}',
      '2 element types at character 7 of the header; expected an element type such as "F32" as dtype of tensor "a"',
    ],
    ['"F31"', '"F31" at character 7 of the header; expected an element type such as "F32" as dtype of tensor "a"'],
    ['"f32"', '"f32" at character 7 of the header; expected an element type such as "F32" as dtype of tensor "a"'],
    ['"toString"', '"toString" at character 7 of the header; expected an element type such as "F32" as dtype of tensor "a"'],
    ['null', '"n" at character 7 of the header; expected an element type such as "F32" as dtype of tensor "a"'],
    ['32', '"3" at character 7 of the header; expected an element type such as "F32" as dtype of tensor "a"'],
  ])('may not have the element type %s', (dtype, message) => {
    expect(refused(`{"a":[${dtype},[1],[0,4]]}`, 4)).toBe(message);
  });

  test.each(['null', '1', '"F32"', 'true'])('may not be %s', (value) => {
    const shown = JSON.stringify(value[0]);
    expect(refused(`{"a":${value}}`)).toBe(
      `${shown} at character 6 of the header; expected an object with dtype, shape and data_offsets for tensor "a"`,
    );
  });

  test.each([
    ['{"shape":[1],"data_offsets":[0,1]}', 'dtype', 39],
    ['{"dtype":"U8","data_offsets":[0,1]}', 'shape', 40],
    ['{"dtype":"U8","shape":[1]}', 'data_offsets', 31],
    ['{}', 'dtype, shape, data_offsets', 7],
    ['["U8",[1]]', 'data_offsets', 15],
    ['[]', 'dtype, shape, data_offsets', 7],
  ])('may not lack a field: %s', (value, missing, position) => {
    expect(refused(`{"a":${value}}`, 1)).toBe(
      `an entry without ${missing}, ending at character ${position} of the header; expected an object with dtype, shape and data_offsets for tensor "a"`,
    );
  });

  test.each([
    ['dtype', '"U8"'],
    ['shape', '[1]'],
    ['data_offsets', '[0,1]'],
  ])('may not give %s twice', (field, value) => {
    expect(refused(`{"a":{"${field}":${value},"${field}":${value},${entry.slice(1)}}`, 1)).toBe(
      `a second ${field} of tensor "a" at character ${14 + 2 * field.length + value.length} of the header; expected it once`,
    );
  });

  test('may not be an array of four values', () => {
    expect(refused('{"a":["U8",[1],[0,1],null]}', 1)).toBe(
      'a fourth value at character 22 of the header; expected an object with dtype, shape and data_offsets for tensor "a"',
    );
  });
});

describe('the integers of an entry', () => {
  test.each([
    ['1.0', '1.0 at character 13'],
    ['1e0', '1e0 at character 13'],
    ['-1', '-1 at character 13'],
    ['-0', '-0 at character 13'],
    ['18446744073709551616', '18446744073709551616 at character 13'],
    ['1'.repeat(300), `${'1'.repeat(40)}… at character 13`],
    ['"1"', '"\\"" at character 13'],
    ['null', '"n" at character 13'],
    ['[1]', '"[" at character 13'],
  ])('may not be %s', (dimension, found) => {
    expect(refused(`{"a":["U8",[${dimension}],[0,1]]}`, 1)).toBe(
      `${found} of the header; expected a whole number from 0 to 2^64 - 1, written in digits, in shape of tensor "a"`,
    );
  });

  test('may not have a leading zero', () => {
    expect(refused('{"a":["U8",[01],[0,1]]}', 1)).toBe('"1" at character 14 of the header; expected "," or "]"');
  });

  test.each([
    ['[]', 0],
    ['[0]', 1],
  ])('may not be fewer than two offsets: %s', (offsets, length) => {
    expect(refused(`{"a":["U8",[1],${offsets}]}`, 1)).toBe(
      `an array of length ${length} at character 16 of the header; expected an array of 2 whole numbers as data_offsets of tensor "a"`,
    );
  });

  test('may not be three offsets', () => {
    expect(refused('{"a":["U8",[1],[0,1,1]]}', 1)).toBe(
      'an array with more values at character 16 of the header; expected an array of 2 whole numbers as data_offsets of tensor "a"',
    );
  });

  test.each(['0.0', '-1', '18446744073709551616', '"0"'])('may not be the offset %s', (offset) => {
    expect(refused(`{"a":["U8",[1],[${offset},1]]}`, 1)).toMatch(/in data_offsets of tensor "a"$/);
  });

  test('may not be an object', () => {
    expect(refused('{"a":["U8",{},[0,1]]}', 1)).toBe(
      '"{" at character 12 of the header; expected an array of whole numbers as shape of tensor "a"',
    );
  });

  test('may reach 2^64 - 1, and are compared exactly', () => {
    const header = '{"a":["U8",[0],[0,0]],"b":["U8",[1],[18446744073709551614,18446744073709551615]]}';
    expect(refusalOf(() => read(header)).message).toContain('are [18446744073709551614, 18446744073709551615]');
  });
});
