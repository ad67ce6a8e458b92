import type { Experiment, Part } from '../experiment.js';
import { figures } from './figures.js';
import { type CellOutcome, greatestLag, type ThousandStepsResult } from './outcomes.js';
import { gradientReach } from './reach.js';
import { type CellName, cellNames, recipes } from './recipes.js';
import { table, verdict } from './report.js';
import { trainAtLag } from './training.js';

export interface ThousandStepsOptions {
  readonly cells: readonly CellName[];
  readonly lags: readonly number[];
  readonly budget: number;
}

export interface ThousandStepsPart extends Part {
  readonly cell: CellName;
  readonly lag: number;
  readonly seed: number;
}

/** What an LSTM was made for: something seen once, asked for a thousand steps of noise later. */
export const thousandSteps: Experiment<ThousandStepsOptions, ThousandStepsPart, CellOutcome, ThousandStepsResult> = {
  name: 'thousand-steps',
  title: { en: 'A thousand steps: what an LSTM remembers', ko: '천 단계: LSTM이 기억하는 것' },
  paper: {
    authors: 'S. Hochreiter, J. Schmidhuber',
    year: 1997,
    title: 'Long Short-Term Memory',
    where: 'Neural Computation 9(8), 1735–1780, experiment 2c',
  },
  claim: {
    en: 'An LSTM learns to remember a symbol over 1,000 steps of random distractors, since its gradient comes back undiminished; an Elman network, whose gradient vanishes on the way, does not.',
    ko: 'LSTM은 기울기가 줄지 않고 되돌아오므로 무작위 방해 기호가 1,000단계 이어져도 처음 본 기호를 기억하도록 학습된다. 기울기가 도중에 소실되는 Elman 신경망은 그러지 못한다.',
  },
  options: {
    cells: {
      meaning: {
        en: 'cells: lstm1997 is trained as in the paper, all others with Adam on the whole gradient; lstm1997-adam has biases at its gates, lstm-chrono the chrono initialisation, lstm forget biases of 1',
        ko: '셀의 종류: lstm1997은 논문의 방법대로, 나머지는 전체 기울기와 Adam으로 훈련한다. lstm1997-adam은 게이트에 편향을 두고, lstm-chrono는 chrono 초기화를 쓰며, lstm은 망각 게이트 편향을 1로 시작한다',
      },
      default: ['lstm1997-adam', 'lstm-chrono', 'lstm', 'gru', 'elman'],
      full: cellNames,
      choices: cellNames,
    },
    lags: {
      meaning: { en: 'steps to bridge, each with as many distractor symbols', ko: '기억을 이어야 하는 단계 수(방해 기호의 종류도 같은 수)' },
      default: [50, 200, 1000],
      full: [50, 100, 200, 500, 1000],
      min: 3,
      max: 5000,
    },
    budget: { meaning: { en: 'sequences after which a training is given up', ko: '훈련을 포기하기까지 쓰는 시퀀스 수' }, default: 10_000, full: 60_000, min: 1, max: 10_000_000 },
  },
  seeds: 1,
  fullSeeds: 10,
  seconds: 25,
  parts: ({ cells, lags }, seeds) =>
    cells.flatMap((cell) =>
      lags.flatMap((lag) => Array.from({ length: seeds }, (_, index) => ({ key: `${cell}/lag ${lag}/seed ${index + 1}`, cell, lag, seed: index + 1 }))),
    ),

  async runPart({ cell, lag, seed }, { lags, budget }, context) {
    const recipe = recipes[cell];
    const network = recipe.network(lag);
    const { outcome, before, after } = await trainAtLag(network, recipe, { lag, seed, budget }, context);
    const flow = { before: reachOf(before), after: reachOf(after) };
    const isShown = seed === 1 && lag === greatestLag({ lags });
    return { cell, lag, seed, ...outcome, reachBefore: flow.before[0], reachAfter: flow.after[0], flow: isShown ? flow : null };

    function reachOf(parameters: typeof before): number[] {
      return gradientReach(network, recipe, parameters, lag, seed).map((share) => Number(share.toPrecision(4)));
    }
  },

  combine: (outcomes, _parts, { cells, lags, budget }) => ({ cells, lags: [...lags].sort((a, b) => a - b), budget, outcomes }),
  figures,
  verdict,
  table,
};
