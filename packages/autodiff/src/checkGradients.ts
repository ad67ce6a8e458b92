import type { Tensor, Tree } from '@rekur/tensor';
import { cast, flattenTree, mapTree, tensor } from '@rekur/tensor';
import { grad } from './grad.js';

export interface GradientCheck {
  readonly agrees: boolean;
  /** The element where analytic and numeric gradient differ most, relative to the largest element of its tensor. */
  readonly worst: { readonly path: string; readonly index: number; readonly analytic: number; readonly numeric: number; readonly relative: number };
}

/**
 * Compares the gradient of `f` with central differences, (f(x + ε) − f(x − ε)) / 2ε, in float64, element by element.
 *
 * @param f a scalar function of nested tensors; it must keep the dtype of its argument
 * @param tolerance the largest allowed difference, relative to the largest element of the tensor (at least 1)
 */
export function checkGradients<Primal extends Tree>(
  f: (primal: Primal) => Tensor,
  primal: Primal,
  { epsilon = 1e-5, tolerance = 1e-7 }: { epsilon?: number; tolerance?: number } = {},
): GradientCheck {
  const at = mapTree(primal, (leaf) => cast(leaf, 'float64'));
  const gradient = flattenTree(grad(f)(at));
  let worst: GradientCheck['worst'] = { path: '', index: 0, analytic: 0, numeric: 0, relative: 0 };
  flattenTree(at).forEach(({ path, value }, position) => {
    const analytic = gradient[position].value.data;
    const scale = Math.max(1, ...Array.from(analytic, Math.abs));
    for (let index = 0; index < value.size; index++) {
      const shifted = (by: number): number => {
        const data = Float64Array.from(value.data);
        data[index] += by;
        const moved = tensor(data, { shape: value.shape });
        return f(mapTree(at, (leaf, leafPath) => (leafPath === path ? moved : leaf))).item();
      };
      const numeric = (shifted(epsilon) - shifted(-epsilon)) / (2 * epsilon);
      const relative = Math.abs(analytic[index] - numeric) / scale;
      if (!(relative <= worst.relative)) worst = { path, index, analytic: analytic[index], numeric, relative };
    }
  });
  return { agrees: worst.relative <= tolerance, worst };
}
