// What is built: paths of all pages.
import { readdirSync } from 'node:fs';

/** `/`, `/learn`, `/ko/api/rnn`: every page of a built site but the one for pages that are not there. */
export function builtPages(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  return files
    .filter((file) => file.endsWith('.html') && file !== '404.html')
    .map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, '')}`)
    .sort();
}
