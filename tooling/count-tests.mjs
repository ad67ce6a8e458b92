// Sums the vitest reports of all packages and prints `N passed, N failed` on a line of its own.
//
//   node tooling/count-tests.mjs [--clear]
//
// Reports are outputs of the turbo task, so a cached run is counted too. `--clear` removes them before a run: without
// that, a package whose tests no longer run would be counted as it was.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, workspacePackages } from './workspace.mjs';

const reports = workspacePackages()
  .filter(({ manifest }) => manifest.scripts?.test)
  .map(({ folder }) => ({ folder, file: join(root, folder, '.reports', 'vitest.json') }));

function clear() {
  for (const { file } of reports) rmSync(file, { force: true });
}

function count() {
  let passed = 0;
  let failed = 0;
  for (const { folder, file } of reports) {
    if (!existsSync(file)) {
      console.error(`${folder}: no test report; its tests did not run to the end`);
      failed += 1;
      continue;
    }
    const report = JSON.parse(readFileSync(file, 'utf8'));
    // A file that cannot be loaded has no tests to fail, and still is a failure.
    const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    const here = report.numFailedTests + broken.length;
    passed += report.numPassedTests;
    failed += report.success ? here : Math.max(here, 1);
    if (report.numTotalTests === 0) console.error(`${folder}: no tests`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (process.argv.includes('--clear')) clear();
else count();
