// One build for all packages: ESM and types from the entries that package.json exports.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  format: ['esm'],
  target: 'es2022',
  sourcemap: true,
  clean: true,
  // Never swallow another package: each is installed and versioned on its own.
  external: [/^@rekur\//],
};

interface Manifest {
  exports: Record<string, { '@rekur/source': string }>;
}

/** Entries are the values of the `@rekur/source` condition, so exports and build cannot disagree. */
export function library() {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const entry = Object.values(manifest.exports).map((target) => target['@rekur/source']);
  return defineConfig({
    ...shared,
    entry,
    // Types of other packages come from their builds, as they will for a user: the source condition is off here.
    onSuccess: dropDataMaps,
    dts: { compilerOptions: { customConditions: [] } },
  });
}

/** A megabyte of text needs no source map: what was built of `src/data` goes without. */
async function dropDataMaps(): Promise<void> {
  if (!existsSync('src/data')) return;
  const modules = readdirSync('src/data').map((file) => file.replace(/\.ts$/, ''));
  for (const file of readdirSync('dist')) {
    const chunk = /^(.+)-[A-Z0-9]{8}\.js$/.exec(file)?.[1];
    if (chunk === undefined || !modules.includes(chunk)) continue;
    const path = join('dist', file);
    rmSync(`${path}.map`, { force: true });
    writeFileSync(path, readFileSync(path, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'));
  }
}

/** A command line: one entry, no types. */
export function application() {
  return defineConfig({ ...shared, entry: ['src/main.ts'] });
}
