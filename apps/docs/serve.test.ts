import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { baseOf, serveSite } from './scripts/serve.mjs';

let folder: string;
let outside: string;

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'rekur-serve-'));
  folder = join(outside, 'site');
  mkdirSync(join(folder, 'guide'), { recursive: true });
  writeFileSync(join(outside, 'secret.html'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<link href="/sub/assets/style.css">');
  writeFileSync(join(folder, '404.html'), 'not here');
  writeFileSync(join(folder, 'guide', 'text.html'), 'text');
});

afterAll(() => rmSync(outside, { recursive: true }));

async function answers(paths: readonly string[], isolated = true) {
  const { port, close } = await serveSite({ folder, base: '/sub/', isolated });
  try {
    return await Promise.all(paths.map((path) => fetch(`http://localhost:${port}${path}`, { redirect: 'manual' })));
  } finally {
    await close();
  }
}

test('the base is read from the first page', () => {
  expect(baseOf(folder)).toBe('/sub/');
});

test('pages are served below the base, without their ending', async () => {
  const found = await answers(['/sub/', '/sub/guide/text', '/sub', '/sub/guide/none', '/guide/text']);
  expect(found.map(({ status }) => status)).toEqual([200, 200, 301, 404, 404]);
});

test('what lies outside of the folder is not served', async () => {
  const found = await answers(['/sub/..%2fsecret.html', '/sub/%2e%2e/secret', '/sub/%zz']);
  expect(found.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test('the headers that threads need are sent, unless they are left out', async () => {
  const [isolated] = await answers(['/sub/']);
  expect(isolated.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(isolated.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  const [plain] = await answers(['/sub/'], false);
  expect(plain.headers.get('cross-origin-embedder-policy')).toBeNull();
});
