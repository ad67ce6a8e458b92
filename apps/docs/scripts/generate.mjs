// Writes the pages that are made of other files: `node scripts/generate.mjs`. They are in .gitignore.
// The generators are TypeScript over the packages' sources, so they are bundled first: nothing must be built.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const site = join(import.meta.dirname, '..');
const outfile = join(site, '.tmp', 'generate.mjs');

export async function generate() {
  await build({
    entryPoints: [join(site, 'scripts', 'generate', 'index.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    conditions: ['@rekur/source'],
    external: ['typescript', 'vega', 'vega-lite', '@resvg/resvg-wasm'],
    logLevel: 'warning',
    outfile,
  });
  const generators = await import(`${pathToFileURL(outfile).href}?${Date.now()}`);
  await generators.writePages(site);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await generate();
