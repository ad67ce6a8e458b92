import { refusal } from '../refusal.js';
import type { Matrix } from './matrix.js';
import { sizesOf } from './matrix.js';
import { dot, orthogonalize } from './orthogonalize.js';

/** The directions in which points differ most. */
export interface PrincipalComponents {
  /** `[dimensions]`: the middle of the points. */
  readonly mean: readonly number[];
  /** `[components, dimensions]`: of length 1, orthogonal, the one of the largest variance first. Its largest element is positive. */
  readonly axes: readonly (readonly number[])[];
  /** `[components]`: along each axis, divided by points − 1. */
  readonly variances: readonly number[];
  /** `[components]`: the share of all variance; 0 where the points do not differ. */
  readonly explained: readonly number[];
}

/**
 * Principal components of points `[points, dimensions]`, by the eigenvectors of their covariance.
 *
 *     const components = principalComponents(hiddenStates, 2);
 *     const flat = projectOnto(components, hiddenStates); // [points, 2]
 *
 * Source: Pearson 1901; Hotelling 1933.
 * @param count how many; no more than there are dimensions
 * @throws Error for fewer than two points, ragged points, a number that is not finite, or a count out of range
 */
export function principalComponents(points: Matrix, count = 2): PrincipalComponents {
  const [rows, dimensions] = sizesOf('principalComponents', points);
  if (rows < 2) throw refusal('principalComponents', 'too few points', `${rows}`, 'two or more are expected');
  if (!(Number.isInteger(count) && count >= 1 && count <= dimensions)) {
    throw refusal('principalComponents', 'count out of range', `${count}`, `a whole number from 1 to ${dimensions}, the number of dimensions, is expected`);
  }
  const mean = Array.from({ length: dimensions }, (_, dimension) => points.reduce((sum, point) => sum + point[dimension] / rows, 0));
  const covariance = covarianceOf(points, mean);
  const total = covariance.reduce((sum, row, dimension) => sum + row[dimension], 0);
  // The covariance C is symmetric and has no negative eigenvalue, so its eigenvectors are the V that makes C·V orthogonal.
  const directions = Array.from(mean, (_, one) => Float64Array.from(mean, (__, other) => (one === other ? 1 : 0)));
  orthogonalize(covariance, directions);
  const found = covariance.map((vector, index) => ({ variance: Math.sqrt(dot(vector, vector)), axis: pointed(directions[index]) }));
  const best = found.sort((a, b) => b.variance - a.variance).slice(0, count);
  const variances = best.map(({ variance }) => variance);
  return { mean, axes: best.map(({ axis }) => axis), variances, explained: variances.map((variance) => (total > 0 ? variance / total : 0)) };
}

/** Points `[points, dimensions]` along the axes of components: `[points, components]`. */
export function projectOnto({ mean, axes }: PrincipalComponents, points: Matrix): number[][] {
  const stray = points.findIndex(({ length }) => length !== mean.length);
  if (stray >= 0) throw refusal('projectOnto', 'wrong dimension', `point ${stray} has ${points[stray].length} numbers`, `${mean.length} are expected`);
  return points.map((point) => {
    const centred = mean.map((middle, dimension) => point[dimension] - middle);
    return axes.map((axis) => dot(axis, centred));
  });
}

function covarianceOf(points: Matrix, mean: readonly number[]): Float64Array[] {
  const covariance = mean.map(() => new Float64Array(mean.length));
  for (const point of points) {
    const centred = Float64Array.from(mean, (middle, dimension) => point[dimension] - middle);
    for (let row = 0; row < mean.length; row++) {
      const share = centred[row] / (points.length - 1);
      for (let column = 0; column < mean.length; column++) covariance[row][column] += share * centred[column];
    }
  }
  return covariance;
}

/** An axis and its opposite are the same axis: chosen is the one whose largest element, the first of equals, is positive. */
function pointed(axis: Float64Array): number[] {
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-12 ? value : best), 0);
  return Array.from(axis, (value) => (largest < 0 ? -value : value));
}
