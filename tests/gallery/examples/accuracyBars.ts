import { accuracyBars, type Figure, type FigureOptions, say } from '@rekur/viz';
import type { Results } from '../results.js';

const arrangements = {
  'as it is': { en: 'pixels as they are', ko: '원래 순서' },
  'one permutation': { en: 'one permutation for all', ko: '모두 같은 순열' },
  'fresh permutations': { en: 'a fresh permutation for each', ko: '이미지마다 다른 순열' },
};
const readers = { recurrent: { en: 'LSTM', ko: 'LSTM' }, 'order-blind': { en: 'order-blind', ko: '순서를 모르는 모델' } };

export function accuracyBarsExample({ orderMatters: { readings } }: Results, options: FigureOptions): Figure {
  const groups = Object.entries(arrangements).map(([arrangement, name]) => ({
    name: say(name, options.language),
    bars: readings
      .filter((reading) => reading.arrangement === arrangement)
      .map(({ reader, right, tested }) => ({ model: say(readers[reader], options.language), accuracy: right / tested })),
  }));
  return accuracyBars({ groups, chance: 0.1 }, options);
}
