// The shape of the repository: what a newcomer may rely on in every package.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { arrows } from '../tooling/arrows.mjs';
import { root, workspacePackages } from '../tooling/workspace.mjs';

interface Manifest {
  name: string;
  version: string;
  license: string;
  type: string;
  private?: boolean;
  sideEffects?: boolean;
  scripts?: Record<string, string>;
  exports?: Record<string, Record<string, string>>;
  publishConfig?: { access: string; exports?: Record<string, Record<string, string>> };
  files?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const packages = workspacePackages() as { folder: string; manifest: Manifest }[];
const published = packages.filter(({ manifest }) => !manifest.private);
const libraries = packages.filter(({ folder }) => folder.startsWith('packages/'));
const names = (list: typeof packages) => list.map((each) => [each.manifest.name, each] as const);

const isOurs = (name: string) => name === 'rekur' || name.startsWith('@rekur/');

describe('arrows', () => {
  test('the table has no circle', () => {
    const visiting: string[] = [];
    function visit(name: string) {
      expect(visiting, `circle through ${name}`).not.toContain(name);
      visiting.push(name);
      for (const next of arrows[name] ?? []) visit(next);
      visiting.pop();
    }
    for (const name of Object.keys(arrows)) visit(name);
  });

  test.each(names(packages))('%s depends only along the arrows, devDependencies included', (name, { manifest }) => {
    const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest;
    const all = { ...dependencies, ...devDependencies, ...peerDependencies, ...optionalDependencies };
    expect(Object.keys(arrows)).toContain(name);
    expect(Object.keys(all).filter((each) => isOurs(each) && !arrows[name].includes(each))).toEqual([]);
  });
});

describe.each(names(published))('%s', (_name, { folder, manifest }) => {
  test('has a README and a first file', () => {
    const entry = folder.startsWith('packages/') ? 'src/index.ts' : 'src/main.ts';
    expect(['README.md', entry].filter((file) => !existsSync(join(root, folder, file)))).toEqual([]);
  });

  test('is ESM without side effects, under MIT, and ships its build', () => {
    expect(manifest).toMatchObject({ type: 'module', sideEffects: false, license: 'MIT' });
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(manifest.publishConfig?.access).toBe('public');
    expect(manifest.files).toContain('dist');
  });

  test('runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => hooks.includes(name))).toEqual([]);
  });
});

describe.each(names(libraries))('exports of %s', (_name, { manifest }) => {
  test('are sources inside the repository: source, types, default in this order', () => {
    for (const target of Object.values(manifest.exports ?? {})) {
      expect(Object.keys(target)).toEqual(['@rekur/source', 'types', 'default']);
    }
    expect(Object.keys(manifest.exports ?? {})).toContain('.');
  });

  test('are the same when published, without the source condition', () => {
    const withoutSource = Object.fromEntries(
      Object.entries(manifest.exports ?? {}).map(([path, { types, default: file }]) => [path, { types, default: file }]),
    );
    expect(manifest.publishConfig?.exports).toEqual(withoutSource);
    for (const target of Object.values(manifest.publishConfig?.exports ?? {})) {
      expect(Object.keys(target)).toEqual(['types', 'default']);
    }
  });
});

const contributing = join(root, 'CONTRIBUTING.md');

test.runIf(existsSync(contributing))('the paths in CONTRIBUTING.md exist', () => {
  const text = readFileSync(contributing, 'utf8');
  const paths = [...text.matchAll(/`((?:packages|apps|tests)\/[^`\s]*)`/g)].map((match) => match[1]);
  // `packages/rnn/src/cells/<name>.ts` stands for a file that the reader will make: its folder must exist.
  const concrete = paths.map((path) => path.replace(/[^/]*<.*$/, ''));
  expect(concrete.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
