/** One side of a plot. */
export interface Axis {
  readonly domain: readonly [number, number];
  /** Default linear. */
  readonly kind?: 'linear' | 'log';
  readonly ticks: readonly number[];
  readonly label: string;
  /** How a tick is written. */
  readonly format?: (value: number) => string;
}

export interface PlotLine {
  readonly points: readonly (readonly [number, number])[];
  /** A CSS colour. */
  readonly color: string;
  readonly dash?: string;
  readonly width?: number;
  /** Draws the points themselves too. */
  readonly dots?: boolean;
}

/** Where a value of the axis lies between `start` and `end`, in pixels; NaN for what a logarithmic axis cannot show. */
export function scaleOf({ domain: [low, high], kind }: Axis, start: number, end: number): (value: number) => number {
  const of = kind === 'log' ? Math.log : (value: number) => value;
  const [from, to] = [of(low), of(high)];
  return (value) => start + ((of(value) - from) / (to - from)) * (end - start);
}

/** How far outside the plot a line is drawn: it is cut at the edge anyway, and huge numbers are no coordinates. */
const BEYOND_PX = 2000;

/** A line through the points; a point that cannot be shown interrupts it. */
export function pathOf(points: PlotLine['points'], x: (value: number) => number, y: (value: number) => number): string {
  let path = '';
  let isDrawing = false;
  for (const [xValue, yValue] of points) {
    const [left, top] = [x(xValue), y(yValue)];
    if (Number.isNaN(left) || Number.isNaN(top)) {
      isDrawing = false;
      continue;
    }
    path += `${isDrawing ? 'L' : 'M'}${left.toFixed(1)} ${Math.max(-BEYOND_PX, Math.min(BEYOND_PX, top)).toFixed(1)}`;
    isDrawing = true;
  }
  return path;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of ten as `10⁻³`; 1 and 10 as they are. */
export function powerOfTen(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (exponent === 0 || exponent === 1) return String(10 ** exponent);
  return `10${exponent < 0 ? '⁻' : ''}${Array.from(String(Math.abs(exponent)), (digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
}

/** `12` as `₁₂`. */
export function subscript(value: number): string {
  return Array.from(String(value), (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
}

/** A number for people: three digits that count, `1.2·10⁻⁷` where there would be too many zeros. */
export function readable(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : '?';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 1e5 || size < 1e-3) {
    const [digits, exponent] = size.toExponential(1).split('e');
    return `${sign}${digits}·${powerOfTen(10 ** Number(exponent))}`;
  }
  return sign + (size >= 100 ? size.toFixed(0) : size >= 10 ? size.toFixed(1) : size >= 1 ? size.toFixed(2) : size.toFixed(3));
}

/** Round values that divide a domain from 0 or 1 to `most` into a few parts. */
export function roundTicks(most: number, parts = 4): number[] {
  const rough = most / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}
