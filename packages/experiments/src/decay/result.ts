import type { CellDecay } from './cellDecay.js';
import type { ClippedStep } from './clipping.js';
import type { LinearDecay } from './linearNetwork.js';

/** What was measured: plain JSON. */
export interface DecayResult {
  /** A scalar and a matrix for each spectral radius. */
  readonly linear: readonly LinearDecay[];
  /** One step of gradient descent on the matrix, by spectral radius and length of the sequence. */
  readonly clipping: readonly ClippedStep[];
  readonly cells: readonly CellDecay[];
}
