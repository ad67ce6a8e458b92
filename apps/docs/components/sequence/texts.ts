import type { Words } from '@rekur/viz';
import type { TextUnit } from './shuffling.ts';

export const texts = {
  shuffle: { en: 'Shuffle', ko: '섞기' },
  again: { en: 'Shuffle again', ko: '다시 섞기' },
  inOrder: { en: 'Put in order', ko: '원래 순서로' },

  picture: { en: 'A picture: shuffle the cat', ko: '이미지: 고양이 섞기' },
  block: { en: 'pieces of', ko: '조각 크기' },
  pixels: (block: number): Words => ({ en: block === 1 ? '1 pixel' : `${block} × ${block} pixels`, ko: block === 1 ? '픽셀 1개' : `${block} × ${block} 픽셀` }),
  cat: (block: number, isShuffled: boolean): Words =>
    isShuffled
      ? { en: `The cat’s face, its ${(64 / block) ** 2} pieces in a random order`, ko: `고양이 얼굴을 ${(64 / block) ** 2}조각으로 나누어 무작위로 섞은 그림` }
      : { en: 'A cat’s face', ko: '고양이 얼굴' },
  kept: (pixels: number, mean: number): Words => ({
    en: `Kept: all ${pixels.toLocaleString('en')} pixels, mean darkness ${mean.toFixed(3)}. Lost: where they were.`,
    ko: `남은 것: 픽셀 ${pixels.toLocaleString('en')}개 전부, 평균 어두움 ${mean.toFixed(3)}. 잃은 것: 있던 자리.`,
  }),
  keptAll: (pixels: number, mean: number): Words => ({
    en: `${pixels.toLocaleString('en')} pixels, mean darkness ${mean.toFixed(3)}, each where it belongs.`,
    ko: `픽셀 ${pixels.toLocaleString('en')}개, 평균 어두움 ${mean.toFixed(3)}, 모두 제자리에 있습니다.`,
  }),

  text: { en: 'A text: type a sentence of your own', ko: '텍스트: 문장을 직접 써 보세요' },
  sentence: { en: 'sentence', ko: '문장' },
  example: { en: 'the dog bit the man', ko: '밥을 먹고 이를 닦았다' },
  unit: { en: 'pieces', ko: '조각' },
  counts: { en: 'What a model without order knows, shuffled or not:', ko: '순서를 모르는 모델이 아는 것. 섞어도 그대로입니다:' },
  empty: { en: '(nothing)', ko: '(없음)' },

  speech: { en: 'Speech: listen, then shuffle', ko: '음성: 듣고 나서 섞어 보세요' },
  clip: { en: 'clip', ko: '음성' },
  listen: { en: 'Listen', ko: '듣기' },
  stop: { en: 'Stop', ko: '정지' },
  milliseconds: (value: number): Words => ({ en: `${value} ms`, ko: `${value} ms` }),
  wave: (words: string, pieces: number, isShuffled: boolean): Words =>
    isShuffled
      ? { en: `Loudness over time of the clip “${words}”, its ${pieces} pieces in a random order`, ko: `음성 “${words}”을 ${pieces}조각으로 나누어 섞은 뒤의 시간에 따른 소리 크기` }
      : { en: `Loudness over time of the clip “${words}”`, ko: `음성 “${words}”의 시간에 따른 소리 크기` },
  pieces: (pieces: number, isShuffled: boolean): Words =>
    isShuffled
      ? { en: `${pieces} pieces, every one still there; colours show where they come from.`, ko: `${pieces}조각이 모두 그대로 있습니다. 색은 원래 자리를 나타냅니다.` }
      : { en: `${pieces} pieces in order.`, ko: `${pieces}조각이 순서대로 있습니다.` },
  failed: { en: 'The clip could not be loaded.', ko: '음성을 불러오지 못했습니다.' },

  result: { en: 'The same, measured', ko: '재어 보면' },
  resultWords: (recurrent: readonly number[], blind: readonly number[], tested: number): Words => ({
    en: `${tested} handwritten digits, read pixel by pixel. In order an LSTM reads ${percent(recurrent[0])} right; in one permutation that is the same for all, still ${percent(recurrent[1])}; if each digit has an order of its own, ${percent(recurrent[2])}. A model that only counts grey levels reaches ${percent(blind[2])}, whatever the order.`,
    ko: `손글씨 숫자 ${tested}장을 픽셀 하나씩 읽었습니다. LSTM의 정확도는 원래 순서에서 ${percent(recurrent[0])}, 모두 똑같이 섞었을 때 ${percent(recurrent[1])}, 이미지마다 다르게 섞었을 때 ${percent(recurrent[2])}입니다. 픽셀의 밝기만 세는 모델은 순서와 관계없이 ${percent(blind[2])}입니다.`,
  }),
  repeat: { en: 'Measure it yourself:', ko: '직접 재어 보기:' },
} as const satisfies Record<string, Words | ((...values: never[]) => Words)>;

export const unitNames: Readonly<Record<TextUnit, Words>> = {
  words: { en: 'words', ko: '단어' },
  letters: { en: 'letters', ko: '글자' },
};

function percent(value: number): string {
  return `${value.toFixed(1)}%`;
}
