/** Training cannot go on, or a checkpoint does not fit. Example: resuming with another architecture. */
export class FitError extends Error {
  override name = 'FitError';
}
