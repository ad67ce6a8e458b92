// Every page in Chromium. That its links and anchors lead somewhere is tested where the site is built, apps/docs/site.test.ts.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { builtPages } from './list.js';
import { asReader, open, PHONE, readThrough, useBrowser, type Visit, visit } from './site.js';

useBrowser();

const pages = builtPages(inject('siteFolder'));

/** What reaches over the right edge of the window, unless it scrolls within itself. */
const WIDER_THAN_WINDOW = `(() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const inScroller = (element) => {
    for (let above = element.parentElement; above; above = above.parentElement) if (getComputedStyle(above).overflowX !== 'visible') return true;
    return false;
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !inScroller(element))
    .map((element) => element.outerHTML.slice(0, 120));
})()`;

test('there are pages, in both languages', () => {
  expect(pages).toEqual(expect.arrayContaining(['/', '/ko/', '/learn', '/ko/learn', '/api/', '/api/rnn', '/gallery', '/errors', '/ko/guide/text']));
});

describe('at 390 px', () => {
  let phone: Visit;
  beforeAll(async () => {
    phone = await visit({ viewport: PHONE });
  });
  afterAll(() => phone?.close());

  test.each(pages)('%s loads without a complaint and without scrolling sideways', async (path) => {
    const { page, complaints } = phone;
    complaints.length = 0;
    await open(page, path);
    await readThrough(page);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(WIDER_THAN_WINDOW)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  });
});

describe('a reader', () => {
  const goesTo = (page: Page, path: string) => page.waitForURL((url) => url.pathname === path);

  const speaks = (page: Page, language: string) => page.waitForFunction(`document.documentElement.lang === '${language}'`);

  test('goes from page to page, and to the same page in the other language', async () => {
    await asReader({}, async (page) => {
      await open(page, '/');
      await page.locator('.VPHero').getByRole('link', { name: 'Get started' }).click();
      await goesTo(page, '/guide/get-started');
      await page.locator('.VPNavBarTranslations').hover();
      await page.locator('.VPNavBarTranslations').getByRole('link', { name: '한국어' }).click();
      await goesTo(page, '/ko/guide/get-started');
      await speaks(page, 'ko');
      await page.goBack();
      await goesTo(page, '/guide/get-started');
      await speaks(page, 'en');
    });
  });

  test.each([
    ['/', 'gradient', 'Search'],
    ['/ko/', '기울기', '검색'],
  ])('of %s finds pages about %s, with keys alone', async (path, word, name) => {
    await asReader({}, async (page) => {
      await open(page, path);
      await page.getByRole('button', { name }).first().focus();
      await page.keyboard.press('Enter');
      await page.locator('#localsearch-input').fill(word);
      await page.locator('#localsearch-list a').first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname !== path && url.pathname.startsWith(path));
      expect(await page.locator('main').innerText()).toContain(word);
    });
  });

  test('who follows a link to a page that is not there is told so', async () => {
    const { page, close } = await visit();
    try {
      const response = await page.goto('/no/such/page');
      expect(response?.status()).toBe(404);
      await page.getByText('PAGE NOT FOUND').waitFor();
    } finally {
      await close();
    }
  });
});
