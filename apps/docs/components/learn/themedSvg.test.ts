import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellDiagram, elmanNetwork, type Mode, themes, unrolledNetwork } from '@rekur/viz';
import { cells } from '@rekur/rnn';
import { expect, test } from 'vitest';
import { asOneImage, fitted, themedSvg } from './themedSvg.js';

const elman = elmanNetwork({ sizes: { input: 2, hidden: 3, output: 1 } });
const drawings = [elman, unrolledNetwork({ steps: 12, unrolled: 5 }), ...Object.values(cells).map((cell) => cellDiagram(cell))];

test('no colour of a diagram is left fixed', () => {
  expect(drawings.length).toBeGreaterThan(10);
  for (const { svg, id } of drawings) {
    expect(svg, id).toMatch(/#[0-9a-f]{6}/);
    expect(themedSvg(svg).match(/#[0-9a-f]{3,8}\b/), id).toBeNull();
  }
});

test('two names of one colour in light mode are one colour in dark mode', () => {
  const names = (mode: Mode) => {
    const { surface, raised, ink, muted, line, accent, series, sequential } = themes[mode];
    return [surface, raised, ink, muted, line, accent, ...series, ...sequential];
  };
  const [light, dark] = [names('light'), names('dark')];
  light.forEach((color, index) => expect(dark[light.indexOf(color)], color).toBe(dark[index]));
});

test.each<[string, Mode]>([[':root', 'light'], ['\\.dark', 'dark']])('the colours of %s are those of %s mode', (selector, mode) => {
  const css = readFileSync(join(import.meta.dirname, 'figures.css'), 'utf8');
  const block = new RegExp(`^${selector} \\{([\\s\\S]*?)^\\}`, 'm').exec(css)?.[1] ?? '';
  expect([...block.matchAll(/--viz-\w+-\d: (#\w+);/g)].map(([, color]) => color)).toEqual([...themes[mode].series, ...themes[mode].sequential]);
});

test('a fitted drawing has no fixed size, and leaves title and caption to the page but the layers their names', () => {
  const svg = fitted(elman.svg, { top: 60, left: 10, right: 630 });
  expect(svg).toContain(`viewBox="10 60 620 ${elman.height - 60}"`);
  expect(svg).not.toMatch(/<svg[^>]* width=/);
  expect(svg).not.toContain('id="elman-heading"');
  expect(svg).not.toContain('id="elman-caption"');
  expect(svg).toContain('id="elman-copy-heading"');
  expect(svg).toContain('<title id="elman-title">');
  const unrolled = fitted(unrolledNetwork({ steps: 3 }).svg, { top: 60 });
  expect(unrolled).not.toContain('id="unrolled-heading"');
  expect(unrolled).toContain('id="unrolled-formula"');
});

test('a chart is one image with one name', () => {
  const svg = '<svg role="img" aria-labelledby="a b" viewBox="0 0 1 1"><title id="a">A</title><g role="graphics-symbol" aria-roledescription="rect mark" aria-label="x: 1"><path d="M0,0"/></g></svg>';
  expect(asOneImage(svg)).toBe('<svg role="img" aria-labelledby="a b" viewBox="0 0 1 1"><title id="a">A</title><g><path d="M0,0"/></g></svg>');
});
