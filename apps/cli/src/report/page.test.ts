import { describe, expect, test } from 'vitest';
import { escapeHtml, figureHtml, htmlPage, tableHtml } from './page.js';

const sections = [
  { heading: 'Loss & more', html: '<p>one</p>' },
  { heading: 'Next', html: '<p>two</p>' },
];

describe('htmlPage', () => {
  test('is one page in a language, with its sections and where they are', () => {
    const page = htmlPage({ title: 'A <report>', subtitle: 'of "today"', language: 'ko', sections });
    expect(page).toMatch(/^<!doctype html>\n<html lang="ko">/);
    expect(page).toContain('<title>A &lt;report&gt;</title>');
    expect(page).toContain('<p class="muted">of &quot;today&quot;</p>');
    expect(page).toContain('<nav aria-label="차례"><ol><li><a href="#section-1">Loss &amp; more</a></li><li><a href="#section-2">Next</a></li></ol></nav>');
    expect(page).toContain('<section id="section-2"><h2>Next</h2>\n<p>two</p>\n</section>');
  });

  test('has no contents where there is one section', () => {
    expect(htmlPage({ title: 'T', language: 'en', sections: sections.slice(1) })).not.toContain('<nav');
  });

  test('loads nothing and runs nothing: no scripts, no addresses, and a policy that forbids them', () => {
    const page = htmlPage({ title: 'T', language: 'en', sections });
    expect(page).not.toMatch(/<script|<link|https?:|url\(/);
    expect(page).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
  });

  test('has colours for light and dark pages, and prints light', () => {
    const page = htmlPage({ title: 'T', language: 'en', sections });
    expect(page).toContain('@media screen and (prefers-color-scheme: dark)');
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  });
});

test('figureHtml holds both pictures and says what is to be seen', () => {
  const html = figureHtml({ light: '<svg/>', dark: Uint8Array.of(1, 2, 3), title: 'Loss', description: 'It "falls".' });
  expect(html).toBe(
    `<figure class="scroll" tabindex="0"><picture><source media="screen and (prefers-color-scheme: dark)" srcset="data:image/png;base64,AQID"><img src="data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}" alt="Loss. It &quot;falls&quot;."></picture></figure>`,
  );
});

test('figureHtml takes pictures of their own for narrow pages, chosen first', () => {
  const picture = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
  const html = figureHtml({ light: picture(0), dark: picture(1), narrow: { light: picture(2), dark: picture(3) }, title: 'Loss', description: '' });
  expect([...html.matchAll(/media="([^"]*)"/g)].map(([, media]) => media)).toEqual([
    'screen and (max-width: 500px) and (prefers-color-scheme: dark)',
    'screen and (max-width: 500px)',
    'screen and (prefers-color-scheme: dark)',
  ]);
  expect(html).toMatch(/^<figure><picture>/);
});

test('tableHtml names columns and rows and escapes what is in them', () => {
  const html = tableHtml([['cell', 'rate'], ['a < b', '0.5']]);
  expect(html).toContain('<thead><tr><th scope="col">cell</th><th scope="col">rate</th></tr></thead>');
  expect(html).toContain('<tr><th scope="row">a &lt; b</th><td>0.5</td></tr>');
});

test('escapeHtml leaves no character that markup or an attribute would take for its own', () => {
  expect(escapeHtml(`<a href="x">&</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;');
});
