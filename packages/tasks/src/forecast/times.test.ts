import { describe, expect, test } from 'vitest';
import { followingTimes } from './times.js';

describe('followingTimes', () => {
  test.each([
    ['years', ['1958', '1959', '1960'], ['1961', '1962', '1963']],
    ['months, over the end of a year', ['1960-10', '1960-11'], ['1960-12', '1961-01', '1961-02']],
    ['quarters as months', ['1960-04', '1960-07'], ['1960-10', '1961-01', '1961-04']],
    ['days, over a leap day', ['2024-02-26', '2024-02-27', '2024-02-28'], ['2024-02-29', '2024-03-01', '2024-03-02']],
    ['weeks', ['2024-12-16', '2024-12-23'], ['2024-12-30', '2025-01-06', '2025-01-13']],
    ['the first of each month', ['2024-11-01', '2024-12-01'], ['2025-01-01', '2025-02-01', '2025-03-01']],
    ['Monday to Friday', ['2024-01-04', '2024-01-05', '2024-01-08'], ['2024-01-09', '2024-01-10', '2024-01-11']],
    ['Thursday and Friday, then the week after', ['2024-01-11', '2024-01-12', '2024-01-15', '2024-01-16', '2024-01-17', '2024-01-18', '2024-01-19'], ['2024-01-22', '2024-01-23', '2024-01-24']],
  ])('continues %s', (_kind, times, following) => {
    expect(followingTimes(times, 3)).toEqual(following);
  });

  test.each([[['a', 'b']], [['1', '2']], [['1960-01', '1960-02', '1960-04']], [['2024-01-01', '2024-01-02', '2024-01-05']], [['1960']], [['1960-01']], [[]]])('does not guess what follows %j', (times) => {
    expect(followingTimes(times, 2)).toBeUndefined();
  });
});
