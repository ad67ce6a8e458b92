import type { UnitFeature } from '@rekur/tasks';
import type { Words } from '@rekur/viz';
import { TARGET_BITS, type Training } from './characters.ts';
import { extremes, visible } from './units.ts';

export const characterTexts = {
  title: { en: 'A model of your text', ko: '내 글을 배우는 모델' },
  choose: { en: 'Text', ko: '글' },
  moby: { en: 'Moby-Dick, the first chapters', ko: '모비 딕 첫 부분(영어)' },
  constitution: { en: 'The Korean constitution of 1952', ko: '대한민국헌법(1952)' },
  own: { en: 'your own', ko: '직접 붙여 넣기' },
  edit: { en: 'The text to learn; type or paste your own', ko: '배울 글. 직접 쓰거나 붙여 넣을 수 있습니다' },
  tooShort: { en: 'At least 100 characters, please.', ko: '글자가 100자 이상이어야 합니다.' },
  train: { en: 'Train', ko: '훈련하기' },
  stop: { en: 'Stop', ko: '중지' },
  step: { en: 'step', ko: '단계' },
  seconds: { en: 'seconds', ko: '초' },
  bits: { en: 'bits per character', ko: '글자당 비트' },
  heldOut: { en: 'on text not trained on', ko: '훈련에 쓰지 않은 글' },
  trained: { en: 'on the text it trains on', ko: '훈련하는 글' },
  target: { en: 'target: 3 bits', ko: '목표: 3비트' },
  progress: { en: 'Training', ko: '훈련 진행' },
  written: { en: 'What it writes, going on from the beginning of the text', ko: '글의 첫머리에 이어 모델이 쓴 글' },
  nothing: { en: 'Nothing yet: train it first.', ko: '아직 없습니다. 먼저 훈련하십시오.' },
  temperature: { en: 'temperature', ko: '온도' },
  write: { en: 'Write again', ko: '다시 쓰기' },
  failed: { en: 'Training failed', ko: '훈련에 실패했습니다' },
  steps: { en: 'steps', ko: '단계' },
} as const satisfies Record<string, Words>;

export function trainingWords({ state, reached, bits, parameterCount, distinct, bestStep, totalSteps, step }: Training): Words {
  if (state === 'none') return { en: '96 LSTM units read one character after the other and learn to expect the next.', ko: 'LSTM 노드 96개가 글자를 하나씩 읽으며 다음 글자를 예상하는 법을 배웁니다.' };
  if (bits.length === 0) return { en: 'Compiling …', ko: '컴파일하는 중…' };
  const uniform = Math.log2(distinct).toFixed(1);
  const count = parameterCount.toLocaleString('en');
  const first: Words = { en: `${count} weights; guessing among ${distinct} characters would cost ${uniform} bits.`, ko: `가중치 ${count}개. ${distinct}가지 글자 중에서 찍으면 ${uniform}비트가 듭니다.` };
  const second: Words = reached
    ? { en: `Below ${TARGET_BITS} bits after ${(reached.elapsedMs / 1000).toFixed(1)} s.`, ko: `${(reached.elapsedMs / 1000).toFixed(1)}초 만에 ${TARGET_BITS}비트 아래로 내려갔습니다.` }
    : { en: '', ko: '' };
  const third: Words =
    state === 'ready' && bestStep !== undefined && step === totalSteps
      ? { en: `Kept: the weights of step ${bestStep}, which did best on the text not trained on.`, ko: `훈련에 쓰지 않은 글에서 가장 나았던 ${bestStep}단계의 가중치를 남겼습니다.` }
      : { en: '', ko: '' };
  return { en: [first.en, second.en, third.en].filter(Boolean).join(' '), ko: [first.ko, second.ko, third.ko].filter(Boolean).join(' ') };
}

export function temperatureWords(temperature: number): Words {
  if (temperature === 0) return { en: 'always the likeliest character', ko: '언제나 가장 그럴듯한 글자' };
  if (temperature < 0.95) return { en: 'more careful than it learned', ko: '배운 것보다 조심스럽게' };
  if (temperature <= 1.05) return { en: 'as it learned', ko: '배운 대로' };
  return { en: 'wild', ko: '거침없이' };
}

export const unitTexts = {
  title: { en: 'Click a unit and see what it reads', ko: '노드를 눌러 무엇을 읽는지 보기' },
  part: { en: 'state', ko: '상태' },
  h: { en: 'hidden state h', ko: '은닉 상태 h' },
  c: { en: 'cell state c', ko: '셀 상태 c' },
  units: { en: 'Units, coloured by what they hold after the chosen character', ko: '노드. 색은 고른 글자를 읽은 뒤의 값' },
  text: { en: 'The text, coloured by the unit', ko: '노드의 값으로 색칠한 글' },
  colors: { en: 'orange: positive, blue: negative', ko: '주황은 양수, 파랑은 음수' },
  after: { en: 'after character', ko: '글자' },
  unit: (unit: number): Words => ({ en: `unit ${unit}`, ko: `노드 ${unit}` }),
  which: { en: 'text', ko: '읽을 글' },
  source: { en: 'the text it learned', ko: '배운 글' },
  sample: { en: 'what it wrote', ko: '모델이 쓴 글' },
} as const;

const features: Readonly<Record<UnitFeature, Words>> = {
  'position in the line': { en: 'how far the line has come', ko: '줄 안에서의 위치를' },
  'position in the word': { en: 'how far the word has come', ko: '단어 안에서의 위치를' },
  'inside a quotation': { en: 'being inside a quotation', ko: '따옴표 안인지 여부를' },
  'inside parentheses': { en: 'being inside parentheses', ko: '괄호 안인지 여부를' },
  'capital letter': { en: 'capital letters', ko: '대문자인지 여부를' },
  vowel: { en: 'vowels', ko: '모음인지 여부를' },
  space: { en: 'spaces', ko: '띄어쓰기인지 여부를' },
  'position in the sequence': { en: 'how far the text has come', ko: '글 안에서의 위치를' },
  'the value read': { en: 'the value read', ko: '읽은 값을' },
};

export function foundWords(unit: number, feature: UnitFeature, correlation: number): Words {
  const r = correlation.toFixed(2).replace('-', '−');
  return { en: `Unit ${unit} follows ${features[feature].en} (correlation ${r}): show it`, ko: `노드 ${unit}: ${features[feature].ko} 따라갑니다(상관계수 ${r}). 보기` };
}

/** In words what the colours show. */
export function unitWords(unit: number, values: readonly number[], characters: readonly string[]): Words {
  const { highest, lowest } = extremes(values, characters);
  const list = (means: typeof highest): string => means.map(({ character, mean }) => `${visible(character)} (${mean.toFixed(2).replace('-', '−')})`).join(', ');
  return {
    en: `Unit ${unit} stands highest after ${list(highest)}; lowest after ${list(lowest)}.`,
    ko: `노드 ${unit}의 값이 가장 높은 글자: ${list(highest)}. 가장 낮은 글자: ${list(lowest)}.`,
  };
}
