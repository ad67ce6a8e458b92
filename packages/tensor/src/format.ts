import { shortestFloat32 } from './decimal.js';
import type { DType, TypedArray } from './dtype.js';
import { isFloat } from './dtype.js';
import type { ValueType } from './shape.js';

/** Axes longer than this are shortened, if the whole has more than {@link WHOLE} elements. */
const EDGE = 3;
const WHOLE = 1000;
const DECIMALS = 8;

/**
 * NumPy's way of printing: `[[1.   2.5 ]\n [3.   4.25]]`: columns aligned, each number with the fewest digits that tell it
 * from its neighbours in its dtype, as many decimals as the number that needs most (at most 8), `...` for the middle of
 * long axes. Scientific from 1e8 on, below 1e-4, and where sizes differ by more than 1e8 (in NumPy: 1e3). Lines are not
 * broken, and other dtypes than float32 are named behind.
 */
export function formatTensor({ shape, dtype }: ValueType, data: TypedArray): string {
  const indices = shownIndices(shape, data.length > WHOLE);
  const texts = formatNumbers(indices.map((index) => data[index]), dtype);
  const suffix = dtype === 'float32' ? '' : ` (${dtype})`;
  let next = 0;
  const build = (axis: number, indent: string): string => {
    if (axis === shape.length) return texts[next++];
    const size = shape[axis];
    const shorten = data.length > WHOLE && size > 2 * EDGE;
    const parts: string[] = [];
    for (let index = 0; index < size; index++) {
      if (shorten && index === EDGE) {
        parts.push('...');
        index = size - EDGE;
      }
      parts.push(build(axis + 1, `${indent} `));
    }
    const gap = axis === shape.length - 1 ? ' ' : `${'\n'.repeat(shape.length - 1 - axis)}${indent} `;
    return `[${parts.join(gap)}]`;
  };
  return (data.length === 0 ? '[]' : build(0, '')) + suffix;
}

/** Flat positions of the elements that are printed, in order. */
function shownIndices(shape: readonly number[], shorten: boolean): number[] {
  let indices = [0];
  for (const size of shape) {
    const shown = Array.from({ length: size }, (_, index) => index).filter(
      (index) => !shorten || size <= 2 * EDGE || index < EDGE || index >= size - EDGE,
    );
    indices = indices.flatMap((start) => shown.map((index) => start * size + index));
  }
  return indices;
}

function formatNumbers(values: readonly number[], dtype: DType): string[] {
  const texts =
    dtype === 'bool'
      ? values.map((value) => (value ? 'true' : 'false'))
      : isFloat(dtype)
        ? formatFloats(dtype === 'float32' ? values.map(shortestFloat32) : values)
        : values.map(String);
  const width = greatest(texts.map((text) => text.length));
  return values.length === 1 ? texts : texts.map((text) => text.padStart(width));
}

function formatFloats(values: readonly number[]): string[] {
  const sizes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  const largest = greatest(sizes);
  const smallest = sizes.reduce((least, size) => Math.min(least, size), Infinity);
  const scientific = sizes.length > 0 && (largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1e8);
  const finite = values.filter(Number.isFinite);
  const most = greatest(finite.map((value) => decimalsOf(value, scientific)));
  const exponent = greatest(finite.map((value) => value.toExponential().split('e')[1].length - 1));
  return values.map((value) => {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
    if (scientific) return signed(value, pointed(value.toExponential(most), exponent));
    const decimals = decimalsOf(value, false);
    const fixed = value.toFixed(decimals);
    const text = decimals === 0 ? `${fixed}.` : fixed;
    return signed(value, text.padEnd(text.length - decimals + most));
  });
}

/** The greatest number, or 0; a spread into Math.max would overflow the stack. */
function greatest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}

/** How many decimals a number takes, at most {@link DECIMALS}, without zeros at the end. */
function decimalsOf(value: number, scientific: boolean): number {
  const text = scientific ? value.toExponential().split('e')[0] : value.toFixed(DECIMALS);
  const decimals = text.split('.')[1]?.replace(/0+$/, '') ?? '';
  return Math.min(decimals.length, DECIMALS);
}

/** JavaScript drops the sign of −0. */
function signed(value: number, text: string): string {
  return Object.is(value, -0) ? `-${text}` : text;
}

/** NumPy writes a point after whole mantissas: 1.e+10, with equally many digits in every exponent, two or more. */
function pointed(text: string, exponentDigits: number): string {
  const [mantissa, exponent] = text.split('e');
  const digits = exponent.slice(1).padStart(Math.max(2, exponentDigits), '0');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.`}e${exponent[0]}${digits}`;
}
