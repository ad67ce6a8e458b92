// axe-core on a page of every kind, and what a reader who wants no motion gets.
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { asReader, open, PHONE, readThrough, useBrowser } from './site.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

useBrowser();

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds wrong, a line for each element. */
async function faultsOf(page: Page, options: object = {}): Promise<string[]> {
  const { violations }: { violations: Violation[] } = await page.evaluate(`axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)}: ${failureSummary ?? ''}`));
}

const kinds = ['/', '/learn', '/guide/text', '/api/rnn', '/gallery', '/benchmarks', '/errors', '/ko/', '/ko/learn', '/ko/guide/text', '/ko/api/rnn', '/ko/errors'];

describe.each(kinds)('%s', (path) => {
  test('has nothing that axe finds wrong, light or dark', async () => {
    await asReader({ reducedMotion: 'reduce' }, async (page) => {
      await open(page, path);
      await readThrough(page);
      await page.addScriptTag({ path: axe });
      expect(await faultsOf(page)).toEqual([]);
      // What can differ in the dark are colours.
      await page.evaluate("document.documentElement.classList.add('dark')");
      await page.waitForFunction('document.getAnimations().length === 0');
      expect(await faultsOf(page, { runOnly: ['color-contrast', 'link-in-text-block'] })).toEqual([]);
    });
  });
});

test.each(['/', '/ko/learn'])('%s has nothing that axe finds wrong on a phone', async (path) => {
  await asReader({ viewport: PHONE, reducedMotion: 'reduce' }, async (page) => {
    await open(page, path);
    await readThrough(page);
    await page.addScriptTag({ path: axe });
    expect(await faultsOf(page)).toEqual([]);
  });
});

test('whoever wants no motion gets none', async () => {
  await asReader({ reducedMotion: 'reduce' }, async (page) => {
    await open(page, '/learn');
    await readThrough(page);
    const moving: string[] = await page.evaluate(`[...document.querySelectorAll('body *')]
      .filter((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return [transitionDuration, animationDuration].some((durations) => durations.split(', ').some((duration) => parseFloat(duration) > 0));
      })
      .map((element) => element.outerHTML.slice(0, 100))`);
    expect(moving).toEqual([]);
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  });
});
