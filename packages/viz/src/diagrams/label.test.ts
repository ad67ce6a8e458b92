import { expect, test } from 'vitest';
import { measureTextWidth } from '../render/textWidth.js';
import { formatValue, formula, measureFormula } from './label.js';

test('a formula sets sub- and superscripts beside the line and comes back to it', () => {
  const style = { size: 15, fill: '#000000' };
  expect(formula({ x: 0, y: 0 }, 'W_{hh} x^2', style)).toBe(
    '<text class="viz-label" x="0" y="0" font-size="15" fill="#000000" text-anchor="middle">W<tspan dy="4" font-size="11">hh</tspan><tspan dy="-4" font-size="15"> x</tspan><tspan dy="-4" font-size="11">2</tspan></text>',
  );
});

test('a formula is as wide as its parts', () => {
  expect(measureFormula('W_{hh}x', 15)).toBeCloseTo(measureTextWidth('Wx', 15) + measureTextWidth('hh', 11), 10);
});

test('values have two decimals and a true minus sign; zero has none', () => {
  expect([-0.526, 0.999, -0.001, 12].map(formatValue)).toEqual(['−0.53', '1.00', '0.00', '12.00']);
});
