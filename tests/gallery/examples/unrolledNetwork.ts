import { type DiagramOptions, type Figure, unrolledNetwork } from '@rekur/viz';
import type { Results } from '../results.js';

export function unrolledNetworkExample({ copyNodes: { traces } }: Results, options: DiagramOptions): Figure {
  return unrolledNetwork({ steps: traces[0].steps.length }, options);
}
