// Pages that are files of the repository.
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { linksToPages, withFrontmatter } from './markdown.ts';

export function includedPages(root: string): Record<string, string> {
  const include = (file: string) => linksToPages(readFileSync(join(root, file), 'utf8'), file);
  return {
    'architecture.md': withFrontmatter({ title: 'Architecture', outline: [2, 3] }, include('docs/architecture.md')),
    'recipes.md': withFrontmatter({ title: 'Contributing' }, include('CONTRIBUTING.md')),
    ...(existsSync(join(root, 'docs', 'gallery.md')) && {
      'gallery.md': withFrontmatter({ title: 'Gallery', pageClass: 'gallery-page' }, picturesOfModes(include('docs/gallery.md'))),
    }),
  };
}

/** The gallery's figures, as they are, under the same relative addresses. */
export function copyGallery(root: string, site: string): void {
  const target = join(site, 'public', 'gallery');
  rmSync(target, { recursive: true, force: true });
  const figures = join(root, 'docs', 'gallery');
  if (existsSync(figures)) cpSync(figures, target, { recursive: true });
}

/**
 * On the site its own switch decides between light and dark, not the system's setting: `<picture>` with a dark source becomes two images,
 * of which the style sheet hides one. A hidden image that loads lazily is never fetched.
 */
export function picturesOfModes(markdown: string): string {
  const image = (source: string, alt: string, mode: string) => `<img class="only-${mode}" src="${inPublic(source)}" alt="${alt}" loading="lazy">`;
  return markdown
    .replace(/<picture>([\s\S]*?)<\/picture>/g, (whole, inside: string) => {
      const dark = /<source[^>]*dark[^>]*srcset="([^"]+)"|<source[^>]*srcset="([^"]+)"[^>]*dark/.exec(inside);
      const light = /<img[^>]*src="([^"]+)"/.exec(inside)?.[1];
      if (!dark || !light) return whole;
      const alt = /<img[^>]*alt="([^"]*)"/.exec(inside)?.[1] ?? '';
      return `<div class="figure-of-modes" tabindex="0" role="group" aria-label="${alt}">${image(light, alt, 'light')}${image(dark[1] ?? dark[2], alt, 'dark')}</div>`;
    })
    .replace(/!\[([^\]]*)\]\((?!https?:)([^)\s]+)\)/g, (_, alt: string, source: string) => `![${alt}](${inPublic(source)})`);
}

const inPublic = (source: string): string => source.replace(/^(\.\/|docs\/)*gallery\//, '/gallery/');
