// The programs as single files, from the sources: runtimes differ in how they find packages, which is not what is tested here.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { build } from 'esbuild';

const program = join(import.meta.dirname, 'program');

/** Writes main.mjs for runtimes without a page, and index.html with its scripts, into an empty folder. */
export async function bundle(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const common: BuildOptions = { absWorkingDir: program, bundle: true, format: 'esm', target: 'es2022', conditions: ['@rekur/source'], logLevel: 'silent' };
  const results = await Promise.all([
    build({ ...common, entryPoints: ['main.ts'], platform: 'node', outfile: join(folder, 'main.mjs') }),
    build({ ...common, entryPoints: ['page.ts', 'worker.ts'], platform: 'browser', outdir: folder }),
    copyFile(join(program, 'index.html'), join(folder, 'index.html')),
  ]);
  const warnings = results.flatMap((result) => (result ? result.warnings : []));
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
}
