import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describe as message } from './error.js';
import { exp, gather, matmul, parseProgram, tensor, trace, zeros } from './index.js';
import { refusal } from './testing/refusal.js';

const source = readFileSync(join(import.meta.dirname, 'error.ts'), 'utf8');

/** Each class with the example of its comment, as it stands there and as code. */
const examples: [name: string, text: string, example: () => unknown][] = [
  ['ShapeError', 'matmul(zeros([2, 3]), zeros([2, 3]))', () => matmul(zeros([2, 3]), zeros([2, 3]))],
  ['DTypeError', "exp(tensor([1], { dtype: 'int32' }))", () => exp(tensor([1], { dtype: 'int32' }))],
  ['ValueError', "gather(zeros([2, 3]), tensor([5], { dtype: 'int32' }))", () => gather(zeros([2, 3]), tensor([5], { dtype: 'int32' }))],
  ['ProgramError', "parseProgram('program(')", () => parseProgram('program(')],
  ['TraceError', 'reading `.data` inside `grad`', () => trace((x) => [tensor(x.data)], [{ shape: [], dtype: 'float32' }])],
];

test.each(examples)("%s is thrown by its comment's example", (name, text, example) => {
  const comment = source.slice(0, source.indexOf(`class ${name} `)).split('/**').at(-1);
  expect(comment).toContain(text);
  expect(refusal(example).startsWith(`${name}: `)).toBe(true);
});

test('every class of errors has an example', () => {
  expect(Array.from(source.matchAll(/export class (\w+)/g), (match) => match[1]).sort()).toEqual(examples.map(([name]) => name).sort());
});

test('a message says operation, what is wrong, what was given, what was expected, and how to mend it', () => {
  expect(message('add', 'shapes differ', '[2] and [3]', 'both must be equal', 'reshape one')).toBe(
    'add: shapes differ: [2] and [3]; both must be equal; reshape one',
  );
  expect(message('add', 'shapes differ', '[2] and [3]', 'both must be equal')).toBe('add: shapes differ: [2] and [3]; both must be equal');
});
