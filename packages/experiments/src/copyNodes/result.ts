import type { ElmanStep, ElmanWeights } from './elmanByHand.js';

/** One network with one sequence. */
export interface CopyNodesTrace {
  readonly seed: number;
  readonly weights: ElmanWeights;
  readonly steps: readonly ElmanStep[];
  /** Hidden and output values of all steps, of the network run over the whole sequence at once. */
  readonly comparedValues: number;
  /** How many of them differ in any bit from those stepped by hand: interpreted, and compiled. */
  readonly differences: { readonly interpreter: number; readonly compiled: number };
}

export interface CopyNodesResult {
  readonly traces: readonly CopyNodesTrace[];
}
