import { expect, test } from 'vitest';
import { linksToPages, literally, outsideCode } from './markdown.js';

test('links between files of the repository become links between pages', () => {
  const text = '[a](../../packages/tasks/README.md), [b](../tensor/README.md#names), [c](https://example.org), [d](#here)';
  expect(linksToPages(text, 'packages/rnn/README.md')).toBe('[a](/api/tasks), [b](/api/tensor#names), [c](https://example.org), [d](#here)');
});

test('a link to a file without a page becomes its words', () => {
  expect(linksToPages('see [the data](src/data/x.ts)', 'packages/rnn/README.md')).toBe('see the data');
});

test('code is left as it is, in fences, between backticks and indented', () => {
  const code = '```ts\na < b\n```';
  expect(outsideCode(`x ${'`x`'}\n${code}\n\n    x\n\nx`, (text) => text.replaceAll('x', 'y'))).toBe(`y ${'`x`'}\n${code}\n\n    x\n\ny`);
});

test('comments mean themselves in Markdown', () => {
  expect(literally('a < b, `a < b`, {{ x }}')).toBe('a &lt; b, `a < b`, &#123;&#123; x }}');
  expect(literally('[time]: the norm')).toBe('\\[time\\]: the norm');
});
