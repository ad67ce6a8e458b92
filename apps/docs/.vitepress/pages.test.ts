import { expect, test } from 'vitest';
import { linkTo, type Page, pages } from './pages.js';

const page = (path: string, inBoth: boolean): Page => ({ path, title: { en: '', ko: '' }, group: 'guide', inBoth });

test('a page in both languages has an address in each', () => {
  expect(linkTo(page('guide/text', true), 'en')).toBe('/guide/text');
  expect(linkTo(page('guide/text', true), 'ko')).toBe('/ko/guide/text');
});

test('a page in English is the same from both, and an index is its folder', () => {
  expect(linkTo(page('errors', false), 'ko')).toBe('/errors');
  expect(linkTo(page('api/index', false), 'ko')).toBe('/api/');
});

test('no page is listed twice', () => {
  const paths = pages.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});
