import type { Words } from '@rekur/viz';

export interface Clip {
  /** File in `public/speech`, without its ending. */
  readonly name: string;
  readonly words: string;
}

/** Of the Asterisk core sounds, spoken by Allison Smith, CC BY-SA 3.0: see `public/speech/ATTRIBUTION.md`. */
export const clips: readonly Clip[] = [
  { name: 'hello-world', words: 'Hello, world' },
  { name: 'please-try-again', words: 'Please try again' },
  { name: 'seven', words: 'Seven' },
];

export const attribution = {
  before: { en: 'Clips: Asterisk core sounds, voice of Allison Smith, © 2003–2010, ', ko: '음성: Asterisk core sounds, 목소리 Allison Smith, © 2003–2010, ' },
  licence: 'CC BY-SA 3.0',
  licenceUrl: 'https://creativecommons.org/licenses/by-sa/3.0/',
  sourceUrl: 'https://downloads.asterisk.org/pub/telephony/sounds/',
  source: { en: 'source', ko: '출처' },
  after: { en: '; cut and reordered here, under the same licence.', ko: '. 이 페이지에서 잘라 순서를 바꾼 소리도 같은 라이선스를 따릅니다.' },
} as const satisfies Record<string, string | Words>;
