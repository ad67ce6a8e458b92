import type { Words } from '@rekur/viz';

export const texts = {
  title: { en: 'One loop, pulled apart', ko: '고리 하나를 펼치면' },
  slider: { en: 'steps unrolled', ko: '펼친 시점 수' },
  length: { en: 'length of the sequence', ko: '시퀀스 길이' },
  play: { en: 'Unroll', ko: '펼치기' },
  pause: { en: 'Pause', ko: '멈춤' },
  fold: { en: 'Fold', ko: '접기' },
  folded: {
    en: 'Folded: one unit whose output comes back to it at the next step.',
    ko: '접은 그래프: 자신의 출력이 다음 시점에 자신에게 되돌아오는 노드 하나입니다.',
  },
  path: (path: string, times: number): Words => ({
    en: `${path}: through U once, through W ${times === 1 ? 'once' : times === 0 ? 'never' : `${times} times`}, through V once.`,
    ko: `${path}: U를 한 번, W를 ${times}번, V를 한 번 지납니다.`,
  }),
} as const;
