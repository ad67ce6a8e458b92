import { describe, expect, test } from 'vitest';
import { fileOf, refusalOf } from './fixtures/build.js';
import { readSafetensors } from './index.js';

/** Reads `value` as an ignored field of an entry, beginning at character 12 of the header. */
function readIgnored(value: string): number {
  return readSafetensors(fileOf(`{"a":{"x": ${value},"dtype":"U8","shape":[0],"data_offsets":[0,0]}}`)).tensors.size;
}

function refused(value: string): string {
  const { code, message } = refusalOf(() => readIgnored(value));
  expect(code).toBe('InvalidHeaderDeserialization');
  return message.slice('readSafetensors: invalid JSON in header: the input has '.length).split('; write')[0];
}

describe('JSON that nobody looks at is still checked: it', () => {
  test.each(['0', '-0', '-1', '1.5', '1e5', '1E+5', '1e-5', '0e999', '1e-999', '1.7976931348623157e308', '9'.repeat(309 - 1)])(
    'may be the number %s',
    (value) => {
      expect(readIgnored(value)).toBe(1);
    },
  );

  test.each([
    ['01', '"1" at character 13 of the header; expected "," or "}"'],
    ['+1', '"+" at character 12 of the header; expected a JSON value'],
    ['.5', '"." at character 12 of the header; expected a JSON value'],
    ['-', '"," at character 13 of the header; expected a JSON value'],
    ['1.', '"," at character 14 of the header; expected a digit after "."'],
    ['1.e5', '"e" at character 14 of the header; expected a digit after "."'],
    ['1e', '"," at character 14 of the header; expected a digit in the exponent'],
    ['1e+', '"," at character 15 of the header; expected a digit in the exponent'],
    ['0x10', '"x" at character 13 of the header; expected "," or "}"'],
    ['NaN', '"N" at character 12 of the header; expected a JSON value'],
    ['1e999', '1e999 at character 12 of the header; expected a number within the range of float64'],
    ['9'.repeat(400), `${'9'.repeat(40)}… at character 12 of the header; expected a number within the range of float64`],
  ])('may not be the number %s', (value, message) => {
    expect(refused(value)).toBe(message);
  });

  test.each(['""', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\u0000\\uAbCd"', '"\\ud83d\\ude00"', '"\u007f\u2028\ufeff"', '"\u{1f600}"'])(
    'may be the string %j',
    (value) => {
      expect(readIgnored(value)).toBe(1);
    },
  );

  test.each([
    ['"\\ud800"', '\\ud800 at character 13 of the header; expected a high surrogate followed by a low one'],
    ['"\\udc00"', '\\udc00 at character 13 of the header; expected a high surrogate followed by a low one'],
    ['"\\ude00\\ud83d"', '\\ude00 at character 13 of the header; expected a high surrogate followed by a low one'],
    ['"\\ud800x"', '\\ud800 at character 13 of the header; expected a high surrogate followed by a low one'],
    ['"\\ud800\\n"', '\\ud800 at character 13 of the header; expected a high surrogate followed by a low one'],
    ['"\\ud800\\u0041"', '\\ud800\\u0041 at character 13 of the header; expected a high surrogate followed by a low one'],
    ['"\\u12g4"', '"u" at character 14 of the header; expected four hexadecimal digits after "\\u"'],
    ['"\\x41"', '"x" at character 14 of the header; expected one of " \\ / b f n r t u after a backslash'],
    ['"a\nb"', '"\\n" at character 14 of the header; expected a closing quote, with control characters escaped'],
    ['"a\u001fb"', '"\\u001f" at character 14 of the header; expected a closing quote, with control characters escaped'],
    ["'a'", '"\'" at character 12 of the header; expected a JSON value'],
  ])('may not be the string %j', (value, message) => {
    expect(refused(value)).toBe(message);
  });

  test.each([
    ['nul', '"n" at character 12 of the header; expected a JSON value'],
    ['True', '"T" at character 12 of the header; expected a JSON value'],
    ['truex', '"x" at character 16 of the header; expected "," or "}"'],
    ['', '"," at character 12 of the header; expected a JSON value'],
    ['[1,]', '"]" at character 15 of the header; expected a JSON value'],
    ['[,1]', '"," at character 13 of the header; expected a JSON value'],
    ['[1 2]', '"2" at character 15 of the header; expected "," or "]"'],
    ['[1}', '"}" at character 14 of the header; expected "," or "]"'],
    ['{"a":1,}', '"}" at character 19 of the header; expected a name in double quotes'],
    ['{a:1}', '"a" at character 13 of the header; expected a name in double quotes'],
    ['{1:1}', '"1" at character 13 of the header; expected a name in double quotes'],
    ['{"a" 1}', '"1" at character 17 of the header; expected ":" after a name'],
    ['{"a":1]', '"]" at character 18 of the header; expected "," or "}"'],
    ['1 // one', '"/" at character 14 of the header; expected "," or "}"'],
  ])('may not be %s', (value, message) => {
    expect(refused(value)).toBe(message);
  });

  test('may repeat names', () => {
    expect(readIgnored('{"a":1,"a":2}')).toBe(1);
  });

  test('may nest 127 deep with header and entry, and no deeper', () => {
    expect(readIgnored('['.repeat(125) + ']'.repeat(125))).toBe(1);
    expect(readIgnored('{"a":'.repeat(125) + '1' + '}'.repeat(125))).toBe(1);
    expect(refused('['.repeat(126) + ']'.repeat(126))).toBe(
      '[ at character 137 of the header; expected at most 127 objects and arrays inside each other',
    );
  });

  test('may not nest a million deep, and says so without exhausting the stack', () => {
    expect(refused('['.repeat(1_000_000))).toContain('at most 127');
  });

  test('may not break off', () => {
    expect(refusalOf(() => readSafetensors(fileOf('{"a'))).message).toBe(
      'readSafetensors: invalid JSON in header: the input has nothing at character 4 of the header; expected a closing quote, with control characters escaped; write the file again with a safetensors writer',
    );
  });
});
