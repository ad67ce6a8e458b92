import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { type Group, groups, type Language, linkTo, type Page, pages } from './pages.ts';

const site = join(import.meta.dirname, '..');

/** Generated pages may have nothing to be generated of, such as the gallery before its figures are made. */
const shown = (): readonly Page[] => pages.filter(({ path }) => existsSync(join(site, `${path}.md`)));

function itemOf(page: Page, language: Language): DefaultTheme.NavItemWithLink {
  const mark = language === 'ko' && !page.inBoth ? ' (영문)' : '';
  return { text: page.title[language] + mark, link: linkTo(page, language) };
}

const itemsOf = (group: Group, language: Language) => shown().filter((page) => page.group === group).map((page) => itemOf(page, language));

export function navigation(language: Language): DefaultTheme.NavItem[] {
  const firstOf = (group: Group) => linkTo(pages.find((page) => page.group === group)!, language);
  return [
    { text: groups.learn[language], link: firstOf('learn') },
    { text: groups.guide[language], link: firstOf('guide'), activeMatch: '/guide/' },
    { text: groups.reference[language], items: itemsOf('reference', language) },
    { text: groups.project[language], items: itemsOf('project', language) },
  ];
}

/** Below the page "API": one entry for each page that was generated. */
function apiItems(): DefaultTheme.SidebarItem[] {
  const folder = join(site, 'api');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'index.md') : [];
  return names.map((name) => name.replace('.md', '')).sort().map((name) => ({ text: `@rekur/${name}`, link: `/api/${name}` }));
}

export function sideBar(language: Language): DefaultTheme.SidebarItem[] {
  const order: readonly Group[] = ['learn', 'guide', 'reference', 'project'];
  return order.map((group) => ({
    text: groups[group][language],
    items: itemsOf(group, language).map((item) => (item.link === '/api/' ? { ...item, collapsed: true, items: apiItems() } : item)),
  }));
}
