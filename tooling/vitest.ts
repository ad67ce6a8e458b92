// One test setup for all packages.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export interface ProjectOptions {
  /** Console output fails a test unless this is set (or the test spies on console itself). */
  allowConsole?: boolean;
}

// Resolve packages of this repository to their sources: tests run unbuilt.
const conditions = ['@rekur/source', 'module', 'node', 'import', 'default'];

export function project({ allowConsole = false }: ProjectOptions = {}) {
  const quiet = fileURLToPath(new URL('./quiet-console.ts', import.meta.url));
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    test: {
      include: ['**/*.test.ts'],
      exclude: ['**/node_modules/**', 'dist/**', '.tmp/**'],
      setupFiles: allowConsole ? [] : [quiet],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // Processes, not threads: a test may change its working folder.
      pool: 'forks',
      maxWorkers: 2,
      // The JSON is counted by tooling/count-tests.mjs. A run of chosen files must not replace the report of a full
      // run, so it asks for another reporter (see `golden` in tooling/bootstrap.mjs).
      reporters: ['default', 'json'],
      outputFile: { json: '.reports/vitest.json' },
    },
  });
}
