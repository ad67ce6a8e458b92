// What the tests read of a built page.

const valuesOf = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, value]) => value.replaceAll('&amp;', '&'));

/** Where the links of a page lead, as they are written. */
export const linksOf = (html: string): string[] => valuesOf(html, /<a\b[^>]*?\shref="([^"]*)"/g).filter((link) => !/^(mailto|javascript):/.test(link));

/** The ids on a page. */
export const anchorsOf = (html: string): Set<string> => new Set(valuesOf(html, /\sid="([^"]+)"/g));

/** The scripts that a page fetches at once: its modules, and what is loaded ahead for them. */
export function scriptsOf(html: string): string[] {
  const modules = valuesOf(html, /<script\b[^>]*?\ssrc="([^"]+)"/g);
  return [...new Set([...modules, ...valuesOf(html, /<link rel="modulepreload" href="([^"]+)"/g)])];
}

/** Whether the page has content before any script runs. */
export const isShown = (html: string): boolean => /<main|class="VPContent/.test(html) && /<h1/.test(html);
