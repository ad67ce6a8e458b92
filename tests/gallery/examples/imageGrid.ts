import { type Figure, type FigureOptions, imageGrid, say } from '@rekur/viz';
import type { Results } from '../results.js';

const arrangements = {
  'as it is': { en: 'as it is', ko: '원래 순서' },
  'one permutation': { en: 'one permutation for all', ko: '모두 같은 순열' },
  'fresh permutations': { en: 'a fresh permutation for each', ko: '이미지마다 다른 순열' },
};

export function imageGridExample({ orderMatters: { pictures } }: Results, options: FigureOptions): Figure {
  const images = pictures
    .filter(({ subject }) => subject === 'cat')
    .map(({ arrangement, size, pixels }) => ({
      caption: say(arrangements[arrangement], options.language),
      pixels: Array.from({ length: size }, (_, row) => pixels.slice(row * size, (row + 1) * size)),
    }));
  return imageGrid({ images, range: [1, 0] }, options);
}
