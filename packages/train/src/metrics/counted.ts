import type { Shape } from '@rekur/tensor';
import { describe, formatShape, ShapeError, Tensor } from '@rekur/tensor';

/** Numbers on the host: a tensor, an array, a typed array. */
export type Numbers = Tensor | ArrayLike<number>;

export interface CountedOptions {
  /** How many steps of each row of tensors [batch, time, …] count. Default: all. */
  readonly lengths?: Numbers;
}

/**
 * The elements that count of values of one shape, each as a plain array: steps beyond a row's length are left out.
 * @throws ShapeError if shapes or lengths do not fit.
 */
export function counted<Name extends string>(operation: string, values: Readonly<Record<Name, Numbers>>, options: CountedOptions = {}): Record<Name, number[]> {
  const entries = Object.entries<Numbers>(values);
  const [firstName, first] = entries[0];
  for (const [name, each] of entries) {
    if (formatShape(shapeOf(each)) !== formatShape(shapeOf(first))) throw differ(operation, name, shapeOf(each), firstName, shapeOf(first));
  }
  const keep = isWithin(operation, shapeOf(first), options.lengths);
  return Object.fromEntries(entries.map(([name, each]) => [name, Array.from(elementsOf(each)).filter((_, index) => keep(index))])) as Record<Name, number[]>;
}

export function elementsOf(values: Numbers): ArrayLike<number> {
  return values instanceof Tensor ? values.data : values;
}

export function shapeOf(values: Numbers): Shape {
  return values instanceof Tensor ? values.shape : [values.length];
}

/** The mean; NaN of nothing. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function isWithin(operation: string, shape: Shape, lengths: Numbers | undefined): (index: number) => boolean {
  if (!lengths) return () => true;
  const [batch, time] = shape;
  const each = elementsOf(lengths);
  if (shape.length < 2 || each.length !== batch) {
    throw new ShapeError(
      describe(operation, 'lengths do not fit', `${each.length} lengths for values ${formatShape(shape)}`, 'values [batch, time, …] and one length per row are expected'),
    );
  }
  const perStep = shape.slice(2).reduce((product, size) => product * size, 1);
  return (index) => Math.floor(index / perStep) % time < each[Math.floor(index / (perStep * time))];
}

function differ(operation: string, name: string, given: Shape, firstName: string, first: Shape): ShapeError {
  return new ShapeError(
    describe(operation, 'shapes differ', `${name} are ${formatShape(given)}`, `${formatShape(first)} is expected, as ${firstName} are`),
  );
}
