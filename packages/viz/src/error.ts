/** Data or an option that no figure can be drawn of. Example: `trainingCurves({ curves: [] })`. */
export class FigureError extends Error {
  override name = 'FigureError';
}
