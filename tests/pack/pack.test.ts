// Each package works when it is installed from npm alone: packed as it would be published, installed with npm into an empty
// project, and used as its README says, in plain Node and in a strict TypeScript project.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../tooling/workspace.mjs';
import { commands, firstBlock, promisedOutput } from '../readme.js';
import { installAlone, installOthers, packAll, published, run } from './pack.js';

const libraries = [...published.keys()].filter((name) => name.startsWith('@rekur/'));
const readme = (name: string): string => readFileSync(join(published.get(name) as string, 'README.md'), 'utf8');

const example = (name: string): string => firstBlock(readme(name), ['ts', 'js'])?.code ?? '';

let folder: string;
let tarballs: ReadonlyMap<string, string>;
const projectOf = (name: string): string => join(folder, name.replace('/', '-'));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekur-pack-'));
  tarballs = await packAll(join(folder, 'tarballs'));
  for (const name of libraries) await installAlone(name, projectOf(name), tarballs);
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a user's project sees of the installed package. */
function installedManifest(name: string): { text: string; exports: Record<string, unknown> } {
  const text = readFileSync(join(projectOf(name), 'node_modules', name, 'package.json'), 'utf8');
  return { text, exports: (JSON.parse(text) as { exports?: Record<string, unknown> }).exports ?? {} };
}

describe.each(libraries)('%s, installed alone', (name) => {
  test('carries nothing of this repository in its package.json', () => {
    const { text, exports } = installedManifest(name);
    expect(text).not.toMatch(/workspace:|@rekur\/source|\.\/src\//);
    expect(Object.keys(exports)).toContain('.');
  });

  test('runs the example of its README in Node', async () => {
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    writeFileSync(join(projectOf(name), 'example.mjs'), ts.transpileModule(example(name), { compilerOptions }).outputText);
    const printed = await run(process.execPath, ['example.mjs'], projectOf(name));
    const promised = promisedOutput(example(name));
    // As in readme.test.ts: an example may promise nothing.
    if (promised.length > 0) expect(printed.trimEnd().split('\n').map((line) => line.trimEnd())).toEqual(promised);
  }, 120_000);
});

test('the types of every package hold under nodenext and strict, without skipLibCheck and without a browser', async () => {
  await installOthers(['@types/node'], folder);
  // Fewest packages first: TypeScript reads a package once, where it meets it first, and that is to be where it stands alone.
  const ordered = [...libraries].sort((a, b) => dependencyCount(a) - dependencyCount(b));
  const files = ordered.flatMap((name) => {
    const subpaths = Object.keys(installedManifest(name).exports);
    const imports = subpaths.map((path, index) => `import * as module${index} from '${name}${path.slice(1)}';\n`).join('');
    const texts = {
      'subpaths.mts': `${imports}export const all: object[] = [${subpaths.map((_path, index) => `module${index}`).join(', ')}];\n`,
      'example.mts': `${example(name)}\nexport {};\n`,
    };
    return Object.entries(texts).map(([file, text]) => {
      writeFileSync(join(projectOf(name), file), text);
      return join(projectOf(name), file);
    });
  });
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2023'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  expect(await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], folder)).toBe('');
}, 120_000);

function dependencyCount(name: string): number {
  const { dependencies } = JSON.parse(readFileSync(join(projectOf(name), 'package.json'), 'utf8')) as { dependencies: object };
  return Object.keys(dependencies).length;
}

test('the command line, installed alone, runs the first commands of its README', async () => {
  const project = projectOf('rekur');
  await installAlone('rekur', project, tarballs);
  // One that writes a file and one that reads it; readme.test.ts runs them all, on the build.
  const lines = commands(firstBlock(readme('rekur'), ['sh'])?.code ?? '').slice(0, 2);
  expect(lines).toHaveLength(2);
  mkdirSync(join(project, 'work'));
  for (const line of lines) {
    const words = [...line.replace(/^(npx )?rekur /, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
    // As npx does it: the file that package.json names as `bin`.
    const bin = join(project, 'node_modules', 'rekur', 'dist', 'main.js');
    expect(await run(process.execPath, [bin, ...words], join(project, 'work')), line).not.toBe('');
  }
}, 180_000);
