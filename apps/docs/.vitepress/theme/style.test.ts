import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mode, themes } from '@rekur/viz';
import { expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');

function colours(selector: string): Record<string, string> {
  const block = new RegExp(`^${selector} \\{([\\s\\S]*?)^\\}`, 'm').exec(css)?.[1] ?? '';
  return Object.fromEntries([...block.matchAll(/--rekur-(\w+): (#\w+);/g)].map(([, name, colour]) => [name, colour]));
}

test.each<[string, Mode]>([[':root', 'light'], ['\\.dark', 'dark']])('the colours of %s are those of the figures in %s mode', (selector, mode) => {
  const { surface, raised, ink, muted, line, accent, series } = themes[mode];
  expect(colours(selector)).toMatchObject({ surface, raised, ink, muted, line, accent, link: series[0] });
});
