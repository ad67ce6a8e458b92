import { type DiagramOptions, elmanFrames, elmanNetwork, type Figure } from '@rekur/viz';
import type { Results } from '../results.js';

export function elmanNetworkExample({ copyNodes: { traces } }: Results, options: DiagramOptions): Figure {
  const [{ weights, steps }] = traces;
  const frame = elmanFrames(steps).find(({ step, phase }) => step === 2 && phase === 'hidden');
  return elmanNetwork(
    {
      sizes: { input: steps[0].input.length, hidden: steps[0].hidden.length, output: steps[0].output.length },
      weights: { inputHidden: weights.inputToHidden, copyHidden: weights.copyToHidden, hiddenOutput: weights.hiddenToOutput },
      frame,
    },
    options,
  );
}
