// `node tests/site/screenshots.mjs [--out FOLDER] [--only PART]`: every page of the built site (`pnpm docs:build`) at two widths, in both modes and
// languages, into tests/.tmp/screenshots, for people to look at; and the widths side by side on sheets, some thousand pixels of a page each.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { baseOf, serveSite } from './serve.mjs';
import { root } from '../../tooling/workspace.mjs';

const temporary = join(import.meta.dirname, '..', '.tmp');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'apps', 'docs', 'dist') }, only: { type: 'string', default: '' }, modes: { type: 'string', default: 'light,dark' } } });
const folder = resolve(process.env.INIT_CWD ?? '.', values.out);
const shots = join(temporary, 'screenshots');

// The browser of the tests is in TypeScript.
const bundled = join(temporary, 'site', 'chromium.mjs');
await build({ entryPoints: [join(import.meta.dirname, '..', 'browser', 'chromium.ts')], bundle: true, format: 'esm', platform: 'node', packages: 'external', outfile: bundled, logLevel: 'warning' });
// It looks for what it unpacked beside where its source lies.
writeFileSync(bundled, readFileSync(bundled, 'utf8').replaceAll('import.meta.dirname', JSON.stringify(join(import.meta.dirname, '..', 'browser'))));
const { launchChromium } = await import(bundled);

// The browser from npm has no font for Hangul.
const font = readFileSync(join(root, 'packages', 'viz', 'fonts', 'NotoSansKR-Regular.subset.ttf')).toString('base64');
const hangul = `@font-face { font-family: 'Noto Sans KR'; src: url(data:font/ttf;base64,${font}); }`;

const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.html') && file !== '404.html')
  .map((file) => file.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, ''))
  // Pages that are in English only are the same in the Korean part, but for a notice.
  .filter((path) => `/${path}`.includes(values.only))
  .sort();

const base = baseOf(folder);
const [{ port, close }, browser] = await Promise.all([serveSite({ folder, base }), launchChromium()]);
try {
  for (const [width, height] of [[1280, 800], [390, 844]]) {
    for (const mode of values.modes.split(',')) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: mode, reducedMotion: 'reduce', serviceWorkers: 'block' });
      const page = await context.newPage();
      // From the first paint on: text that was set without the font stays without it.
      await page.route(
        (url) => !/\.\w+$/.test(url.pathname),
        async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: (await response.text()).replace('</head>', `<style>${hangul}</style></head>`) });
        },
      );
      for (const path of pages) {
        await page.goto(`http://localhost:${port}${base}${path}`);
        await page.evaluate(`(async () => {
          for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
            scrollTo({ top, behavior: 'instant' });
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          scrollTo({ top: 0, behavior: 'instant' });
          await document.fonts.ready;
          // Laid out anew, with the font.
          document.body.style.display = 'none';
          document.body.offsetHeight;
          document.body.style.display = '';
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
