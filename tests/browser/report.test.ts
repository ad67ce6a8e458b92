// The page that `rekur train --report` writes, opened from a file in Chromium: it fetches nothing, complains of nothing, fits a
// telephone, and prints in the colours of paper.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../tooling/workspace.mjs';
import { launchChromium } from './chromium.js';

const folder = join(import.meta.dirname, '..', '.tmp', 'report');
const report = join(folder, 'rhyme.report.html');

let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'rhyme.txt'), 'Row, row, row your boat,\ngently down the stream.\n'.repeat(60));
  const sizes = ['--steps', '6', '--hidden', '8', '--embedding', '4', '--batch', '2', '--time', '5'];
  const main = join(root, 'apps', 'cli', 'dist', 'main.js');
  const { status, stderr } = spawnSync(process.execPath, [main, 'train', 'rhyme.txt', ...sizes, '--report', '--quiet'], { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
});

/** The report in a window of a size, with all that it asked for and complained of. */
async function opened(width: number, colorScheme: 'light' | 'dark'): Promise<{ page: Page; asked: string[]; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(pathToFileURL(report).href);
  return { page, asked: asked.filter((url) => !url.startsWith('data:')), complaints };
}

const background = (page: Page): Promise<string> => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

describe('the report of a training', () => {
  test('asks for nothing but itself, and every picture in it is drawn', async () => {
    const { page, asked, complaints } = await opened(1100, 'light');
    const pictures = await page.evaluate<boolean[]>('[...document.images].map(({ complete, naturalWidth, alt }) => complete && naturalWidth > 200 && alt.length > 40)');
    expect(pictures.length).toBeGreaterThan(8);
    expect(pictures).not.toContain(false);
    expect(asked).toEqual([pathToFileURL(report).href]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('fits a window of 390 pixels, with charts that were drawn for it', async () => {
    const { page, complaints } = await opened(390, 'dark');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    const widths = await page.evaluate<[number, number][]>("[...document.querySelectorAll('figure:not(.scroll) img')].map((image) => [image.naturalWidth, image.getBoundingClientRect().width])");
    expect(widths.length).toBeGreaterThan(6);
    // Drawn at their own size, not shrunk until nobody can read them.
    // A picture in pixels has two for each.
    for (const [natural, shown] of widths) expect(Math.min(Math.abs(natural - shown), Math.abs(natural / 2 - shown))).toBeLessThan(4);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('is dark where the page is dark, and light on paper', async () => {
    const { page } = await opened(800, 'dark');
    expect(await background(page)).toBe('rgb(21, 25, 31)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await background(page)).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.close();
  });
});
