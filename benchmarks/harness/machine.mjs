// What the figures depend on: the processor and the versions of everything.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { requireOfPeers } from './peers.mjs';

const LIBRARIES = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', '@jax-js/jax', 'onnxruntime-web', 'onnxruntime-node'];

export function describeMachine(nodes) {
  return {
    processor: processorName(),
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${process.arch}`,
    vectorBits: vectorBits(),
    nodes: Object.fromEntries(nodes.map(({ major, version, v8 }) => [major, { version, v8 }])),
    libraries: Object.fromEntries(LIBRARIES.map((name) => [name, versionOf(name)])),
  };
}

/** For what only this process takes part in. */
export const describeProcessor = () => `${processorName()}, ${cpus().length} cores, Node ${process.versions.node}`;

function processorName() {
  const model = /^model\s*:\s*(\d+)$/m.exec(processorFile())?.[1];
  const family = /^cpu family\s*:\s*(\d+)$/m.exec(processorFile())?.[1];
  return `${cpus()[0]?.model ?? 'unknown'}${family ? `, family ${family}, model ${model}` : ''}`;
}

/** How wide the processor's vectors are, which native peers choose their kernels by. */
function vectorBits() {
  const flags = /^flags\s*:(.*)$/m.exec(processorFile())?.[1].split(/\s+/) ?? [];
  if (flags.includes('avx512f')) return 512;
  return flags.includes('avx2') ? 256 : 128;
}

function processorFile() {
  return existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';
}

/** Read from the file: not every package lets its package.json be imported. */
function versionOf(name) {
  const folders = requireOfPeers.resolve.paths(name) ?? [];
  const manifest = folders.map((folder) => join(folder, name, 'package.json')).find((path) => existsSync(path));
  return manifest ? JSON.parse(readFileSync(manifest, 'utf8')).version : 'not installed';
}

/**
 * The command that keeps a process on one core, always the same one; nothing where there is no `taskset`.
 * @returns {string[]}
 */
export function pinningCommand() {
  for (let core = cpus().length - 1; core >= 0; core--) {
    const command = ['taskset', '-c', String(core)];
    if (spawnSync(command[0], [...command.slice(1), process.execPath, '-e', '']).status === 0) return command;
  }
  return [];
}
