import { expect, test } from 'vitest';
import { didYouMean } from './suggest.js';

test('the nearest name is suggested, however its words are joined; nothing where none is near', () => {
  const known = ['hidden', 'learningRate', 'batch'];
  expect(didYouMean('learning-rate', known)).toBe('did you mean "learningRate"?');
  expect(didYouMean('hiden', known)).toBe('did you mean "hidden"?');
  expect(didYouMean('speed', known)).toBeUndefined();
  expect(didYouMean('x', known)).toBeUndefined();
});
