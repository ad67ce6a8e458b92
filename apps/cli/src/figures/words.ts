import type { UnitFeature } from '@rekur/tasks';
import { type Language, say, type Words } from '@rekur/viz';

const gates: Readonly<Record<string, Words>> = {
  input: { en: 'input gate', ko: '입력 게이트' },
  forget: { en: 'forget gate', ko: '망각 게이트' },
  cell: { en: 'cell candidate', ko: '셀 후보값' },
  output: { en: 'output gate', ko: '출력 게이트' },
  reset: { en: 'reset gate', ko: '리셋 게이트' },
  update: { en: 'update gate', ko: '업데이트 게이트' },
  new: { en: 'candidate', ko: '후보값' },
};

/** What a gate is called; one that is not known keeps its name. */
export function gateWords(name: string, language: Language | undefined): string {
  return name in gates ? say(gates[name], language) : name;
}

const features: Readonly<Record<UnitFeature, Words>> = {
  'position in the line': { en: 'position in the line', ko: '줄 안에서의 위치' },
  'position in the word': { en: 'position in the word', ko: '단어 안에서의 위치' },
  'inside a quotation': { en: 'inside a quotation', ko: '따옴표 안' },
  'inside parentheses': { en: 'inside parentheses', ko: '괄호 안' },
  'capital letter': { en: 'capital letter', ko: '대문자' },
  vowel: { en: 'vowel', ko: '모음' },
  space: { en: 'space', ko: '공백' },
  'position in the sequence': { en: 'position in the sequence', ko: '수열 안에서의 위치' },
  'the value read': { en: 'the value read', ko: '읽은 값' },
};

/** What a unit was found to follow. */
export function featureWords(feature: UnitFeature, language: Language | undefined): string {
  return say(features[feature], language);
}
