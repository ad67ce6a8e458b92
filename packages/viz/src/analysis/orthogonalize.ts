/** Sweeps seldom exceed ten; more than this many means that something is wrong with the numbers. */
const MOST_SWEEPS = 60;
/** Cosine of an angle that counts as a right one, for vectors of one element; sums of more are less exact. */
const RIGHT_ANGLE = 1e-15;

/**
 * Turns vectors, in place, within the space that they span until any two are orthogonal: one-sided Jacobi rotations. What the
 * vectors are the columns of, A, becomes A·V with V orthogonal, so their lengths are A's singular values. The same rotations
 * are done to `companions`: begun with the identity, they become the columns of V.
 *
 * Source: Hestenes 1958; Demmel & Veselić 1992, who show that small singular values keep their digits.
 */
export function orthogonalize(vectors: readonly Float64Array[], companions?: readonly Float64Array[]): void {
  const rightAngle = RIGHT_ANGLE * Math.sqrt(vectors[0].length);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotations = 0;
    for (let first = 0; first < vectors.length; first++) {
      for (let second = first + 1; second < vectors.length; second++) {
        const [a, b] = [vectors[first], vectors[second]];
        const [lengthA, lengthB, product] = [dot(a, a), dot(b, b), dot(a, b)];
        if (Math.abs(product) <= rightAngle * Math.sqrt(lengthA) * Math.sqrt(lengthB)) continue;
        const zeta = (lengthB - lengthA) / (2 * product);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        rotate(a, b, tangent);
        if (companions) rotate(companions[first], companions[second], tangent);
        rotations++;
      }
    }
    if (rotations === 0) return;
  }
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index] * b[index];
  return sum;
}

function rotate(a: Float64Array, b: Float64Array, tangent: number): void {
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [a[index], b[index]];
    a[index] = cosine * x - sine * y;
    b[index] = sine * x + cosine * y;
  }
}
