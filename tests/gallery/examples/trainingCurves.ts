import { type Figure, type FigureOptions, say, trainingCurves } from '@rekur/viz';
import type { Results } from '../results.js';

export function trainingCurvesExample({ text: { training } }: Results, options: FigureOptions): Figure {
  const { steps, bits, gradientNorm, learningRate, validationSteps, validationBits } = training;
  return trainingCurves(
    {
      curves: [
        { name: 'training', steps, values: bits },
        { name: 'validation', steps: validationSteps, values: validationBits },
      ],
      measure: say({ en: 'bits per character', ko: '글자당 비트' }, options.language),
      gradientNorm: { name: 'gradient norm', steps, values: gradientNorm },
      learningRate: { name: 'learning rate', steps, values: learningRate },
    },
    options,
  );
}
