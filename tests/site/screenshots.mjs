// `node tests/site/screenshots.mjs [--browser FILE] [--out FOLDER] [--only PART] [--modes light,dark]`: every page of the built site (`pnpm docs:build`) at
// two widths, in both modes and languages, into tests/.tmp/screenshots, for people to look at. The browser is an installed one (Chrome, or the one of
// --browser), which has a reader's fonts: that of the tests has none for Hangul.
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { baseOf, serveSite } from './serve.mjs';
import { root } from '../../tooling/workspace.mjs';

const temporary = join(import.meta.dirname, '..', '.tmp');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'apps', 'docs', 'dist') }, only: { type: 'string', default: '' }, modes: { type: 'string', default: 'light,dark' }, browser: { type: 'string' } } });
const folder = resolve(process.env.INIT_CWD ?? '.', values.out);
const shots = join(temporary, 'screenshots');

const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.html') && file !== '404.html')
  .map((file) => file.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, ''))
  // Pages that are in English only are the same in the Korean part, but for a notice.
  .filter((path) => `/${path}`.includes(values.only))
  .sort();

const base = baseOf(folder);
const [{ port, close }, browser] = await Promise.all([serveSite({ folder, base }), chromium.launch({ args: ['--disable-gpu'], ...(values.browser ? { executablePath: values.browser, chromiumSandbox: false } : { channel: 'chrome' }) })]);
try {
  for (const [width, height] of [[1280, 800], [390, 844]]) {
    for (const mode of values.modes.split(',')) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: mode, reducedMotion: 'reduce', serviceWorkers: 'block' });
      const page = await context.newPage();
      for (const path of pages) {
        await page.goto(`http://localhost:${port}${base}${path}`);
        await page.evaluate(`(async () => {
          for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
            scrollTo({ top, behavior: 'instant' });
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          scrollTo({ top: 0, behavior: 'instant' });
          await document.fonts.ready;
        })()`);
        await page.waitForLoadState('networkidle');
        const file = join(shots, `${width}-${mode}`, `${path.replace(/\/?$/, (end) => (end || path === '' ? `${end}index` : ''))}.png`);
        mkdirSync(dirname(file), { recursive: true });
        // Of a very long page the first part shows how the rest looks.
        const length = await page.evaluate('document.documentElement.scrollHeight');
        await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(length, 24_000) } });
        console.log(file);
      }
      await context.close();
    }
  }
} finally {
  await Promise.all([browser.close(), close()]);
}
