// Fused arithmetic has bits of its own, and they too are the same in every Node and at every width.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import type { Report } from './program/report.js';
import { run, runtimes } from './runtimes.js';

/** As the hash of separate arithmetic in runtimes.test.ts: read off Node 20, 24 and 26, and at both widths. */
const HASH = 'dc0e73cf';

const program = join(import.meta.dirname, '..', '.tmp', 'fused', 'main.mjs');

test('training in fused arithmetic gives the same bits in every Node, with 128 bits and with 256', { timeout: 300_000 }, async ({ skip }) => {
  await mkdir(join(program, '..'), { recursive: true });
  const entry = join(import.meta.dirname, 'program', 'fused.ts');
  await build({ entryPoints: [entry], outfile: program, bundle: true, format: 'esm', platform: 'node', target: 'es2022', conditions: ['@rekur/source'] });
  const reports: Report[] = [];
  for (const runtime of runtimes.filter(({ name, command }) => command && name.includes('Node'))) {
    reports.push(...(JSON.parse(await run(runtime, program)) as { reports: Report[] }).reports);
  }
  if (reports.length === 0) return skip('this processor or this Node does not fuse');
  for (const { engine, hashes } of reports) expect({ engine, hashes }).toEqual({ engine, hashes: [HASH] });
});
