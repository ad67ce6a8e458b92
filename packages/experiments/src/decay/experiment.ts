import { say } from '@rekur/viz';
import type { Experiment, Part } from '../experiment.js';
import { type CellDecay, measureCell } from './cellDecay.js';
import { cellTitles, type DecayCell, decayCells } from './cells.js';
import { type ClippedStep, measureClipping } from './clipping.js';
import { figures } from './figures.js';
import { type LinearDecay, measureLinearDecay } from './linearNetwork.js';
import type { DecayResult } from './result.js';
import { verdict } from './verdict.js';

export interface DecayOptions {
  readonly radii: readonly number[];
  readonly steps: number;
  readonly size: number;
  readonly cells: readonly DecayCell[];
  readonly hidden: number;
  readonly cellSteps: number;
  readonly trainingSteps: number;
}

interface DecayPart extends Part {
  /** Null for the linear network. */
  readonly cell: DecayCell | null;
  readonly seed: number;
}

type PartResult = { readonly linear: readonly LinearDecay[]; readonly clipping: readonly ClippedStep[] } | { readonly cell: CellDecay };

/** Why memory fades: what is left of an impulse, and of a gradient, after many steps. */
export const decay: Experiment<DecayOptions, DecayPart, PartResult, DecayResult> = {
  name: 'decay',
  title: { en: 'Decay: what is left after many steps', ko: '소실과 폭주: 여러 단계를 거치면 무엇이 남는가' },
  paper: {
    authors: 'Y. Bengio, P. Simard, P. Frasconi',
    year: 1994,
    title: 'Learning Long-Term Dependencies with Gradient Descent is Difficult',
    where: 'IEEE Transactions on Neural Networks 5(2), 157–166',
  },
  claim: {
    en: 'In o_n = x_1·U·W^(n−1) the first input fades or explodes as ρ^(n−1), with ρ the spectral radius of W, and so does the gradient that flows back to it. Gates that begin open keep it; clipping bounds the steps where it explodes.',
    ko: 'o_n = x_1·U·W^(n−1)에서 첫 입력의 영향은 W의 스펙트럼 반지름 ρ에 따라 ρ^(n−1)로 사라지거나 폭발하고, 그 입력까지 거슬러 가는 기울기도 마찬가지다. 열린 채로 시작하는 망각 게이트는 기울기를 지켜 주고, 클리핑은 폭주할 때 갱신의 크기를 제한한다.',
  },
  options: {
    radii: { meaning: { en: 'spectral radii ρ', ko: '스펙트럼 반지름 ρ' }, default: [0.5, 0.9, 1, 1.1, 1.5], min: 0.1, max: 2, whole: false },
    steps: { meaning: { en: 'steps of the linear network', ko: '선형 신경망의 단계 수' }, default: 200, min: 20, max: 500 },
    size: { meaning: { en: 'units of the linear network with a matrix', ko: '행렬을 쓰는 선형 신경망의 유닛 수' }, default: 16, min: 2, max: 128 },
    cells: { meaning: { en: 'cells; lstm-5 begins with forget biases of 5', ko: '셀의 종류(lstm-5는 망각 게이트 편향을 5로 시작)' }, default: decayCells, choices: decayCells },
    hidden: { meaning: { en: 'hidden units of the cells', ko: '셀의 은닉 유닛 수' }, default: 32, min: 1, max: 256 },
    cellSteps: { meaning: { en: 'steps that the cells bridge', ko: '셀이 기억해야 하는 단계 수' }, default: 100, full: 200, min: 10, max: 500 },
    trainingSteps: { meaning: { en: 'training steps of each cell', ko: '셀마다 훈련하는 단계 수' }, default: 300, full: 2000, min: 1, max: 100000 },
  },
  seeds: 1,
  seconds: 15,
  parts: ({ cells }, seeds) => [
    { key: 'linear', cell: null, seed: 1 },
    ...Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) => cells.map((cell) => ({ key: `${cell}/seed ${seed}`, cell, seed }))),
  ],

  async runPart({ cell, seed }, { radii, steps, size, hidden, cellSteps, trainingSteps }, context) {
    if (cell !== null) return { cell: await measureCell(cell, seed, { hidden, steps: cellSteps, trainingSteps }, context) };
    const lengths = [0.05, 0.1, 0.25, 0.5, 1].map((part) => Math.round(part * steps));
    return {
      linear: radii.flatMap((radius) => [1, size].map((units) => measureLinearDecay(radius, units, steps, seed))),
      clipping: radii.flatMap((radius) => lengths.map((length) => measureClipping(radius, size, length, seed))),
    };
  },

  combine: (results) => ({
    linear: results.flatMap((result) => ('linear' in result ? result.linear : [])),
    clipping: results.flatMap((result) => ('linear' in result ? result.clipping : [])),
    cells: results.flatMap((result) => ('cell' in result ? [result.cell] : [])),
  }),
  figures,
  verdict,

  table({ linear, cells }, language = 'en') {
    const header = [
      { en: 'network', ko: '신경망' },
      { en: 'ρ', ko: 'ρ' },
      { en: 'fitted rate per step', ko: '시점마다의 비율(적합값)' },
      { en: 'after training', ko: '훈련 후' },
      { en: 'task solved', ko: '과제 정답률' },
    ].map((words) => say(words, language));
    const kinds = { scalar: { en: 'linear, scalar', ko: '선형, 스칼라' }, matrix: { en: 'linear, matrix', ko: '선형, 행렬' } };
    const rate = (value: number): string => value.toFixed(4);
    return [
      header,
      ...linear.map(({ kind, spectralRadius, fittedRate }) => [say(kinds[kind], language), String(spectralRadius), rate(fittedRate), '–', '–']),
      ...cells.map(({ cell, untrained, trained, accuracy }) => [cellTitles[cell], '–', rate(untrained.fittedRate), rate(trained.fittedRate), `${(100 * accuracy).toFixed(1)} %`]),
    ];
  },

  furtherTables({ clipping }, language = 'en') {
    const size = (value: number): string => (value === 0 || (value >= 1e-3 && value < 1e4) ? value.toPrecision(2) : value.toExponential(1));
    return [
      {
        title: { en: 'One step of gradient descent, learning rate 0.01, as it is and clipped to norm 1', ko: '경사 하강 한 단계의 크기(학습률 0.01): 그대로일 때와 노름 1로 클리핑했을 때' },
        rows: [
          [
            { en: 'ρ', ko: 'ρ' },
            { en: 'steps n', ko: '시점 수 n' },
            { en: 'gradient norm', ko: '기울기 노름' },
            { en: 'step', ko: '한 걸음' },
            { en: 'clipped step', ko: '클리핑한 걸음' },
          ].map((words) => say(words, language)),
          ...clipping.map(({ spectralRadius, steps, gradientNorm, stepSize, clippedStepSize }) => [String(spectralRadius), String(steps), size(gradientNorm), size(stepSize), size(clippedStepSize)]),
        ],
      },
    ];
  },
};
