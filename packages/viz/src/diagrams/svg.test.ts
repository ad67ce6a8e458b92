import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseXml, textOf } from '../testing/parseXml.js';
import { characters, element, formatNumber } from './svg.js';

describe('element', () => {
  test('writes attributes in order, rounds numbers and leaves out what is undefined', () => {
    expect(element('path', { d: 'M0,0', x: 1.23456, id: undefined, y: -0.001 })).toBe('<path d="M0,0" x="1.23" y="0"/>');
    expect(element('text', {}, [characters('a < b & "c"')])).toBe('<text>a &lt; b &amp; &quot;c&quot;</text>');
  });

  test('reads back what was written, whatever the text; what XML does not allow becomes U+FFFD', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
        const root = parseXml(element('g', { class: text }, [characters(text)]));
        expect(root.attributes.class).toBe(legal);
        expect(textOf(root)).toBe(legal);
      }),
    );
  });
});

test('formatNumber gives hundredths without zeros at the end', () => {
  expect([1, 0.5, 1 / 3, -0.0001, 1e6].map(formatNumber)).toEqual(['1', '0.5', '0.33', '0', '1000000']);
});

test('parseXml refuses what is not well formed', () => {
  for (const text of ['<a>', '<a></b>', '<a x=1/>', '<a x="1" x="2"/>', '<a>&nbsp;</a>', '<a/><b/>', '<a><b></a></b>', 'a']) {
    expect(() => parseXml(text), text).toThrow('parseXml: not well formed');
  }
});
