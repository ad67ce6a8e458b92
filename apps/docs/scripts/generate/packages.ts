import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that readers install. */
export interface PublicPackage {
  /** `@rekur/rnn` */
  readonly name: string;
  /** `rnn`: its folder, and its page. */
  readonly short: string;
  readonly description: string;
  /** By subpath, `.` first: the file of the sources that it is built of. */
  readonly entries: Readonly<Record<string, string>>;
  readonly readme: string | undefined;
  readonly changelog: string;
}

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly exports: Readonly<Record<string, { readonly '@rekur/source': string }>>;
}

/** In the order in which they build on each other, the lowest first; one that is not listed comes last. */
const order = ['tensor', 'autodiff', 'wasm', 'rnn', 'train', 'datasets', 'tasks', 'experiments', 'viz', 'safetensors'];

export function readPackages(root: string): PublicPackage[] {
  const folders = readdirSync(join(root, 'packages')).filter((short) => existsSync(join(root, 'packages', short, 'package.json')));
  const rank = (short: string) => (order.includes(short) ? order.indexOf(short) : order.length);
  return folders.sort((a, b) => rank(a) - rank(b)).map((short) => readPackage(join(root, 'packages', short), short));
}

function readPackage(folder: string, short: string): PublicPackage {
  const { name, description, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const textOf = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined);
  const entries = Object.entries(exports).map(([subpath, target]) => [subpath, join(folder, target['@rekur/source'])]);
  return { name, short, description, entries: Object.fromEntries(entries) as Record<string, string>, readme: textOf('README.md'), changelog: textOf('CHANGELOG.md') ?? '' };
}
