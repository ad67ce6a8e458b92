// The first example of every README runs, has the right types, and prints what it says it prints.
import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { root, workspacePackages } from '../tooling/workspace.mjs';
import { commands, firstBlock, promisedOutput } from './readme.js';
import { typeProblems } from './typeProblems.js';

const folders = workspacePackages().map(({ folder }) => folder);
const hasReadme = (folder: string) => existsSync(join(root, folder, 'README.md'));
const readme = (folder: string) => readFileSync(join(root, folder, 'README.md'), 'utf8');

const libraries = folders.filter((folder) => folder.startsWith('packages/') && hasReadme(folder));
const commandLines = folders.filter((folder) => folder === 'apps/cli' && hasReadme(folder));

// Beside the tests, because there `@rekur/…` resolves as it does for them: to sources.
const blocks = join(import.meta.dirname, '.tmp', 'readme');
const blockFile = (folder: string) => join(blocks, `${folder.replaceAll('/', '-')}.mts`);

/** Examples may write files: they run in an empty folder of their own. */
let scratch: string;
const before = process.cwd();

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'rekur-readme-'));
  process.chdir(scratch);
  rmSync(blocks, { recursive: true, force: true });
  mkdirSync(blocks, { recursive: true });
  for (const folder of libraries) {
    const block = firstBlock(readme(folder), ['ts', 'js']);
    // The last line makes a module of an example that imports and exports nothing.
    if (block) writeFileSync(blockFile(folder), `${block.code}\nexport {};\n`);
  }
});

afterAll(() => {
  process.chdir(before);
  rmSync(scratch, { recursive: true, force: true });
});

describe.each(libraries)('%s/README.md', (folder) => {
  test('has an example that runs and prints what it says', async () => {
    const block = firstBlock(readme(folder), ['ts', 'js']);
    if (!block) throw new Error(`${folder}/README.md: no \`\`\`ts or \`\`\`js block; a README starts with an example`);

    const printed: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
      printed.push(...format(...values).split('\n'));
    });
    try {
      await import(/* @vite-ignore */ blockFile(folder));
    } finally {
      log.mockRestore();
    }
    const promised = promisedOutput(block.code);
    if (promised.length > 0) expect(printed.map((line) => line.trimEnd())).toEqual(promised);
  });
});

test('the types of the examples are right', () => {
  expect(typeProblems(libraries.map(blockFile).filter((file) => existsSync(file)))).toBe('');
});

describe.each(commandLines)('%s/README.md', (folder) => {
  const block = firstBlock(readme(folder), ['sh']);
  const lines = commands(block?.code ?? '');

  test('has an example', () => {
    expect(lines, 'the first ```sh block needs a line that starts with `rekur` or `npx rekur`').not.toEqual([]);
  });

  // In order and in one folder: a later line may read what an earlier one wrote.
  test.each(lines)('%s', (line) => {
    const main = join(root, folder, 'dist', 'main.js');
    const command = line.replace(/^(npx )?rekur /, `"${process.execPath}" "${main}" `);
    const output = execSync(command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    expect(output).not.toBe('');
  }, 120_000);
});
