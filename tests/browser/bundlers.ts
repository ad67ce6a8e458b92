// The page in app/, built by three bundlers as their users would: no plugin, no special setting but the one that esbuild needs.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build as buildWithEsbuild } from 'esbuild';
import { build as buildWithVite } from 'vite';
import webpack from 'webpack';

const app = join(import.meta.dirname, 'app');

/** Builds the page into an empty folder, to be served under `/name/`. */
export const bundlers: Readonly<Record<string, (folder: string, name: string) => Promise<void>>> = {
  async vite(folder, name) {
    await buildWithVite({
      root: app,
      base: `/${name}/`,
      configFile: false,
      logLevel: 'silent',
      build: { outDir: folder, emptyOutDir: true },
    });
  },

  async webpack(folder) {
    await empty(folder);
    const compiler = webpack({
      mode: 'production',
      context: app,
      entry: './main.js',
      output: { path: folder, filename: 'main.js' },
      // How large a page gets is measured elsewhere (`pnpm lint:size`).
      performance: { hints: false },
    });
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      compiler.run((error, result) => (error ? reject(error) : resolve(result)));
    });
    await new Promise((resolve) => compiler.close(resolve));
    if (!stats || stats.hasErrors() || stats.hasWarnings()) throw new Error(stats?.toString('errors-warnings'));
    await copyFile(join(app, 'index.html'), join(folder, 'index.html'));
  },

  async esbuild(folder) {
    await empty(folder);
    // esbuild does not follow `new Worker(new URL(…))`: each worker is an entry of its own, beside the page's.
    const entryPoints = { main: './main.js', 'own-worker': './own-worker.js', 'worker-main': '@rekur/train/worker-main' };
    const { warnings } = await buildWithEsbuild({
      absWorkingDir: app,
      entryPoints,
      bundle: true,
      splitting: true,
      format: 'esm',
      minify: true,
      outdir: folder,
      // Said of chunks that hold no side effects; never of files below node_modules, to which the packages here are only linked.
      logOverride: { 'ignored-bare-import': 'silent' },
      logLevel: 'silent',
    });
    if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
    await copyFile(join(app, 'index.html'), join(folder, 'index.html'));
  },
};

async function empty(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
