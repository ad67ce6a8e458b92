import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '@rekur/viz';
import { gallery, type GalleryEntry } from './gallery.js';
import { results } from './results.js';

/** SVG of more characters is kept as PNG. */
export const LARGEST_SVG = 150_000;

/** The figure of an entry as the page shows it. */
export function figureOf({ draw }: GalleryEntry, mode: 'light' | 'dark'): Figure {
  return draw(results, { mode });
}

/** docs/gallery.md, given how each entry's pictures are kept. */
export function galleryPage(formatOf: (entry: GalleryEntry) => 'svg' | 'png'): string {
  const parts = gallery.map(({ heading, entries }) => [`## ${heading}`, ...entries.map((entry) => entryText(entry, formatOf(entry)))].join('\n\n'));
  return `${INTRODUCTION}\n${parts.join('\n\n')}\n`;
}

const INTRODUCTION = `# Gallery

Every figure of \`@rekur/viz\`, drawn of results that were measured with the packages themselves (\`tests/gallery/record.mjs\` measures them again,
\`tests/gallery/results\` holds them). The functions below are run as tests; \`UPDATE_GALLERY=1\` with \`tests/gallery\` rewrites this page.
`;

function entryText(entry: GalleryEntry, format: 'svg' | 'png'): string {
  const { name, sentence } = entry;
  const { title } = figureOf(entry, 'light');
  const source = readFileSync(join(import.meta.dirname, 'examples', `${name}.ts`), 'utf8');
  return `### ${title}

${sentence}

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="gallery/${name}.dark.${format}">
  <img alt="${escapeHtml(title)}" src="gallery/${name}.light.${format}">
</picture>

\`\`\`ts
${withoutTypeImports(source)}\`\`\``;
}

/** What the results are called is no part of the example. */
function withoutTypeImports(source: string): string {
  return source.replaceAll(/^import type .*\n/gm, '');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
