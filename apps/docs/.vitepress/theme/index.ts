import type { Theme } from 'vitepress';
// System fonts: no font is fetched, and Korean looks as it does elsewhere on the reader's machine.
import DefaultTheme from 'vitepress/theme-without-fonts';
import type { Component } from 'vue';
import Layout from './Layout.vue';
import { lazyPart } from './lazyPart.ts';
import { registerServiceWorker } from './serviceWorker.ts';
import './style.css';

/** Every component of `components/<part>/` by its file name, for pages to use. */
const components = import.meta.glob<{ default: Component }>('../../components/*/*.vue');

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    for (const [file, load] of Object.entries(components)) {
      app.component(/([^/]+)\.vue$/.exec(file)![1], lazyPart(load));
    }
    if (!import.meta.env.SSR && import.meta.env.PROD) registerServiceWorker(import.meta.env.BASE_URL);
  },
} satisfies Theme;
