import type { Words } from '@rekur/viz';

/** Headings and phrases of a training's report. */
export const words = {
  result: { en: 'Result', ko: '결과' },
  sample: { en: 'What it writes', ko: '모델이 쓴 글' },
  prompt: { en: 'The beginning was given, the rest is the network’s.', ko: '앞부분만 주어졌고, 나머지는 신경망이 썼습니다.' },
  forecast: { en: 'Forecast', ko: '예측' },
  labels: { en: 'Which labels it tells', ko: '레이블 구분' },
  curves: { en: 'Training', ko: '훈련' },
  gradients: { en: 'Gradient flow through time', ko: '시간을 거슬러 흐르는 기울기' },
  gradientsOf: { en: 'The loss L is', ko: '손실 L은' },
  states: { en: 'Inside the network', ko: '신경망 내부' },
  weights: { en: 'Weights', ko: '가중치' },
  compiled: { en: 'What the compiler makes of it', ko: '컴파일러가 만든 것' },
  network: { en: 'Network', ko: '신경망 구조' },
  layer: { en: 'layer', ko: '층' },
  output: { en: 'output', ko: '출력' },
  parameters: { en: 'parameters', ko: '매개변수' },
  configuration: { en: 'Configuration', ko: '설정' },
  environment: { en: 'Environment', ko: '실행 환경' },
  card: { en: 'Model card', ko: '모델 카드' },
  trained: { en: 'Training of', ko: '훈련 보고서:' },
  bits: { en: 'bits per character', ko: '문자당 비트' },
  again: { en: 'The same model again', ko: '같은 모델 다시 만들기' },
} as const satisfies Readonly<Record<string, Words>>;
