// Two units without bends: h_n = h_{n−1}·W with a 2×2 matrix W, from h_1 = x₁·U = (1, 0).
import { type Complex, eigenvalues } from '@rekur/viz';

/** Rows of W: [[from 1 to 1, from 1 to 2], [from 2 to 1, from 2 to 2]]. */
export type Matrix2 = readonly [readonly [number, number], readonly [number, number]];
export type Point = readonly [number, number];

export const START: Point = [1, 0];

/** h_1 … h_steps. */
export function trajectory([[a, b], [c, d]]: Matrix2, steps: number): Point[] {
  const points: Point[] = [START];
  while (points.length < steps) {
    const [x, y] = points[points.length - 1];
    points.push([x * a + y * c, x * b + y * d]);
  }
  return points;
}

/** Both eigenvalues, the larger first. */
export function eigenvaluesOf(matrix: Matrix2): readonly [Complex, Complex] {
  const [first, second] = eigenvalues(matrix);
  return [first, second];
}

export function spectralRadius(matrix: Matrix2): number {
  const [{ re, im }] = eigenvaluesOf(matrix);
  return Math.hypot(re, im);
}

/** Imaginary parts below this are drawn to the real axis, where the pair falls apart. */
const NEAR_REAL = 0.04;

/**
 * A matrix with an eigenvalue where it was dragged to. Off the real axis the other is its mirror image: W turns and stretches. On the axis the other
 * eigenvalue stays what it was, if it was real too.
 */
export function withEigenvalue({ re, im }: Complex, before: Matrix2): Matrix2 {
  if (Math.abs(im) >= NEAR_REAL) return [[re, im], [-im, re]];
  const [, other] = eigenvaluesOf(before);
  const second = other.im === 0 ? other.re : re;
  // Both units feel both eigenvalues: with Q = ((1, 1), (1, −1))/√2, W = Q·diag(λ)·Q.
  return [[(re + second) / 2, (re - second) / 2], [(re - second) / 2, (re + second) / 2]];
}

/** The closest matrix to what was typed that still is one: numbers in bounds, two digits. */
export function entry(value: number): number {
  if (!Number.isFinite(value)) return 0;
  return Math.max(-3, Math.min(3, Math.round(value * 100) / 100));
}

export const presets = {
  fades: [[0.7, 0.2], [0.2, 0.7]],
  spirals: [[0.85, 0.45], [-0.45, 0.85]],
  turns: [[0.8, 0.6], [-0.6, 0.8]],
  explodes: [[1.1, 0.2], [0.1, 0.9]],
  // Both eigenvalues are 0.8, and still it grows first: W is far from symmetric.
  grows: [[0.8, 3], [0, 0.8]],
} as const satisfies Record<string, Matrix2>;
export type PresetName = keyof typeof presets;
