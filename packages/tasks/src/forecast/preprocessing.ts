import { exp64, logScaler, standardScaler } from '@rekur/datasets';

/** What happens to values before a model sees them: a logarithm or nothing, then (x − mean) ÷ deviation. */
export interface Preprocessing {
  readonly transform: Transform;
  readonly mean: number;
  readonly deviation: number;
}

export type Transform = 'log' | 'none';

/** Fits mean and deviation on values, which should be those of the training part alone. */
export function fitPreprocessing(transform: Transform, values: ArrayLike<number>): Preprocessing {
  const { mean, deviation } = standardScaler(transformed(transform, values)).toJSON();
  return { transform, mean, deviation };
}

/** The values on the model's scale. */
export function preprocess({ transform, mean, deviation }: Preprocessing, values: ArrayLike<number>): Float64Array {
  return transformed(transform, values).map((value) => (value - mean) / deviation);
}

/** One value back on the scale of the data. */
export function restore({ transform, mean, deviation }: Preprocessing, scaled: number): number {
  const value = scaled * deviation + mean;
  return transform === 'log' ? exp64(value) : value;
}

function transformed(transform: Transform, values: ArrayLike<number>): Float64Array {
  return transform === 'log' ? logScaler().transform(values) : Float64Array.from(values);
}
