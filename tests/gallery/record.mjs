// `node tests/gallery/record.mjs [name …]`: bundles record.ts from the sources and runs it; results go to `results/`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const outfile = join(import.meta.dirname, '..', '.tmp', 'gallery', 'record.mjs');
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['record.ts'],
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  conditions: ['@rekur/source'],
  external: ['vega', 'vega-lite', '@resvg/resvg-wasm'],
  logLevel: 'warning',
  outfile,
});
const { status } = spawnSync(process.execPath, [outfile, join(import.meta.dirname, 'results'), ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
