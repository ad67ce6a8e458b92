import type { Shape } from '@rekur/tensor';
import { describe, flattenTree, formatShape, formatType, sameShape, ShapeError, Tensor, ValueError } from '@rekur/tensor';
import type { Parameters } from './module.js';

/**
 * The parameter of that name. A wrong shape is refused here, since broadcasting would take some of them in silence.
 * @throws ValueError if it is missing, ShapeError if it has another shape
 */
export function requireParameter(kind: string, parameters: Parameters | undefined, name: string, shape: Shape): Tensor {
  const value = parameters?.[name];
  if (!(value instanceof Tensor)) return refuseMissing(kind, parameters, name);
  if (sameShape(value.shape, shape)) return value;
  throw new ShapeError(
    describe(kind, 'parameter does not fit', `${name} is ${formatType(value)}`, `${formatShape(shape)} is expected`, 'the parameters of a layer are those that its initialize returns'),
  );
}

function refuseMissing(kind: string, parameters: Parameters | undefined, name: string): never {
  const names = parameters ? flattenTree(parameters).map(({ path }) => path) : [];
  throw new ValueError(
    describe(
      kind,
      'parameter missing',
      `there is no '${name}' among ${names.join(', ') || 'none'}`,
      'the parameters of a layer are those that its initialize returns',
    ),
  );
}
