import type { Words } from '../../language.js';

/** Names of the gates that the built-in cells declare; a gate of one's own is called what it is called. */
export function gateWords(gate: string): Words {
  return known[gate] ?? { en: gate, ko: gate };
}

const known: Readonly<Record<string, Words>> = {
  input: { en: 'input gate', ko: '입력 게이트' },
  forget: { en: 'forget gate', ko: '망각 게이트' },
  output: { en: 'output gate', ko: '출력 게이트' },
  cell: { en: 'candidate', ko: '후보 값' },
  new: { en: 'candidate', ko: '후보 값' },
  reset: { en: 'reset gate', ko: '리셋 게이트' },
  update: { en: 'update gate', ko: '업데이트 게이트' },
  hidden: { en: 'hidden layer', ko: '은닉층' },
};
