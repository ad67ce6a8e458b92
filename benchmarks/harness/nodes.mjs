// The Nodes to measure with: the one that this runs on, and those that come from npm as packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requireOfPeers } from './peers.mjs';

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
  const nodes = [process.execPath, ...PACKAGES.map(nodeOfPackage)].flatMap((path) => (path ? describe(path) : []));
  const byMajor = new Map(nodes.reverse().map((node) => [node.major, node]));
  return [...byMajor.values()].sort((one, other) => one.major - other.major);
}

function nodeOfPackage(name) {
  try {
    const path = join(dirname(requireOfPeers.resolve(`${name}/package.json`)), 'bin', 'node');
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
