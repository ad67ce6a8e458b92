// One build for all packages: ESM and types from the entries that package.json exports.
import { readFileSync } from 'node:fs';
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
    dts: { compilerOptions: { customConditions: [] } },
  });
}

/** A command line: one entry, no types. */
export function application() {
  return defineConfig({ ...shared, entry: ['src/main.ts'] });
}
