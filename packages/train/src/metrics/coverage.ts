import type { CountedOptions, Numbers } from './counted.js';
import { counted } from './counted.js';

/**
 * The share of actual values that lie in their interval, its ends included: near 0.8 for good 80 % intervals. NaN of none.
 * @throws ShapeError if shapes differ.
 */
export function coverage(lower: Numbers, upper: Numbers, actual: Numbers, options?: CountedOptions): number {
  const values = counted('coverage', { actual, lower, upper }, options);
  return values.actual.filter((value, index) => value >= values.lower[index] && value <= values.upper[index]).length / values.actual.length;
}
