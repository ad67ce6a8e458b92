// `pnpm docs:build [--base /sub/path/] [--out FOLDER]`: generated pages, the site, and the worker that keeps it for offline reading.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vitepress';
import { generateSW } from 'workbox-build';
import { generate } from './generate.mjs';
import { lock } from './lock.mjs';

const site = join(import.meta.dirname, '..');
/** Larger than any file of the site; what exceeds it would silently be missing offline. */
const MOST_BYTES = 8 << 20;

const { values } = parseArgs({ options: { base: { type: 'string', default: '/' }, out: { type: 'string', default: join(site, 'dist') } } });
const base = `/${values.base}/`.replaceAll(/\/+/g, '/');
const outDir = resolve(process.env.INIT_CWD ?? '.', values.out);

const unlock = await lock(join(site, '.tmp', 'build.lock'));
try {
  await generate();
  await build(site, { base, outDir });
  await keepForOffline();
} finally {
  unlock();
}

async function keepForOffline() {
  const { count, size, warnings } = await generateSW({
    globDirectory: outDir,
    globPatterns: ['**/*.{html,js,css,json,svg,png,wasm,mp3,wav,woff2}'],
    maximumFileSizeToCacheInBytes: MOST_BYTES,
    swDest: join(outDir, 'sw.js'),
    // In one file, and without a map of what is not ours.
    inlineWorkboxRuntime: true,
    sourcemap: false,
    mode: 'production',
    // Names of assets hold their hash already.
    dontCacheBustURLsMatching: /\/assets\//,
    cleanupOutdatedCaches: true,
    // A page that is open goes on with the scripts it was made with; the next visit has the new ones.
    skipWaiting: false,
    clientsClaim: true,
  });
  for (const warning of warnings) console.warn(`service worker: ${warning}`);
  if (warnings.length > 0) process.exitCode = 1;
  console.log(`offline: ${count} files, ${(size / 1e6).toFixed(1)} MB`);
}
