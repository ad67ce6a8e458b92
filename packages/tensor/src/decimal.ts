import type { DType } from './dtype.js';

/** The shortest decimal that reads back as the same element of `dtype`; −0 keeps its sign. */
export function formatDecimal(value: number, dtype: DType): string {
  return Object.is(value, -0) ? '-0' : String(dtype === 'float32' ? shortestFloat32(value) : value);
}

/** Of the numbers that round to the float32 `value`, the one with the fewest decimal digits. */
export function shortestFloat32(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  for (let digits = 1; digits < 9; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return Number(value.toPrecision(9));
}
