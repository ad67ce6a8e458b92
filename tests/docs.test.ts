// The code of the site's pages runs, has the right types, prints what it says it prints, and is the same in both languages.
import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { root } from '../tooling/workspace.mjs';
import { codeBlocks, moduleOf, shellOf } from './docs.js';
import { commands, promisedOutput } from './readme.js';
import { typeProblems } from './typeProblems.js';

const site = join(root, 'apps', 'docs');
const guides = readdirSync(join(site, 'guide')).filter((name) => name.endsWith('.md')).map((name) => `guide/${name.replace('.md', '')}`);
/** The article's parts, each a module of its own: imports repeat from part to part. */
const parts = readdirSync(join(site, 'learn')).filter((name) => name.endsWith('.en.md')).map((name) => `learn/${name.replace('.en.md', '')}`);
/** Written in both languages, as `pages.ts` of the site says. */
const pages = ['index', ...parts, ...guides];
type Language = 'en' | 'ko';
const fileOf = (page: string, language: Language): string => join(site, parts.includes(page) ? `${page}.${language}.md` : `${language === 'ko' ? 'ko/' : ''}${page}.md`);
const textOf = (page: string, language: Language = 'en'): string => readFileSync(fileOf(page, language), 'utf8');

// Beside the tests, because there `@rekur/…` resolves as it does for them: to sources.
const modules = join(import.meta.dirname, '.tmp', 'docs');
const moduleFile = (page: string) => join(modules, `${page.replaceAll('/', '-')}.mts`);
const withCode = pages.filter((page) => moduleOf(textOf(page)).trim() !== '');
const withCommands = pages.filter((page) => commands(shellOf(textOf(page))).length > 0);

/** Examples may write files: they run in an empty folder of their own. */
let scratch: string;
const before = process.cwd();

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'rekur-docs-'));
  process.chdir(scratch);
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(modules, { recursive: true });
  // The last line makes a module of an example that imports and exports nothing.
  for (const page of withCode) writeFileSync(moduleFile(page), `${moduleOf(textOf(page))}\nexport {};\n`);
});

afterAll(() => {
  process.chdir(before);
  rmSync(scratch, { recursive: true, force: true });
});

test.each(pages)('%s: the code is the same in both languages', (page) => {
  expect(existsSync(fileOf(page, 'ko'))).toBe(true);
  expect(codeBlocks(textOf(page, 'ko'))).toEqual(codeBlocks(textOf(page)));
});

test('both languages have the same guides, and articles of the same parts', () => {
  expect(readdirSync(join(site, 'ko', 'guide')).sort()).toEqual(readdirSync(join(site, 'guide')).sort());
  const included = (language: Language): string[] => [...readFileSync(join(site, language === 'ko' ? 'ko/learn.md' : 'learn.md'), 'utf8').matchAll(/@include: .*learn\/(\S+)\.(?:en|ko)\.md/g)].map(([, name]) => `learn/${name}`);
  expect(included('en')).toEqual(parts);
  expect(included('ko')).toEqual(parts);
});

test.each(withCode)('%s: the code runs and prints what it says', async (page) => {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
    printed.push(...format(...values).split('\n'));
  });
  try {
    await import(/* @vite-ignore */ moduleFile(page));
  } finally {
    log.mockRestore();
  }
  const promised = promisedOutput(moduleOf(textOf(page)));
  if (promised.length > 0) expect(printed.map((line) => line.trimEnd())).toEqual(promised);
}, 120_000);

test('the types of the code are right', () => {
  expect(typeProblems(withCode.map(moduleFile))).toBe('');
});

describe.each(withCommands)('%s', (page) => {
  // In order and in one folder: a later line may read what an earlier one wrote.
  test.each(commands(shellOf(textOf(page))))('%s', (line) => {
    const main = join(root, 'apps', 'cli', 'dist', 'main.js');
    const command = line.replace(/^(npx )?rekur /, `"${process.execPath}" "${main}" `);
    expect(execSync(command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).not.toBe('');
  }, 120_000);
});
