import type { Words } from '@rekur/viz';
import { SIZES } from './variants.ts';

export const texts = {
  title: { en: 'Other cells, drawn from their declarations', ko: '다른 셀들: 선언에서 그린 그림' },
  choose: { en: 'Cell', ko: '셀' },
  swipe: { en: 'The drawing goes on to the right: swipe it.', ko: '그림이 오른쪽으로 이어집니다. 옆으로 밀어 보십시오.' },
  drawing: { en: 'Diagram of the cell', ko: '셀의 그림' },
  facts: (states: number, gates: number, parameters: number): Words => ({
    en: `${states === 1 ? '1 state' : `${states} states`}, ${gates === 1 ? '1 gate or layer' : `${gates} gates or layers`}; ${parameters.toLocaleString('en')} weights and biases for ${SIZES.inputSize} inputs and ${SIZES.hiddenSize} hidden units.`,
    ko: `상태 ${states}개, 게이트 또는 층 ${gates}개. 입력 ${SIZES.inputSize}개, 은닉 노드 ${SIZES.hiddenSize}개일 때 가중치와 편향은 모두 ${parameters.toLocaleString('en')}개입니다.`,
  }),
} as const;
