// Builds the site once, as it is published below a path, and reads what came out.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { linkTo, pages } from './.vitepress/pages.js';
import { anchorsOf, isShown, linksOf, scriptsOf } from './testing/html.js';

const BASE = '/some/path/';
const folder = join(import.meta.dirname, '.tmp', 'site');

/** What a first page may fetch of scripts before anybody touches it. */
const MOST_SCRIPT_BYTES = 150_000;

let files: string[];
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
const htmlFiles = () => files.filter((file) => file.endsWith('.html') && file !== '404.html');

beforeAll(async () => {
  const run = promisify(execFile);
  // VitePress fails here for a link to a page that is not there.
  await run(process.execPath, [join('scripts', 'build.mjs'), '--base', BASE, '--out', folder], { cwd: import.meta.dirname, env: { ...process.env, INIT_CWD: '', NODE_ENV: 'production' } });
  files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/')).filter((file) => statSync(join(folder, file)).isFile());
}, 600_000);

/** Every page is linked to by every other: its places are looked up once. */
const anchors = new Map<string, Set<string>>();
function hasAnchor(file: string, anchor: string): boolean {
  if (!anchors.has(file)) anchors.set(file, anchorsOf(textOf(file)));
  return anchors.get(file)!.has(anchor);
}

/** The file behind a link, seen from the root of the site. */
const fileOf = (link: string) => (link.endsWith('/') ? `${link}index.html` : `${link}.html`).slice(1);

test('every page of the list is there in its languages', () => {
  const missing = pages
    .filter(({ path }) => existsSync(join(import.meta.dirname, `${path}.md`)))
    .flatMap((page) => [linkTo(page, 'en'), linkTo(page, 'ko')].map(fileOf))
    .filter((file) => !files.includes(file));
  expect(missing).toEqual([]);
  // Only the gallery may be absent, before its figures are made.
  const sources = pages.map(({ path }) => path).filter((path) => !existsSync(join(import.meta.dirname, `${path}.md`)));
  expect(sources.filter((path) => path !== 'gallery')).toEqual([]);
});

test('the same pages are there in Korean as in English', () => {
  const english = htmlFiles().filter((file) => !file.startsWith('ko/')).sort();
  const korean = htmlFiles().filter((file) => file.startsWith('ko/')).map((file) => file.slice('ko/'.length)).sort();
  expect(korean).toEqual(english);
});

test('every link within the site leads to a page, and its anchor to a place on it', () => {
  const broken = htmlFiles().flatMap((file) => {
    const here = new URL(`${BASE}${file.replace(/(index)?\.html$/, '')}`, 'http://site');
    return linksOf(textOf(file)).flatMap((link) => {
      const target = new URL(link, here);
      if (target.origin !== here.origin) return [];
      if (!target.pathname.startsWith(BASE)) return [`${file}: ${link} is not below ${BASE}`];
      const found = target.pathname.slice(BASE.length - 1);
      const page = files.includes(found.slice(1)) ? found.slice(1) : fileOf(found);
      if (!files.includes(page)) return [`${file}: ${link} leads nowhere`];
      const anchor = decodeURIComponent(target.hash.slice(1));
      return anchor === '' || hasAnchor(page, anchor) ? [] : [`${file}: ${link} has no such place`];
    });
  });
  expect(broken).toEqual([]);
});

test('no page names a path of the machine that built it', () => {
  const root = join(import.meta.dirname, '..', '..');
  const text = /\.(html|js|json|css|svg)$/;
  const naming = files.filter((file) => text.test(file)).filter((file) => textOf(file).includes(root));
  expect(naming).toEqual([]);
});

test.each(['index.html', 'ko/index.html', 'learn.html', 'ko/learn.html'])('%s fetches little script before interaction', (file) => {
  const scripts = scriptsOf(textOf(file)).map((source) => source.slice(BASE.length));
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.reduce((sum, source) => sum + gzipSync(textOf(source)).length, 0);
  expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES);
});

test('every page, script and picture is kept for reading offline', () => {
  const worker = textOf('sw.js');
  const kept = files.filter((file) => /\.(html|js|css|svg|png|wasm|mp3|wav)$/.test(file) && file !== 'sw.js');
  expect(kept.filter((file) => !worker.includes(`"${file}"`) && statSync(join(folder, file)).size > 0)).toEqual([]);
});

test('Korean pages say that they are Korean, and every picture says what it shows', () => {
  for (const file of htmlFiles()) {
    const html = textOf(file);
    expect(/<html lang="(\w+)"/.exec(html)?.[1], file).toBe(file.startsWith('ko/') ? 'ko' : 'en');
    expect([...html.matchAll(/<img\b[^>]*>/g)].map(([image]) => image).filter((image) => !/\salt[\s=>]/.test(image)), file).toEqual([]);
    expect(isShown(html), file).toBe(true);
  }
});
