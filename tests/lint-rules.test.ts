// Each lint rule of this repository must really fire: a rule that is misspelt or shadowed by a later block is silent.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterEach, describe, expect, test } from 'vitest';
import { findCycles } from '../tooling/check-cycles.mjs';
import { root } from '../tooling/workspace.mjs';

// The snippets are not files of any tsconfig, so rules that need types are off here; they come from typescript-eslint,
// which tests them.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function rulesThatFire(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return result.messages.map(({ ruleId, severity, message }) => {
    if (!ruleId) throw new Error(`the snippet does not parse: ${message}`);
    return severity === 1 ? `${ruleId} (warning)` : ruleId;
  });
}

const inTensor = 'packages/tensor/src/snippet.ts';
const inRnn = 'packages/rnn/src/snippet.ts';
const lines = (count: number) => 'export const x = [\n' + '  1,\n'.repeat(count - 2) + '];\n';

const bad: [what: string, file: string, code: string, rule: string][] = [
  ['an import against the arrows', inTensor, `import { lstm } from '@rekur/rnn';\nlstm();\n`, 'rekur/arrows'],
  ['an import of a subpath against the arrows', inRnn, `import { save } from '@rekur/train/node';\nsave();\n`, 'rekur/arrows'],
  ['a type import against the arrows', inTensor, `import type { Cell } from '@rekur/rnn';\nexport type A = Cell;\n`, 'rekur/arrows'],
  ['an import() type against the arrows', inTensor, `export type A = import('@rekur/rnn').Cell;\n`, 'rekur/arrows'],
  ['a re-export against the arrows', inTensor, `export { lstm } from '@rekur/rnn';\n`, 'rekur/arrows'],
  ['a dynamic import against the arrows', inTensor, `export const rnn = import('@rekur/rnn');\n`, 'rekur/arrows'],
  ['an import of the package itself', inRnn, `import { lstm } from '@rekur/rnn';\nlstm();\n`, 'rekur/arrows'],
  ['a relative import of another package', inRnn, `import { add } from '../../tensor/src/index.js';\nadd();\n`, 'rekur/arrows'],
  ['tooling in the source of a package', inRnn, `import { arrows } from '../../../tooling/arrows.mjs';\narrows();\n`, 'rekur/arrows'],
  ['a default over primitive names', inTensor, `export function f(primitive: string) {\n  switch (primitive) { case 'add': return 1; default: return 0; }\n}\n`, 'rekur/exhaustive-primitives'],
  ['a default over a field named primitive', inTensor, `export function f(line: { primitive: string }) {\n  switch (line.primitive) { case 'add': return 1; default: return 0; }\n}\n`, 'rekur/exhaustive-primitives'],
  ['a table with gaps', inTensor, `type PrimitiveName = 'add';\nexport type Table = Partial<Record<PrimitiveName, number>>;\n`, 'rekur/exhaustive-primitives'],
  ['Math.random', inTensor, `export const x = Math.random();\n`, 'no-restricted-properties'],
  ['Math.random in a test', 'packages/tensor/test/a.test.ts', `export const x = Math.random();\n`, 'no-restricted-properties'],
  ['export *', inTensor, `export * from './shape.js';\n`, 'no-restricted-syntax'],
  ['any', inTensor, `export const x = (1 as any);\n`, '@typescript-eslint/no-explicit-any'],
  ['console in a package', inTensor, `console.log(1);\n`, 'no-console'],
  ['Node in a main entry', inTensor, `import { readFileSync } from 'node:fs';\nreadFileSync('x');\n`, 'no-restricted-imports'],
  ['process in a main entry', inTensor, `export const x = process.env;\n`, 'no-restricted-globals'],
  ['a long file', inTensor, lines(301), 'rekur/long-file (warning)'],
  ['a far too long file', inTensor, lines(501), 'max-lines'],
  ['a far too long test', 'packages/tensor/test/a.test.ts', lines(501), 'max-lines'],
];

const good: [what: string, file: string, code: string][] = [
  ['an import along the arrows', inRnn, `import { add } from '@rekur/tensor';\nadd();\n`],
  ['a subpath along the arrows', 'packages/train/src/snippet.ts', `import { read } from '@rekur/safetensors/node';\nread();\n`],
  ['a package that is not of this repository', inTensor, `import { test } from 'vitest';\ntest('x');\n`],
  ['tooling in a test', 'tests/snippet.test.ts', `import { arrows } from '../tooling/arrows.mjs';\narrows();\n`],
  ['a default over something else', inTensor, `export function f(dtype: string) {\n  switch (dtype) { case 'bool': return 1; default: return 0; }\n}\n`],
  ['a full table', inTensor, `type PrimitiveName = 'add';\nexport type Table = Record<PrimitiveName, number>;\n`],
  ['console in the command line', 'apps/cli/src/snippet.ts', `console.log(1);\n`],
  ['Node in the node entry', 'packages/train/src/node.ts', `import { readFileSync } from 'node:fs';\nreadFileSync('x');\n`],
  ['generated data of any length', 'packages/datasets/src/data/iris.ts', lines(600)],
];

describe('lint finds', () => {
  test.each(bad)('%s', async (_what, file, code, rule) => {
    expect(await rulesThatFire(file, code)).toContain(rule);
  });
});

describe('lint allows', () => {
  test.each(good)('%s', async (_what, file, code) => {
    expect(await rulesThatFire(file, code)).toEqual([]);
  });
});

describe('check-cycles', () => {
  const folder = join(import.meta.dirname, '.tmp', 'cycles');
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function cyclesOf(files: Record<string, string>) {
    for (const [name, code] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), code);
    }
    return findCycles(folder);
  }

  test('finds a circle through a re-export, a type import and a folder', () => {
    const files = {
      'a.ts': `export { b } from './deep/index.js';`,
      'deep/index.ts': `import type { C } from '../c.js';\nexport const b = 1 as unknown as C;`,
      'c.ts': `import { b } from './a';\nexport type C = typeof b;`,
    };
    expect(cyclesOf(files)).toEqual([['a.ts', 'deep/index.ts', 'c.ts']]);
  });

  test('finds a file that imports itself', () => {
    expect(cyclesOf({ 'a.ts': `import { x } from './a.js';\nexport const y = x;` })).toEqual([['a.ts']]);
  });

  test('allows two ways to one file', () => {
    const files = {
      'a.ts': `import './b.js';\nimport './c.js';`,
      'b.ts': `import './c.js';`,
      'c.ts': `export const c = 1;`,
    };
    expect(cyclesOf(files)).toEqual([]);
  });
});
