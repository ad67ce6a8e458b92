import { type DefaultTheme, defineConfig, type MarkdownOptions } from 'vitepress';
import { englishLabels, koreanLabels, koreanSearch } from './labels.ts';
import { navigation, sideBar } from './navigation.ts';

/** Packages of this repository are taken from their sources: nothing must be built first. */
const SOURCES = ['@rekur/source'];

/** With them a page may share memory between threads. Hosts that cannot send them get one thread. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** What the lines that a long line is wrapped into are set in by: `style.css`. */
const indents: NonNullable<MarkdownOptions['codeTransformers']>[number] = {
  line(line, number) {
    const [indent] = /^ */.exec(this.source.split('\n')[number - 1]) ?? [''];
    if (indent !== '') line.properties['style'] = `--indent: ${indent.length}`;
  },
};

/** An inline code of up to so many characters fits into a line of a telephone. */
const LONGEST_WHOLE = 34;

/** What is searched: headings and sentences. Code blocks would make the index three times as large, and the build twice as long. */
const renderForSearch: DefaultTheme.LocalSearchOptions['_render'] = (source, env, markdown) => {
  const html = markdown.render(source.replace(/^```[\s\S]*?^```/gm, ''), env);
  return env.frontmatter?.['search'] === false ? '' : html;
};

function configureMarkdown(markdown: Parameters<NonNullable<MarkdownOptions['config']>>[0]): void {
  const { rules } = markdown.renderer;
  // A column of a table may have no title; an empty cell of titles would be read aloud as one.
  rules['th_open'] = (tokens, index, options, _env, self) => {
    if (tokens[index + 1].content === '') tokens[index].tag = tokens[index + 2].tag = 'td';
    return self.renderToken(tokens, index, options);
  };
  const inline = rules['code_inline'];
  rules['code_inline'] = (tokens, index, options, env, self) => {
    if (tokens[index].content.length <= LONGEST_WHOLE) tokens[index].attrJoin('class', 'whole');
    return inline?.(tokens, index, options, env, self) ?? '';
  };
  // Indented code looks and scrolls as fenced code does.
  rules['code_block'] = (tokens, index, options, env, self) => {
    tokens[index].info = 'text';
    return rules['fence']?.(tokens, index, options, env, self) ?? '';
  };
}

/** The first pages have no element that says where their content begins; VitePress gives one to the others. */
const withMain = (html: string): string => (html.includes('<main') ? html : html.replace('id="VPContent"', 'id="VPContent" role="main"'));

/** VitePress tells the bar at the top what page it is on only when its script has run; said at once, nothing moves then. */
function withBarOfPage(html: string): string {
  const classes = html.includes('class="VPSidebar"') ? 'VPNavBar has-sidebar top' : 'VPNavBar home top';
  return html.includes('class="VPSidebar"') || html.includes('VPHome') ? html.replace('class="VPNavBar"', `class="${classes}"`) : html;
}

/** The text stands without scripts: on a slow line what it looks like goes first. */
const withTextFirst = (html: string): string =>
  html.replaceAll(/<link rel="modulepreload" href="[^"]*"/g, '$& fetchpriority="low"').replace(/<script type="module" src="[^"]*"/, '$& fetchpriority="low"');

export default defineConfig({
  title: 'Rekur',
  outDir: 'dist',
  srcExclude: ['README.md', 'CHANGELOG.md', 'scripts/**', 'components/**', 'learn/**', 'public/**', 'testing/**', 'dist/**', '.tmp/**'],
  cleanUrls: true,
  head: [['meta', { name: 'theme-color', content: '#0b62a8' }]],
  // Neither fetched before it is asked for, nor twice: after the first visit the service worker holds every page.
  router: { prefetchLinks: false },
  transformHead: ({ siteData }) => [['link', { rel: 'icon', type: 'image/svg+xml', href: `${siteData.base}icon.svg` }]],

  locales: {
    root: {
      label: 'English',
      lang: 'en',
      description: 'Recurrent networks for TypeScript: as readable as a textbook, as fast as native code.',
      themeConfig: { nav: navigation('en'), sidebar: sideBar('en'), ...englishLabels },
    },
    ko: {
      label: '한국어',
      lang: 'ko',
      description: 'TypeScript로 만든 순환 신경망: 교과서처럼 읽히고 네이티브 코드만큼 빠릅니다.',
      themeConfig: { nav: navigation('ko'), sidebar: sideBar('ko'), ...koreanLabels },
    },
  },

  themeConfig: {
    logo: { src: '/icon.svg', alt: '' },
    externalLinkIcon: true,
    search: {
      provider: 'local',
      options: { locales: { ko: { translations: koreanSearch } }, _render: renderForSearch },
    },
  },

  transformHtml: (html) => withTextFirst(withBarOfPage(withMain(html))),

  markdown: {
    config: configureMarkdown,
    codeTransformers: [indents],
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },

  vite: {
    resolve: { conditions: SOURCES },
    ssr: { resolve: { conditions: SOURCES }, noExternal: [/^@rekur\//] },
    worker: { format: 'es' },
    build: { target: 'es2022', chunkSizeWarningLimit: 2000 },
    esbuild: { target: 'es2022' },
    optimizeDeps: { esbuildOptions: { target: 'es2022', conditions: SOURCES } },
    server: { headers: isolation },
  },
});
