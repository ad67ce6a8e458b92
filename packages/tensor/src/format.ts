import type { TypedArray } from './dtype.js';
import { isFloat } from './dtype.js';
import type { ValueType } from './shape.js';

/** Axes longer than this are shortened, if the whole has more than {@link WHOLE} elements. */
const EDGE = 3;
const WHOLE = 1000;
const DIGITS = 8;

/**
 * NumPy's way of printing: `[[1.   2.5 ]\n [3.   4.25]]`: columns aligned, as many decimals as the number that needs most
 * (at most 8 significant digits), scientific where sizes differ by more than 1e8, `...` for the middle of long axes.
 * Other dtypes than float32 are named behind.
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

function formatNumbers(values: readonly number[], dtype: string): string[] {
  const texts =
    dtype === 'bool'
      ? values.map((value) => (value ? 'true' : 'false'))
      : isFloat(dtype as 'float32')
        ? formatFloats(values)
        : values.map(String);
  const width = Math.max(0, ...texts.map((text) => text.length));
  return values.length === 1 ? texts : texts.map((text) => text.padStart(width));
}

function formatFloats(values: readonly number[]): string[] {
  const sizes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  const largest = Math.max(0, ...sizes);
  const smallest = Math.min(Infinity, ...sizes);
  const scientific = largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1e8;
  const special = (value: number): string | undefined =>
    Number.isNaN(value) ? 'nan' : Number.isFinite(value) ? undefined : value > 0 ? 'inf' : '-inf';
  if (scientific && sizes.length > 0) {
    const mantissas = values.map((value) => Number(value.toPrecision(DIGITS)).toExponential());
    const decimals = Math.max(0, ...mantissas.map((text) => (/\.(\d+)e/.exec(text)?.[1] ?? '').length));
    return values.map((value) => special(value) ?? pointed(value.toExponential(decimals)));
  }
  const whole = largest >= 1 ? Math.floor(largest).toString().length : 1;
  const decimals = values.map((value) => {
    const text = Number(value.toFixed(Math.max(0, DIGITS - whole))).toString();
    return /\.(\d+)$/.exec(text)?.[1].length ?? 0;
  });
  const most = Math.max(0, ...decimals);
  return values.map((value, index) => {
    const fixed = value.toFixed(decimals[index]);
    return special(value) ?? (decimals[index] === 0 ? `${fixed}.` : fixed).padEnd(fixed.split('.')[0].length + 1 + most);
  });
}

/** NumPy writes a point after whole mantissas: 1.e+10, with at least two digits in the exponent. */
function pointed(text: string): string {
  const [mantissa, exponent] = text.split('e');
  const digits = exponent.slice(1).padStart(2, '0');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.`}e${exponent[0]}${digits}`;
}
