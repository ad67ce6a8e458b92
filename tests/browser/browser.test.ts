// Models are defined, trained, saved, loaded and used in Chromium, under a strict content-security policy: from a page without a
// bundler and from pages built by Vite, webpack and esbuild. What comes out is equal, to the bit, to what Node computes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { linear, recurrent, sequential } from '@rekur/rnn';
import type { Module, Parameters } from '@rekur/rnn';
import { adam, fit, meanSquaredError } from '@rekur/train';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { root } from '../../tooling/workspace.mjs';
import { minimalCell } from './app/cell.js';
import { bundlers } from './bundlers.js';
import { launchChromium } from './chromium.js';
import * as wave from './plain/wave.js';
import { serve, type StaticServer } from './server.js';

const temporary = join(import.meta.dirname, '..', '.tmp', 'browser');
const names = Object.keys(bundlers);
const built = (name: string): string => join(temporary, name);

let browser: Browser;
let server: StaticServer;
let context: BrowserContext;
let page: Page;
/** Whatever the page complained of. */
let complaints: string[];
/** Addresses of the workers that it started, relative to the server. */
let workers: string[];
/** What Node computes for the same model. */
let expected: { losses: number[]; outputs: number[] };

beforeAll(async () => {
  mkdirSync(temporary, { recursive: true });
  const folders = { packages: join(root, 'packages'), plain: join(import.meta.dirname, 'plain') };
  [browser, server, expected] = await Promise.all([
    launchChromium(),
    serve({ ...folders, ...Object.fromEntries(names.map((name) => [name, built(name)])) }),
    trainInNode(wave.model()),
  ]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  complaints = [];
  workers = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('worker', (worker) => workers.push(worker.url().replace(server.url, '')));
});

afterEach(() => context.close());

async function trainInNode(module: Module): Promise<{ losses: number[]; outputs: number[] }> {
  const { seed, epochs, learningRate } = wave as { seed: number; epochs: number; learningRate: number };
  const options = { loss: meanSquaredError, optimizer: adam({ learningRate }), seed, epochs };
  const losses: number[] = [];
  let parameters: Parameters = {};
  for await (const event of fit(module, [wave.batch], options)) {
    if (event.type === 'step') losses.push(event.loss);
    if (event.type === 'end') parameters = event.parameters;
  }
  return { losses, outputs: (wave.outputs as (model: object) => number[])({ module, parameters }) };
}

async function open(path: string): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await page.waitForFunction(() => document.title === 'ready');
}

/** Calls a function that the page offers as `page.name`. */
async function call(name: string): Promise<unknown> {
  return page.evaluate((key) => (globalThis as unknown as { page: Record<string, () => unknown> }).page[key](), name);
}

test('the model learns', () => {
  expect(expected.losses[0]).toBeGreaterThan(0.3);
  expect(expected.losses.at(-1)).toBeLessThan(0.1);
});

describe('a page without a bundler', () => {
  test('trains, saves to a Blob and to IndexedDB, and loads after a reload: the bits are those of Node', async () => {
    await open('/plain/index.html');
    expect(await call('trainAndSave')).toEqual({ ...expected, fromBlob: expected.outputs });
    await page.reload();
    await page.waitForFunction(() => document.title === 'ready');
    expect(await call('load')).toEqual({
      read: ['from Blob', 'from bytes'].map((key) => ({ key, note: 'a wave', outputs: expected.outputs })),
      left: [{ key: 'from bytes', byteLength: expect.any(Number) as number }],
    });
    expect(complaints).toEqual([]);
  });

  test('trains in the worker that is one file', async () => {
    await open('/plain/index.html');
    expect(await call('trainInWorker')).toEqual(expected.outputs);
    expect(workers).toEqual(['/packages/train/dist/standalone/worker.js']);
    expect(complaints).toEqual([]);
  });

  test('learns that its policy refuses a worker', async () => {
    await open('/plain/index.html');
    expect(await call('refusedWorker')).toBe(
      'trainInWorker: worker failed: its script could not be loaded; a module script that calls serveTraining is expected; the README of @rekur/train tells of bundlers and content-security policies',
    );
    expect(complaints.join()).toContain('Content Security Policy');
  });

  test('learns that there is no room left, and keeps what it had', async () => {
    await open('/plain/index.html');
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 2_000_000 });
    expect(await call('fill')).toEqual({
      message: expect.stringMatching(
        /^SafetensorsError: ModelStore\.save: no room left: store "page" gives QuotaExceededError[^;]*; expected enough room for the file; what was there is as it was; /,
      ) as string,
      kept: [1, 2, 3],
      files: [3],
    });
  });

  test('learns what a store does not hold', async () => {
    await open('/plain/index.html');
    expect(await call('missing')).toEqual({
      name: 'SafetensorsError',
      code: 'IoError',
      message:
        'ModelStore.load: no such file: store "another" has no "wave"; expected a name under which something was saved; the store is empty; save it first, from a page of the same origin',
    });
  });
});

describe.each(names)('a page built by %s', (name) => {
  beforeAll(() => bundlers[name](built(name), name), 60_000);

  beforeEach(() => open(`/${name}/index.html`));

  afterEach(() => {
    expect(complaints).toEqual([]);
    expect(server.missing.filter((path) => path.startsWith(`/${name}/`))).toEqual([]);
  });

  test('trains in a worker, saves and loads: the bits are those of Node', async () => {
    expect(await call('train')).toEqual({ steps: wave.epochs, outputs: expected.outputs });
    expect(workers).toEqual([expect.stringMatching(new RegExp(`^/${name}/.*\\.js$`))]);
  });

  test('trains a cell of one’s own in a worker of one’s own', async () => {
    const own = sequential(recurrent(minimalCell, 1, 8), linear(8, 1));
    expect(await call('trainOwnCell')).toEqual({ steps: wave.epochs, outputs: (await trainInNode(own)).outputs });
  });

  test('sees the errors of training, and stops it', async () => {
    expect(await call('fail')).toEqual({
      text: expect.stringMatching(/^FitError: fit: loss or gradient is not finite: step \d+, /) as string,
      stack: expect.stringMatching(new RegExp(`/${name}/`)) as string,
    });
    expect(await call('abort')).toBe('aborted');
  });
});
