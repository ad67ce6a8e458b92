// The same training gives the same bits in every runtime, at every width and number of threads.
import { join } from 'node:path';
import { referenceEngine, wasmEngine } from '@rekur/wasm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestContext } from 'vitest';
import { launchChromium } from '../browser/chromium.js';
import { serve, type StaticServer } from '../browser/server.js';
import { bundle } from './bundle.js';
import type { Report } from './program/report.js';
import { train } from './program/training.js';
import { isExpected, run, runtimes, type Runtime } from './runtimes.js';

/**
 * Of parameters and losses after 20 steps. Read off Node 20, 24 and 26, Bun 1.4, Deno 2.9 and Chromium, all equal. It changes only when what an
 * operation, a pass or the training computes is redefined; then it must be read off all of them again.
 */
const HASH = '8bdae119';

const folder = join(import.meta.dirname, '..', '.tmp', 'runtimes');
const program = join(folder, 'main.mjs');
const PATIENCE_MS = 90_000;

beforeAll(() => bundle(folder));

function expectReports(reports: readonly Report[], engines: readonly string[]): void {
  expect(reports.map(({ engine, hashes }) => ({ engine, hashes }))).toEqual(engines.map((engine) => ({ engine, hashes: [HASH] })));
}

const engineNames = (width: number, ...threads: string[]): string[] => threads.map((text) => `wasm, ${width} bits, separate, ${text}`);
const onOneAndTwo = (width: number): string[] => engineNames(width, '1 thread', '2 threads');

/** A runtime without its package is a mistake where it can be installed, elsewhere a test that cannot be made. */
function requireInstalled({ name, command }: Runtime, { skip }: TestContext): void {
  if (command) return;
  if (isExpected) throw new Error(`${name} is not installed: run pnpm install, with optional dependencies`);
  skip(`npm has no package of ${name} for this system here`);
}

describe.each(runtimes.map((runtime) => [runtime.name, runtime] as const))('%s', (name, runtime) => {
  test('gives the same bits on one thread and on two', async (context) => {
    requireInstalled(runtime, context);
    const { reports } = JSON.parse(await run(runtime, program)) as { reports: Report[] };
    expect(reports.flatMap(({ notices }) => notices)).toEqual([]);
    expectReports(reports, onOneAndTwo(128));
  }, PATIENCE_MS);

  if (!name.startsWith('Node')) return;
  test('gives the same bits with vectors of 256 bits, where these are faster', async (context) => {
    requireInstalled(runtime, context);
    const { reports, reason } = await wideReports(runtime);
    // A measurement decides: on a processor that gains nothing there is nothing to compare.
    if (!reports) return context.skip(reason);
    expectReports(reports, onOneAndTwo(256));
  }, 3 * PATIENCE_MS);
});

interface WideReports {
  readonly reports?: Report[];
  readonly reason?: string;
}

/** Once more where a busy machine spoilt the measurement. */
async function wideReports(runtime: Runtime, attempts = 3): Promise<WideReports> {
  const wide = JSON.parse(await run(runtime, program, 'wide')) as WideReports;
  return wide.reports || attempts === 1 ? wide : wideReports(runtime, attempts - 1);
}

describe('Chromium', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), serve({ runtimes: folder }, { threads: true })]);
  }, PATIENCE_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function reportsOf(name: 'own' | 'worker'): Promise<Report[]> {
    const page = await browser.newPage();
    await page.goto(`${server.url}/runtimes/index.html`);
    await page.waitForFunction(() => document.title === 'ready');
    const reports = await page.evaluate((key) => (globalThis as unknown as { page: Record<string, () => Promise<unknown>> }).page[key](), name);
    await page.close();
    return reports as Report[];
  }

  test('gives the same bits in a worker of an isolated page, on one thread and on two', async () => {
    const reports = await reportsOf('worker');
    expect(reports.flatMap(({ notices }) => notices)).toEqual([]);
    expectReports(reports, onOneAndTwo(128));
  }, PATIENCE_MS);

  test("gives the same bits in the page's own thread, which stays alone and says so", async () => {
    const reports = await reportsOf('own');
    expect(reports.flatMap(({ notices }) => notices)).toEqual([
      "wasmEngine: one thread is used instead of 2: threads need a worker to wait in: a page's own thread must not wait (trainInWorker trains in one)",
    ]);
    expectReports(reports, engineNames(128, '1 thread', '1 thread'));
  }, PATIENCE_MS);
});

test('the compiler loses what the interpreter loses, at each of 200 steps', async () => {
  const expected = await train(referenceEngine, 200);
  expect(await train(wasmEngine({ width: 128 }), 200)).toEqual(expected);
  expect(expected.losses[199]).toBeLessThan(0.2 * expected.losses[0]);
}, PATIENCE_MS);
