import { type DiagramOptions, feedForward, type Figure } from '@rekur/viz';
import type { Results } from '../results.js';

export function feedForwardExample({ copyNodes: { traces } }: Results, options: DiagramOptions): Figure {
  // At its first step the copy nodes of Elman's network are empty: it is the same as a network without them.
  const [{ weights, steps: [{ input, hidden, output }] }] = traces;
  return feedForward(
    { sizes: [input.length, hidden.length, output.length], weights: [weights.inputToHidden, weights.hiddenToOutput], values: [input, hidden, output] },
    options,
  );
}
