import type { Theme } from 'vitepress';
// System fonts: no font is fetched, and Korean looks as it does elsewhere on the reader's machine.
import DefaultTheme from 'vitepress/theme-without-fonts';
import { type Component, defineAsyncComponent, hydrateOnVisible } from 'vue';
import Layout from './Layout.vue';
import { registerServiceWorker } from './serviceWorker.ts';
import './style.css';

/** Every component of `components/<part>/` by its file name, for pages to use. */
const components = import.meta.glob<{ default: Component }>('../../components/*/*.vue');

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    for (const [file, load] of Object.entries(components)) {
      const name = /([^/]+)\.vue$/.exec(file)![1];
      // Rendered to HTML when the site is built; its script is fetched when the reader comes near it.
      app.component(name, defineAsyncComponent({ loader: async () => (await load()).default, hydrate: hydrateOnVisible({ rootMargin: '300px' }) }));
    }
    if (!import.meta.env.SSR && import.meta.env.PROD) registerServiceWorker(import.meta.env.BASE_URL);
  },
} satisfies Theme;
