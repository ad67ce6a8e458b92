import { expect, test } from 'vitest';
import { tokenLabels, visibleToken } from './tokens.js';

test('spaces at the ends, line breaks, tabs and nothing become visible', () => {
  expect([' ', ' the', 'first bit', '\n', '\t', '', 'a\n'].map(visibleToken)).toEqual(['␣', '␣the', 'first bit', '⏎', '→', '·', 'a⏎']);
});

test('labels are an expression that no token can break out of', () => {
  expect(tokenLabels(['a', '"]; x'], 1)).toBe('[["a"],["\\"]; x"]][datum.value - 1]');
});

test('neighbours stand in rows of their own', () => {
  expect(tokenLabels(['a', 'b', 'c'], 2)).toBe('[["a"],["","b"],["c"]][datum.value - 1]');
});
