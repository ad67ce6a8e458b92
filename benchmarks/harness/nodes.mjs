// The Nodes to measure with: the one that the user has, and those that come from npm as packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, sep } from 'node:path';

const PACKAGES = ['node-24', 'node-26'];

/**
 * @typedef {object} Node
 * @property {string} major such as `24`
 * @property {string} path
 * @property {string} version
 * @property {string} v8
 * @property {boolean} wide whether V8 has the switch that joins pairs of 128-bit vectors
 */

/** Every Node found, the oldest first, one per major version. @returns {Node[]} */
export function findNodes() {
  const nodes = [usersNode(), ...PACKAGES.map(nodeOfPackage)].flatMap((path) => (path ? describe(path) : []));
  const byMajor = new Map(nodes.reverse().map((node) => [node.major, node]));
  return [...byMajor.values()].sort((one, other) => one.major - other.major);
}

/** The first on the path outside node_modules: pnpm puts a package's own binaries first, and there `node` is a peer. */
function usersNode() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.split(sep).includes('node_modules'));
  return folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path)) ?? process.execPath;
}

function nodeOfPackage(name) {
  try {
    const path = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'bin', 'node');
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined; // not installed: an optional dependency, and Linux on x64 only
  }
}

function describe(path) {
  const { status, stdout } = spawnSync(path, ['-p', 'JSON.stringify(process.versions)'], { encoding: 'utf8' });
  if (status !== 0) return [];
  const { node, v8 } = JSON.parse(stdout);
  const major = node.split('.')[0];
  return [{ major, path, version: node, v8, wide: Number(major) >= 22 && process.arch === 'x64' }];
}
