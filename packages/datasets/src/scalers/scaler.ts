/** A scaler as plain data, for a model file. */
export type ScalerJSON =
  | { readonly kind: 'standard'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'min-max'; readonly min: number; readonly max: number }
  | { readonly kind: 'log' };

/** A change of scale that can be undone: `invert(transform(values))` is `values` up to rounding. */
export interface Scaler<JSON extends ScalerJSON = ScalerJSON> {
  /** The values on the new scale. */
  transform(values: ArrayLike<number>): Float64Array;
  /** Back to the scale of the data. */
  invert(scaled: ArrayLike<number>): Float64Array;
  /** Plain data from which `scalerFromJSON` makes the same scaler. */
  toJSON(): JSON;
}
