// Markdown of the repository as Markdown of the site.
import { posix } from 'node:path';

/** What is written about in the repository, and the page that shows it. */
function pageOf(path: string): string | undefined {
  const known: Readonly<Record<string, string>> = {
    'README.md': '/',
    'CONTRIBUTING.md': '/recipes',
    'docs/architecture.md': '/architecture',
    'docs/gallery.md': '/gallery',
    'benchmarks/RESULTS.md': '/benchmarks',
    'apps/cli/README.md': '/guide/get-started',
    'apps/cli': '/guide/get-started',
  };
  const inPackage = /^packages\/([\w-]+)(\/README\.md)?$/.exec(path)?.[1];
  return inPackage ? `/api/${inPackage}` : known[path];
}

/**
 * Links between files become links between pages, seen from `file` (its path in the repository); a link to a file that has no page becomes
 * its text.
 */
export function linksToPages(markdown: string, file: string): string {
  return outsideCode(markdown, (text) =>
    text.replace(/(?<!!)\[([^\][]*)\]\(([^()\s]+)\)/g, (whole, words: string, target: string) => {
      if (/^(https?:|mailto:|#)/.test(target)) return whole;
      const [path, anchor] = target.split('#');
      const page = pageOf(posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, ''));
      return page === undefined ? words : `[${words}](${page}${anchor ? `#${anchor}` : ''})`;
    }),
  );
}

/** Changes what is not in fences, in indented code or between backticks. */
export function outsideCode(markdown: string, change: (text: string) => string): string {
  const code = /(^```[^\n]*\n[\s\S]*?^```[ \t]*$|(?<=\n\n)(?: {4}[^\n]*(?:\n|$))+|(`+)(?!`)[\s\S]*?[^`]\2(?!`))/gm;
  let result = '';
  let from = 0;
  for (const match of markdown.matchAll(code)) {
    result += change(markdown.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + change(markdown.slice(from));
}

/** Text of a comment, in which `<`, `{{` and `[batch]:` mean themselves. */
export const literally = (markdown: string): string =>
  outsideCode(markdown, (text) =>
    text.replaceAll('<', '&lt;').replaceAll('{{', '&#123;&#123;').replace(/^(\s*)\[([^\]\n]*)\]:/gm, '$1\\[$2\\]:'),
  );

/** Every heading by so many levels deeper. */
export const deeper = (markdown: string, levels: number): string =>
  outsideCode(markdown, (text) => text.replace(/^(#+ )/gm, `${'#'.repeat(levels)}$1`));

/** The page's own settings, above it. */
export function withFrontmatter(settings: Readonly<Record<string, unknown>>, body: string): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n${body.trim()}\n`;
}
