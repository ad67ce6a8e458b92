import type { Language } from '@rekur/viz';

export interface PageSection {
  readonly heading: string;
  /** Markup: texts in it must have gone through `escapeHtml`. */
  readonly html: string;
}

export interface Page {
  readonly title: string;
  /** A line under the title, as text. */
  readonly subtitle?: string;
  readonly language: Language;
  readonly sections: readonly PageSection[];
}

/**
 * A report as one HTML file that needs nothing else: no network, no scripts, light and dark, from 390 pixels wide to paper.
 */
export function htmlPage({ title, subtitle, language, sections }: Page): string {
  const contents = sections.map(({ heading }, index) => `<li><a href="#section-${index + 1}">${escapeHtml(heading)}</a></li>`).join('');
  const nav = sections.length > 1 ? `<nav aria-label="${language === 'ko' ? '차례' : 'Contents'}"><ol>${contents}</ol></nav>` : '';
  const body = sections.map(({ heading, html }, index) => `<section id="section-${index + 1}"><h2>${escapeHtml(heading)}</h2>\n${html}\n</section>`).join('\n');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escapeHtml(title)}</h1>${subtitle === undefined ? '' : `<p class="muted">${escapeHtml(subtitle)}</p>`}</header>
${nav}
<main>
${body}
</main>
</body>
</html>
`;
}

/** A picture as SVG text or as the bytes of a PNG file. */
export type Picture = string | Uint8Array;

export interface FigureParts {
  /** For light pages and for paper. */
  readonly light: Picture;
  readonly dark: Picture;
  /** Drawn for pages of a telephone's width. Without it the figure keeps its size there and scrolls by itself. */
  readonly narrow?: { readonly light: Picture; readonly dark: Picture };
  readonly title: string;
  /** For those who do not see it. */
  readonly description: string;
}

/** A figure in the colours of the page it is read on. */
export function figureHtml({ light, dark, narrow, title, description }: FigureParts): string {
  const source = (media: string, picture: Picture): string => `<source media="${media}" srcset="${dataUrl(picture)}">`;
  const sources = [
    ...(narrow ? [source(`${NARROW} and (prefers-color-scheme: dark)`, narrow.dark), source(NARROW, narrow.light)] : []),
    source(DARK, dark),
  ];
  const image = `<img src="${dataUrl(light)}" alt="${escapeHtml(`${title}. ${description}`)}">`;
  return `<figure${narrow ? '' : ' class="scroll" tabindex="0"'}><picture>${sources.join('')}${image}</picture></figure>`;
}

// Paper is light, whatever the screen is.
const DARK = 'screen and (prefers-color-scheme: dark)';
const NARROW = 'screen and (max-width: 500px)';

/** Rows of text as a table; the first row names the columns. It scrolls by itself where the page is narrow. */
export function tableHtml([header, ...rows]: readonly (readonly string[])[]): string {
  const cell = (tag: 'td' | 'th', text: string, more = ''): string => `<${tag}${more}>${escapeHtml(text)}</${tag}>`;
  const head = header.map((text) => cell('th', text, ' scope="col"')).join('');
  const body = rows.map(([first, ...others]) => `<tr>${cell('th', first, ' scope="row"')}${others.map((text) => cell('td', text)).join('')}</tr>`).join('\n');
  return `<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table></div>`;
}

/** Text as it may stand in markup and in an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** As an image of its own: several may hold the same ids. */
function dataUrl(picture: Picture): string {
  const type = typeof picture === 'string' ? 'image/svg+xml' : 'image/png';
  // A style that makes an SVG fit its page would crop it as an image.
  const plain = typeof picture === 'string' ? picture.replace(/^(<svg [^>]*) style="[^"]*"/, '$1') : picture;
  return `data:${type};base64,${Buffer.from(plain as string).toString('base64')}`;
}

const STYLE = `
:root { color-scheme: light dark; --surface: #ffffff; --raised: #f3f5f8; --ink: #1b2430; --muted: #56616e; --line: #d5dbe2; --link: #0b62a8; --good: #0b7551; --bad: #a8390a; }
@media screen and (prefers-color-scheme: dark) { :root { --surface: #15191f; --raised: #20262e; --ink: #e8edf3; --muted: #a3afbc; --line: #38414c; --link: #62b3f3; --good: #48c99a; --bad: #ffa45c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem; background: var(--surface); color: var(--ink); font: 1rem/1.6 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', system-ui, sans-serif; overflow-wrap: break-word; word-break: keep-all; }
h1 { margin: 0 0 .3rem; font-size: 1.7rem; line-height: 1.25; } h2 { margin: 2.5rem 0 .6rem; font-size: 1.3rem; line-height: 1.3; } h3 { margin: 1.6rem 0 .4rem; font-size: 1.05rem; }
p { margin: .6rem 0; } a { color: var(--link); } .muted { color: var(--muted); } .good { color: var(--good); } .bad { color: var(--bad); }
blockquote { margin: .8rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--line); }
nav ol { padding-left: 1.4rem; } ul { padding-left: 1.4rem; }
figure { margin: 1rem 0; } figure img { display: block; max-width: 100%; height: auto; } @media screen and (max-width: 500px) { figure.scroll img { max-width: none; width: 560px; } }
.scroll { overflow-x: auto; margin: 1rem 0; } table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; font-weight: normal; } thead th { color: var(--muted); } th:first-child { text-align: left; padding-left: 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem; margin: .8rem 0; font-size: .92rem; } dt { color: var(--muted); } dd { margin: 0; }
code { font: .9em ui-monospace, monospace; background: var(--raised); padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; word-break: normal; }
pre { font: .85rem/1.5 ui-monospace, monospace; background: var(--raised); padding: .8rem 1rem; border-radius: 4px; } pre.sample { white-space: pre-wrap; overflow-wrap: anywhere; font-family: Georgia, 'Noto Serif KR', serif; font-size: .98rem; } pre.card { width: max-content; min-width: 100%; margin: 0; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; } h2 { break-after: avoid; } figure, table { break-inside: avoid; } .scroll { overflow: visible; } a { color: inherit; } pre.card { white-space: pre-wrap; width: auto; } }
`;
