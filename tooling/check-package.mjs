// Packs a package as it would be published and lets publint and attw look at the result.
//
//   node ../../tooling/check-package.mjs      (in a package's folder, after its build)
//
// The tarball and not the folder: packing replaces `exports` by `publishConfig.exports` and `workspace:` by versions.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workspace.mjs';

const tarball = join('.reports', 'package.tgz');
const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));

function run(program, ...args) {
  const bin = join(root, 'node_modules', '.bin');
  const path = `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', shell, env: { ...process.env, PATH: path } });
  if (status === 0) return;
  console.error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
  process.exitCode = 1;
}

mkdirSync('.reports', { recursive: true });
rmSync(tarball, { force: true });
run('pnpm', 'pack', '--out', tarball);
run('publint', 'run', tarball, '--strict');
// A command line exports nothing that has types.
if (exports?.['.']) run('attw', tarball, '--profile', 'esm-only');
