// Where the packages of this repository lie.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Every workspace package: its folder relative to the root (with `/`) and its package.json.
 * @returns {{ folder: string, manifest: Record<string, any> }[]}
 */
export function workspacePackages() {
  const below = (folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort().map((name) => `${folder}/${name}`) : [];
  return [...below('packages'), ...below('apps'), 'tests', 'benchmarks']
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) }));
}
