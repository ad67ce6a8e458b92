// `pnpm fuzz [--seconds N] [--seed S] [--node 24|26]`: bundles fuzz.ts from the sources and runs it, on another Node if asked for, since
// vectors of 256 bits need one from 22 on.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const outfile = join(import.meta.dirname, '..', '.tmp', 'fuzz', 'fuzz.mjs');

function nodeOf(major) {
  const { resolve } = createRequire(join(import.meta.dirname, '..', 'runtimes', 'binaries', 'package.json'));
  return join(dirname(resolve(`node-${major}/package.json`)), 'bin', 'node');
}

const words = process.argv.slice(2).filter((word) => word !== '--');
const at = words.indexOf('--node');
const [, major] = at < 0 ? [] : words.splice(at, 2);
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['fuzz.ts'],
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  conditions: ['@rekur/source'],
  sourcemap: 'inline',
  logLevel: 'warning',
  outfile,
});
const { status } = spawnSync(major ? nodeOf(major) : process.execPath, ['--enable-source-maps', outfile, ...words], { stdio: 'inherit' });
process.exitCode = status ?? 1;
