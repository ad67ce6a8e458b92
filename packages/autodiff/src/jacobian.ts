import type { Shape, Tensor } from '@rekur/tensor';
import { cast, describe, DTypeError, equal, formatType, iota, isFloat, reshape, scan, sizeOf, transpose } from '@rekur/tensor';
import { grad, vjp } from './grad.js';
import { jvp } from './jvp.js';

export interface JacobianOptions {
  /** `reverse` costs one pullback per output element, `forward` one pass per input element. Default: reverse. */
  mode?: 'reverse' | 'forward';
}

/**
 * All partial derivatives of a function of one tensor: `[...output, ...input]`, element (i, j) being ∂fᵢ/∂xⱼ. A loop over the rows
 * (or columns) of the identity, so that the Program does not grow with the size.
 *
 * @throws DTypeError when called, if input or output is not float
 */
export function jacobian(f: (x: Tensor) => Tensor, { mode = 'reverse' }: JacobianOptions = {}): (x: Tensor) => Tensor {
  return mode === 'reverse' ? (x) => byRows(f, x) : (x) => byColumns(f, x);
}

/** Second derivatives of a scalar function: `[...input, ...input]`, forward over reverse. @throws ShapeError as `grad` does */
export function hessian(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  return jacobian(grad(f), { mode: 'forward' });
}

function byRows(f: (x: Tensor) => Tensor, x: Tensor): Tensor {
  requireFloat('the argument', x);
  const { outputs, pullback } = vjp((argument: Tensor) => [f(argument)], x);
  const [output] = outputs;
  requireFloat('the result', output);
  const { outputs: rows } = scan(([], [cotangent]) => ({ carry: [], outputs: [pullback([cotangent])] }), [], [directions(output)]);
  return reshape(rows[0], [...output.shape, ...x.shape]);
}

function byColumns(f: (x: Tensor) => Tensor, x: Tensor): Tensor {
  requireFloat('the argument', x);
  let shape: Shape = [];
  const { outputs: columns } = scan(
    ([], [tangent]) => {
      const { outputs, tangents } = jvp((argument: Tensor) => [f(argument)], x, tangent);
      requireFloat('the result', outputs[0]);
      shape = outputs[0].shape;
      return { carry: [], outputs: tangents };
    },
    [],
    [directions(x)],
  );
  return reshape(transpose(reshape(columns[0], [x.size, sizeOf(shape)]), [1, 0]), [...shape, ...x.shape]);
}

/** Every tensor of x's type that is 1 at one element and 0 elsewhere: `[size, ...shape]`. */
function directions(x: Tensor): Tensor {
  const columns = iota([x.size, x.size], { like: x });
  const identity = equal(columns, transpose(columns, [1, 0]));
  return reshape(cast(identity, x.dtype), [x.size, ...x.shape]);
}

function requireFloat(name: string, x: Tensor): void {
  if (isFloat(x.dtype)) return;
  throw new DTypeError(describe('jacobian', `${name} is not float`, formatType(x), 'float32 or float64 is expected', 'cast converts'));
}
