// After the first visit the site is read without a network: at the root of a server and below a path, with threads and without.
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { builtPages } from './list.js';
import { baseOf, serveSite } from './serve.mjs';
import { useBrowser, visit } from './site.js';

useBrowser();

/** Chromium's remark on scripts that came before the worker had taken the page over: it fetches them again, from the worker. */
const PRELOAD_OF_THE_OTHER = 'cross-world service worker resource mismatch';

const heading = (page: Page) => page.locator('h1').first().innerText();

describe.each([
  ['at the root', inject('siteFolder'), true],
  ['below a path', inject('siteBelowPath'), true],
  ['without isolation', inject('siteFolder'), false],
])('%s', (_where, folder, isolated) => {
  test('every page is there when the network is gone', async () => {
    const base = baseOf(folder);
    const server = await serveSite({ folder, base, isolated });
    const { page, complaints, close } = await visit({ offline: true, baseURL: `http://localhost:${server.port}${base}` });
    try {
      await page.goto(base);
      expect(await page.evaluate('crossOriginIsolated')).toBe(isolated);
      await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
      // What is still being fetched when the server closes, or when the page is left, would count as failed.
      await page.waitForLoadState('networkidle');
      await server.close();

      for (const path of ['/ko/learn', '/guide/text', '/api/', '/']) {
        await page.goto(`${base}${path.slice(1)}`);
        await page.waitForLoadState('networkidle');
        expect(await heading(page)).not.toBe('');
        expect(await page.evaluate('crossOriginIsolated')).toBe(isolated);
        expect(await page.evaluate("document.querySelector('link[rel~=stylesheet]').sheet !== null")).toBe(true);
      }
      // The others are asked for only.
      const statuses: [string, number][] = await page.evaluate(
        `Promise.all(${JSON.stringify(builtPages(folder))}.map(async (path) => [path, await fetch(${JSON.stringify(base)} + path.slice(1)).then(({ status }) => status, () => 0)]))`,
      );
      expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
      expect(complaints.filter((complaint) => !complaint.includes(PRELOAD_OF_THE_OTHER))).toEqual([]);
    } finally {
      await close();
      await server.close();
    }
  });
});
