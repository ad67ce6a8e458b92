import { accuracyBars, type Figure, type FigureOptions, imageGrid, say, type Words } from '@rekur/viz';
import { retitled } from '../retitled.js';
import { type Arrangement, arrangements } from './arrangements.js';
import type { Picture } from './pictures.js';
import { CLASSES } from './readers.js';
import { accuracyOf, type OrderMattersResult } from './result.js';

const names: Readonly<Record<Arrangement, Words>> = {
  'as it is': { en: 'as they are', ko: '원래 순서' },
  'one permutation': { en: 'one permutation for all', ko: '모두 같은 순열' },
  'fresh permutations': { en: 'a fresh permutation for each', ko: '이미지마다 다른 순열' },
};

const orderBlind: Words = { en: 'order-blind', ko: '순서를 모르는 모델' };
const cellNames = { lstm: 'LSTM', gru: 'GRU', rnn: 'tanh RNN' } as const;

/** The accuracies, and the same pictures in each arrangement. */
export function figures(result: OrderMattersResult, options: FigureOptions = {}): readonly Figure[] {
  const { language } = options;
  const groups = arrangements.map((arrangement) => ({
    name: say(names[arrangement], language),
    bars: [
      { model: cellNames[result.cell], accuracy: accuracyOf(result, 'recurrent', arrangement) },
      { model: say(orderBlind, language), accuracy: accuracyOf(result, 'order-blind', arrangement) },
    ],
  }));
  const bars = accuracyBars({ groups, chance: 1 / CLASSES }, options);
  const grid = (subject: Picture['subject']): Figure => {
    const shown = result.pictures.filter((picture) => picture.subject === subject);
    const images = shown.map(({ arrangement, size, pixels }) => ({ caption: say(names[arrangement], language), pixels: rows(pixels, size) }));
    return imageGrid({ images, range: [1, 0] }, options);
  };
  return [
    retitled(bars, 'order-matters-accuracy', { en: 'Handwritten digits read pixel by pixel', ko: '픽셀 단위로 읽은 손글씨 숫자' }, options),
    retitled(grid('first digit'), 'order-matters-digit', { en: 'One digit in each arrangement', ko: '배열에 따른 숫자 이미지' }, options),
    retitled(grid('second digit'), 'order-matters-other-digit', { en: 'Another image of the same digit', ko: '같은 숫자의 다른 이미지' }, options),
    retitled(grid('cat'), 'order-matters-cat', { en: 'A cat is no cat without its order', ko: '순서가 없으면 고양이도 고양이가 아니다' }, options),
  ];
}

function rows(pixels: readonly number[], size: number): number[][] {
  return Array.from({ length: size }, (_, row) => pixels.slice(row * size, (row + 1) * size));
}
