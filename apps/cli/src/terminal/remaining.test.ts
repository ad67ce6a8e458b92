import { expect, test } from 'vitest';
import { createRemaining } from './remaining.js';

test('the time left follows from what this run did, not from what an interrupted one did before', () => {
  let ms = 1000;
  const remaining = createRemaining(() => ms);
  expect(remaining.estimate(50, 100)).toBeUndefined();
  ms = 2000;
  expect(remaining.estimate(60, 100)).toBe(4000);
  expect(remaining.estimate(100, 100)).toBe(0);
});
