import { refusal } from '../refusal.js';
import { hessenberg, reflect } from './hessenberg.js';
import type { Matrix } from './matrix.js';
import { sizesOf } from './matrix.js';

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** Three iterations an eigenvalue are usual. */
const MOST_ITERATIONS = 120;
/** After so many iterations without success, a shift that has nothing to do with the matrix breaks the cycle. */
const PATIENCE = 10;
/** After so many, what is nothing beside the whole matrix counts as zero, not only what is nothing beside its neighbours. */
const LONG_PATIENCE = 30;

/**
 * The eigenvalues of a real square matrix `[size, size]`, of the largest absolute value first; of a complex pair the one with a
 * positive imaginary part first. The absolute value of the first is the spectral radius: whether what is multiplied by the
 * matrix again and again grows or shrinks in the end.
 *
 * Source: the QR algorithm with Francis' double shift (Francis 1961) on the Hessenberg form, as in Golub & Van Loan, Matrix
 * Computations, section 7.5. It keeps to real numbers, so pairs are exactly conjugate.
 * @throws Error for a matrix that is empty, ragged or not square, or holds a number that is not finite
 */
export function eigenvalues(matrix: Matrix): Complex[] {
  const [rows, columns] = sizesOf('eigenvalues', matrix);
  if (rows !== columns) throw refusal('eigenvalues', 'not a square matrix', `[${rows}, ${columns}]`, 'as many rows as columns are expected');
  // By a power of two, which rounds nothing, so that squares neither overflow nor vanish.
  const largest = matrix.reduce((most, row) => Array.from(row).reduce((max, value) => Math.max(max, Math.abs(value)), most), 0);
  const scale = largest > 0 ? 2 ** Math.max(-1000, Math.floor(Math.log2(largest))) : 1;
  const h = hessenberg(matrix.map((row) => Array.from(row, (value) => value / scale)));
  const found: Complex[] = [];
  let iterations = 0;
  for (let high = rows - 1; high >= 0; ) {
    const low = startOfBlock(h, high, iterations > LONG_PATIENCE ? rows : 0);
    if (high - low <= 1) {
      found.push(...(high === low ? [{ re: h[high][high], im: 0 }] : pairOf(h, high)));
      high = low - 1;
      iterations = 0;
      continue;
    }
    if (++iterations > MOST_ITERATIONS) throw refusal('eigenvalues', 'no convergence', `${MOST_ITERATIONS} iterations for one eigenvalue`, 'fewer are expected', 'please report the matrix');
    doubleStep(h, low, high, iterations % PATIENCE === 0);
  }
  const whole = found.map(({ re, im }) => ({ re: scale * re, im: scale * im }));
  return whole.sort((a, b) => Math.hypot(b.re, b.im) - Math.hypot(a.re, a.im) || b.re - a.re || b.im - a.im);
}

/** The first row of the last block that does not fall apart: all that is left of it, beside its neighbours and `size`, is nothing. */
function startOfBlock(h: readonly Float64Array[], high: number, size: number): number {
  for (let low = high; low > 0; low--) {
    const beside = Math.abs(h[low - 1][low - 1]) + Math.abs(h[low][low]) + size;
    if (Math.abs(h[low][low - 1]) > Number.EPSILON * beside) continue;
    h[low][low - 1] = 0;
    return low;
  }
  return 0;
}

/** Both eigenvalues of the two rows and columns that end at `high`. */
function pairOf(h: readonly Float64Array[], high: number): Complex[] {
  const [a, b, c, d] = [h[high - 1][high - 1], h[high - 1][high], h[high][high - 1], h[high][high]];
  const half = (a - d) / 2;
  const root = half * half + b * c;
  if (root < 0) {
    const im = Math.sqrt(-root);
    return [{ re: (a + d) / 2, im }, { re: (a + d) / 2, im: -im }];
  }
  // The one farther from zero first; the other by the product, so that nothing cancels.
  const far = half + (half < 0 ? -1 : 1) * Math.sqrt(root);
  return [{ re: d + far, im: 0 }, { re: far === 0 ? d : d - (b * c) / far, im: 0 }];
}

/**
 * One step of QR with both eigenvalues of the last two rows as shifts, within rows and columns `low` to `high`: the first
 * reflection makes a bulge below the subdiagonal, the others chase it out at the end.
 */
function doubleStep(h: readonly Float64Array[], low: number, high: number, exceptional: boolean): void {
  const end = high - 1;
  const strange = Math.abs(h[high][end]) + Math.abs(h[end][end - 1]);
  const sum = exceptional ? 1.5 * strange : h[end][end] + h[high][high];
  const product = exceptional ? strange * strange : h[end][end] * h[high][high] - h[end][high] * h[high][end];
  let bulge = [
    h[low][low] * h[low][low] + h[low][low + 1] * h[low + 1][low] - sum * h[low][low] + product,
    h[low + 1][low] * (h[low][low] + h[low + 1][low + 1] - sum),
    h[low + 1][low] * h[low + 2][low + 1],
  ];
  for (let row = low; row < high; row++) {
    reflect(h, bulge, row, { from: Math.max(low, row - 1), to: high }, { from: low, to: Math.min(row + 3, high) });
    if (row > low) for (let below = row + 1; below < row + bulge.length; below++) h[below][row - 1] = 0;
    bulge = [h[row + 1][row]];
    for (let below = row + 2; below <= Math.min(row + 3, high); below++) bulge.push(h[below][row]);
  }
}
