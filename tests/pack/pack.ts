// Packs what would be published and installs it as a user would, from the tarballs and without a network.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root, workspacePackages } from '../../tooling/workspace.mjs';

interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  packageManager?: string;
  dependencies?: Record<string, string>;
}

const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Every package that is published, by name, with its folder. */
export const published: ReadonlyMap<string, string> = new Map(
  (workspacePackages() as { folder: string; manifest: Manifest }[])
    .filter(({ manifest }) => !manifest.private)
    .map(({ folder, manifest }) => [manifest.name, join(root, folder)]),
);

/** Runs a program and gives what it prints. @throws Error with all of its output if it fails */
export async function run(program: string, words: readonly string[], cwd: string): Promise<string> {
  // Nothing of the test run around it: a user's shell knows of neither vitest nor pnpm.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|vitest|node_env|node_options)/i.test(name)));
  const child = spawn(program, words, { cwd, env, shell: process.platform === 'win32' && program !== process.execPath });
  const output = { stdout: '', all: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output.all += data.toString()));
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  if (code !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${String(code)}\n${output.all}`);
  return output.stdout;
}

/** Packs every published package into `folder`; the tarballs by package name. */
export async function packAll(folder: string): Promise<ReadonlyMap<string, string>> {
  mkdirSync(folder, { recursive: true });
  const filters = [...published.keys()].map((name) => `--filter=${name}`);
  await pnpm([...filters, 'pack', '--pack-destination', folder]);
  return new Map(
    [...published].map(([name, from]) => {
      const { version } = readManifest(from);
      return [name, join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)];
    }),
  );
}

/** The pinned pnpm: the one on the path, else the one that npm has cached. */
async function pnpm(words: readonly string[]): Promise<void> {
  const { packageManager } = readManifest(root);
  const found = await run('pnpm', ['--version'], root).catch(() => '');
  if (`pnpm@${found.trim()}` === packageManager) await run('pnpm', words, root);
  else await run('npm', ['exec', '--yes', '--prefer-offline', `--package=${packageManager}`, '--', 'pnpm', ...words], root);
}

/**
 * Makes an empty ESM project with one package of ours in it, and what that depends on, each from its tarball. What comes from npm
 * is taken from this repository's installation, so that no network is needed.
 */
export async function installAlone(name: string, project: string, tarballs: ReadonlyMap<string, string>): Promise<void> {
  const places = newPlaces();
  addWithDependencies(name, published.get(name) as string, places);
  await install(project, places, tarballs);
}

/** Makes a project with packages of this repository's installation, such as `@types/node`. */
export async function installOthers(names: readonly string[], project: string): Promise<void> {
  const places = newPlaces();
  for (const name of names) addWithDependencies(name, join(root, 'node_modules', name), places);
  await install(project, places, new Map());
}

/** Where each package lies; and where one lies that needs another version of a package than the rest, by the name of who needs it. */
interface Places {
  readonly shared: Map<string, string>;
  readonly own: Map<string, Map<string, string>>;
}

const newPlaces = (): Places => ({ shared: new Map(), own: new Map() });

async function install(project: string, { shared, own }: Places, tarballs: ReadonlyMap<string, string>): Promise<void> {
  mkdirSync(project, { recursive: true });
  const specifiers = [...shared].map(([name, folder]) => [name, `file:${tarballs.get(name) ?? copied(name, folder, join(project, 'others'))}`]);
  const overrides = [...own].map(([parent, others]) => [
    parent,
    Object.fromEntries([...others].map(([name, folder]) => [name, `file:${copied(name, folder, join(project, 'others-of', parent))}`])),
  ]);
  const manifest = { name: 'project', private: true, type: 'module', dependencies: Object.fromEntries(specifiers) as object, overrides: Object.fromEntries(overrides) as object };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  await run('npm', ['install', '--offline', '--install-links', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], project);
}

/** npm cannot pack a folder in which two names are links to one file, as pnpm makes them. */
function copied(name: string, folder: string, others: string): string {
  const copy = join(others, name);
  cpSync(folder, copy, { recursive: true, filter: (file) => basename(file) !== 'node_modules' || file === folder });
  return copy;
}

/** Breadth first: of several versions of a package the one that is asked for nearest is shared, as npm would place it. */
function addWithDependencies(name: string, folder: string, { shared, own }: Places): void {
  const waiting = [{ name, folder, parent: '' }];
  for (const { name: each, folder: from, parent } of waiting) {
    const place = realpathSync(from);
    const known = shared.get(each);
    if (known === place || own.get(parent)?.has(each)) continue;
    if (known === undefined) shared.set(each, place);
    else own.set(parent, (own.get(parent) ?? new Map<string, string>()).set(each, place));
    for (const needed of Object.keys(readManifest(place).dependencies ?? {})) {
      waiting.push({ name: needed, folder: published.get(needed) ?? findBeside(place, needed), parent: each });
    }
  }
}

/** pnpm puts the dependencies of a package of ours below it, and those of others beside them. */
function findBeside(folder: string, name: string): string {
  for (let up = folder; up !== dirname(up); up = dirname(up)) {
    const place = basename(up) === 'node_modules' ? join(up, name) : join(up, 'node_modules', name);
    try {
      return realpathSync(place);
    } catch {
      // Further up.
    }
  }
  throw new Error(`${folder}: its dependency ${name} is not installed`);
}
