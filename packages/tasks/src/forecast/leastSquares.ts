/** The sums of a linear regression, which grow row by row: XᵀX and Xᵀy. */
export interface Regression {
  readonly rows: number;
  /** Adds one observation: `row` [columns] and what it should give. */
  add(row: ArrayLike<number>, target: number): void;
  /**
   * The coefficients [columns] that make Σ (target − row·coefficients)² least, each column but the last `unpenalised` ones
   * shrunk as if one more row had been seen in which it alone was there, of its usual size, with target 0 (ridge
   * regression, Hoerl & Kennard 1970). A column that others explain wholly, or that is 0 throughout, gets 0.
   */
  solve(unpenalised?: number): Float64Array;
}

/** Smaller than this part of its diagonal, a pivot is rounding error. */
const SINGULAR = 1e-11;

/** An empty regression; float64 and + − × ÷ √ alone, so that every engine gives the same bits. */
export function regression(columns: number): Regression {
  const squares = new Float64Array(columns * columns);
  const products = new Float64Array(columns);
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    add(row, target) {
      rows++;
      for (let i = 0; i < columns; i++) {
        products[i] += row[i] * target;
        for (let j = 0; j <= i; j++) squares[i * columns + j] += row[i] * row[j];
      }
    },
    solve(unpenalised = 0) {
      const matrix = squares.slice();
      for (let i = 0; i < columns - unpenalised; i++) matrix[i * columns + i] *= 1 + 1 / rows;
      return solveCholesky(matrix, products);
    },
  };
}

/** A·x = b for a symmetric A ≥ 0 of which the lower triangle is given, and overwritten by its Cholesky factor. */
function solveCholesky(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    const diagonal = a[i * n + i];
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      if (j < i) a[i * n + j] = a[j * n + j] > 0 ? sum / a[j * n + j] : 0;
      else a[i * n + i] = sum > SINGULAR * diagonal ? Math.sqrt(sum) : 0;
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= a[i * n + k] * x[k];
    x[i] = a[i * n + i] > 0 ? x[i] / a[i * n + i] : 0;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= a[k * n + i] * x[k];
    x[i] = a[i * n + i] > 0 ? x[i] / a[i * n + i] : 0;
  }
  return x;
}
