import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as api from './index.js';
import { primitives } from './primitives/index.js';

const page = join(import.meta.dirname, '..', 'README.md');
const [START, END] = ['<!-- primitives:start -->', '<!-- primitives:end -->'];

/** The first sentence of the comment above a primitive, which says what it computes. */
function meaning(name: string): string {
  const source = readFileSync(join(import.meta.dirname, 'primitives', `${name}.ts`), 'utf8');
  const comment = /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport const /.exec(source)?.[1] ?? '';
  const text = comment.replace(/\n? +\* ?/g, ' ').replace(/\{@link (\w+)\}/g, '`$1`').trim();
  return text.split(/[.;] |\.$/)[0];
}

function table(): string {
  const rows = Object.values(primitives).map(({ name, operands, params, traits }) =>
    [`\`${name}\``, operands.join(', '), Object.keys(params).join(', '), traits.family, meaning(name)].join(' | '),
  );
  return ['| primitive | operands | parameters | family | computes |', '|---|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n');
}

test("README's table of primitives is that of the code", () => {
  const readme = readFileSync(page, 'utf8');
  const [before, rest] = readme.split(START);
  const [shown, after] = rest.split(END);
  const generated = `\n\n${table()}\n\n`;
  if (process.env.UPDATE_README) writeFileSync(page, `${before}${START}${generated}${END}${after}`);
  else expect(shown, 'run with UPDATE_README=1 to rewrite it').toBe(generated);
});

test('README names every value that the package exports', () => {
  const readme = readFileSync(page, 'utf8');
  expect(Object.keys(api).filter((name) => !new RegExp(`\\b${name}\\b`).test(readme))).toEqual([]);
});
