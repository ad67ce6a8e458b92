import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pages } from '../../.vitepress/pages.ts';
import { apiPages } from './api.ts';
import { benchmarksPage } from './benchmarks.ts';
import { changelogPage } from './changelog.ts';
import { errorsPage } from './errors.ts';
import { copyGallery, includedPages } from './included.ts';
import { koreanNotice } from './koreanNotice.ts';
import { type PublicPackage, readPackages } from './packages.ts';
import { readSources } from './program.ts';

/** Writes every generated page into the folder of the site, and removes those that are no longer made. */
export async function writePages(site: string): Promise<void> {
  const root = join(site, '..', '..');
  const packages = readPackages(root);
  const sources = readSources(root, packages);
  const english: Record<string, string> = {
    ...includedPages(root),
    ...apiPages(packages, sources),
    'errors.md': await errorsPage(root, packages, sources),
    'benchmarks.md': await benchmarksPage(root),
    'changelog.md': changelogPage(root, packages),
  };
  copyGallery(root, site);
  removeStale(site, english);
  for (const [file, text] of Object.entries({ ...english, ...notices(english, packages) })) write(join(site, file), text);
}

/** The switch of languages leads from every page to one that exists. */
function notices(english: Record<string, string>, packages: readonly PublicPackage[]): Record<string, string> {
  const titles = new Map(pages.map(({ path, title }) => [`${path}.md`, title.ko]));
  for (const { name, short } of packages) titles.set(`api/${short}.md`, name);
  return Object.fromEntries(Object.keys(english).map((file) => [`ko/${file}`, koreanNotice(file, titles.get(file) ?? file)]));
}

function removeStale(site: string, english: Record<string, string>): void {
  for (const folder of ['api', 'ko/api']) {
    if (!existsSync(join(site, folder))) continue;
    for (const name of readdirSync(join(site, folder))) if (!(`api/${name}` in english)) rmSync(join(site, folder, name));
  }
  for (const name of ['gallery.md', 'ko/gallery.md']) if (!('gallery.md' in english)) rmSync(join(site, name), { force: true });
}

/** Only what changed, so that a running `docs:dev` reloads only what changed. */
function write(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
