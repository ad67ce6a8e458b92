// What a first visit costs: bytes of script, jumps of what is read, and, for the report, when the largest part is painted on a slow phone.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../tooling/workspace.mjs';
import { addToReport } from './report.js';
import { DESKTOP, open, PHONE, readThrough, useBrowser, visit } from './site.js';

const MOST_SCRIPT_BYTES = 150_000;
/** Of the window's area times the part of the window it moved by; below 0.1 is called good. */
const MOST_LAYOUT_SHIFT = 0.02;
/** A phone four times slower than this machine, on a slow mobile network. */
const SLOW_PHONE = { cpuSlowdown: 4, latencyMs: 150, bytesPerSecond: 1_600_000 / 8 };

useBrowser();

const report: Record<string, { scriptBytes?: number; layoutShift?: Record<string, number>; largestPaintMs?: number }> = {};
const reportOn = (path: string) => (report[path] ??= {});

afterAll(() => addToReport({ slowPhone: SLOW_PHONE, firstVisits: report }));

/** Counts what comes over the network for scripts, as compressed as it comes. */
async function countScripts(page: Page): Promise<{ bytes: () => number; urls: () => string[] }> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Map<string, { url: string; bytes: number }>();
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') scripts.set(requestId, { url: response.url, bytes: 0 });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script) script.bytes = encodedDataLength;
  });
  await session.send('Network.enable');
  const all = () => [...scripts.values()];
  return { bytes: () => all().reduce((sum, { bytes }) => sum + bytes, 0), urls: () => all().map(({ url }) => url) };
}

/** Names of the interactive parts, which are those of their scripts. */
const parts = readdirSync(join(root, 'apps', 'docs', 'components'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.vue'))
  .map((file) => /([^/\\]+)\.vue$/.exec(file)![1]);
const partsAmong = (urls: readonly string[]) => parts.filter((part) => urls.some((url) => url.includes(`/${part}.`)));

describe.each(['/', '/ko/', '/learn', '/ko/learn'])('the first visit of %s', (path) => {
  test('fetches little script before the reader does anything', async () => {
    const { page, close } = await visit();
    try {
      const scripts = await countScripts(page);
      await open(page, path);
      await page.waitForLoadState('networkidle');
      reportOn(path).scriptBytes = scripts.bytes();
      expect(scripts.bytes()).toBeGreaterThan(10_000);
      expect(scripts.bytes()).toBeLessThan(MOST_SCRIPT_BYTES);
    } finally {
      await close();
    }
  });

  test.each([
    ['desktop', DESKTOP],
    ['phone', PHONE],
  ])('moves nothing on a %s, neither while it loads nor while it is read', async (device, viewport) => {
    const { page, close } = await visit({ viewport });
    try {
      await page.addInitScript(`
        window.shifts = [];
        new PerformanceObserver((list) => {
          for (const { value, hadRecentInput, sources } of list.getEntries()) {
            if (!hadRecentInput) shifts.push({ value, what: sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent ?? 'gone') });
          }
        }).observe({ type: 'layout-shift', buffered: true });
      `);
      await open(page, path);
      await readThrough(page);
      const shifts: { value: number; what: string[] }[] = await page.evaluate('shifts');
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      (reportOn(path).layoutShift ??= {})[device] = sum;
      expect(sum, JSON.stringify(shifts)).toBeLessThan(MOST_LAYOUT_SHIFT);
    } finally {
      await close();
    }
  });

  test('on a slow phone paints its largest part at a time that the report tells', async () => {
    const { page, close } = await visit({ viewport: PHONE, deviceScaleFactor: 2, isMobile: true });
    try {
      const session = await page.context().newCDPSession(page);
      const { cpuSlowdown, latencyMs, bytesPerSecond } = SLOW_PHONE;
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', { offline: false, latency: latencyMs, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond });
      await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
      await page.goto(path, { waitUntil: 'load' });
      const largestPaintMs: number = await page.evaluate(`new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
      })`);
      reportOn(path).largestPaintMs = Math.round(largestPaintMs);
      expect(largestPaintMs).toBeGreaterThan(0);
    } finally {
      await close();
    }
  });
});

test('interactive parts are fetched when the reader comes near them', async () => {
  const { page, close } = await visit();
  try {
    const scripts = await countScripts(page);
    await open(page, '/learn');
    await page.waitForLoadState('networkidle');
    const atFirst = partsAmong(scripts.urls());
    await readThrough(page);
    const inTheEnd = partsAmong(scripts.urls());
    expect(inTheEnd.length).toBeGreaterThan(5);
    // The first part stands near the top.
    expect(atFirst.length).toBeLessThan(3);
  } finally {
    await close();
  }
});
