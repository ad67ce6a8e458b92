import { unrolledNetwork } from '@rekur/viz';
import { expect, test } from 'vitest';
import { lengths, pathText, pathTo } from './path.js';
import { texts } from './texts.js';

test('the path from the first input to an output goes through U, then through W once a step, then through V', () => {
  expect(pathText(0)).toBe('');
  expect(pathText(1)).toBe('x₁ —U→ h₁ —V→ o₁');
  expect(pathText(3)).toBe('x₁ —U→ h₁ —W→ h₂ —W→ h₃ —V→ o₃');
  expect(pathTo(12).units.at(-1)).toBe('o₁₂');
});

test('the drawing lights the same path at every length', () => {
  for (const steps of lengths) {
    for (let unrolled = 0; unrolled <= steps; unrolled++) {
      const { svg } = unrolledNetwork({ steps, unrolled });
      const lit = [...svg.matchAll(/id="unrolled-([uvw])-(\d+)" class="[^"]*viz-active/g)].map(([, name]) => name.toUpperCase());
      expect(lit.sort(), `${unrolled} of ${steps}`).toEqual([...pathTo(unrolled).factors].sort());
      expect(svg.match(/class="viz-node [^"]*viz-active/g)?.length ?? 0).toBe(pathTo(unrolled).units.length);
    }
  }
});

test('the words count how often W is met', () => {
  expect([0, 1, 2].map((times) => texts.path('x', times).en)).toEqual([
    'x: through U once, through W never, through V once.',
    'x: through U once, through W once, through V once.',
    'x: through U once, through W 2 times, through V once.',
  ]);
});
