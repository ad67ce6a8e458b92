import { elmanFrames, elmanNetwork, type Figure, type FigureOptions, unrolledNetwork } from '@rekur/viz';
import type { CopyNodesResult } from './result.js';

/** Frames until the second input has met what the first one left. */
const FRAMES = 7;
const MOST_UNROLLED = 12;

/** The first network phase by phase, until the second input meets the stored values; then the loop unrolled. */
export function figures({ traces: [{ weights, steps }] }: CopyNodesResult, options: FigureOptions = {}): readonly Figure[] {
  const sizes = { input: steps[0].input.length, hidden: steps[0].hidden.length, output: steps[0].output.length };
  const drawn = { inputHidden: weights.inputToHidden, copyHidden: weights.copyToHidden, hiddenOutput: weights.hiddenToOutput };
  const frames = elmanFrames(steps).slice(0, FRAMES);
  return [
    ...frames.map((frame) => {
      const name = `step-${frame.step}-${frame.phase}`;
      const figure = elmanNetwork({ sizes, weights: drawn, frame }, { ...options, idPrefix: `${name}-` });
      return { ...figure, id: `elman-${name}` };
    }),
    unrolledNetwork({ steps: Math.min(steps.length, MOST_UNROLLED) }, options),
  ];
}
