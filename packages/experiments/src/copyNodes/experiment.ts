import { say } from '@rekur/viz';
import type { Experiment, Part, Verdict } from '../experiment.js';
import { figures } from './figures.js';
import { stepByHand } from './elmanByHand.js';
import { randomNetwork, unrolledForward } from './network.js';
import type { CopyNodesResult, CopyNodesTrace } from './result.js';

export interface CopyNodesOptions {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly steps: number;
}

interface CopyNodesPart extends Part {
  readonly seed: number;
}

/** Elman's copy nodes, stepped by hand and unrolled. */
export const copyNodes: Experiment<CopyNodesOptions, CopyNodesPart, CopyNodesTrace, CopyNodesResult> = {
  name: 'copy-nodes',
  title: { en: 'Copy nodes: the memory of an Elman network', ko: '복사 노드: 엘만 신경망의 기억' },
  paper: { authors: 'J. L. Elman', year: 1990, title: 'Finding Structure in Time', where: 'Cognitive Science 14, 179–211' },
  claim: {
    en: 'The hidden layer is copied one to one into copy nodes, and the next input meets what they hold. Stepped so by hand or unrolled over the whole sequence, it is the same network: every value is equal to the last bit.',
    ko: '은닉층은 복사 노드에 일대일로 복사되고, 다음 입력은 그 값과 함께 은닉층으로 들어간다. 한 단계씩 손으로 계산하든 시퀀스 전체로 펼쳐서 계산하든 같은 신경망이므로 모든 값이 마지막 비트까지 같다.',
  },
  options: {
    inputs: { meaning: { en: 'input units', ko: '입력 유닛 수' }, default: 2, min: 1, max: 6 },
    hidden: { meaning: { en: 'hidden units, and as many copy nodes', ko: '은닉 유닛 수(복사 노드도 같은 수)' }, default: 3, min: 1, max: 6 },
    outputs: { meaning: { en: 'output units', ko: '출력 유닛 수' }, default: 1, min: 1, max: 6 },
    steps: { meaning: { en: 'steps of the sequence', ko: '시퀀스의 단계 수' }, default: 4, min: 1, max: 100 },
  },
  seeds: 1,
  seconds: 3,
  parts: (_options, seeds) => Array.from({ length: seeds }, (_, index) => ({ key: `seed ${index + 1}`, seed: index + 1 })),

  async runPart({ seed }, options, { onProgress }) {
    const { weights, inputs } = randomNetwork(options, seed);
    const steps = stepByHand(weights, inputs);
    onProgress(0.5);
    const differences = { interpreter: 0, compiled: 0 };
    for (const engine of ['interpreter', 'compiled'] as const) {
      const { hidden, output } = unrolledForward(weights, inputs, engine);
      differences[engine] = countDifferences(steps.flatMap((step) => step.hidden), hidden) + countDifferences(steps.flatMap((step) => step.output), output);
    }
    const comparedValues = steps.reduce((sum, { hidden, output }) => sum + hidden.length + output.length, 0);
    return { seed, weights, steps, comparedValues, differences };
  },

  combine: (traces) => ({ traces }),
  figures,
  verdict,

  table({ traces }, language = 'en') {
    const header = [
      { en: 'step', ko: '시점' },
      { en: 'input', ko: '입력' },
      { en: 'copy nodes', ko: '복사 노드' },
      { en: 'hidden', ko: '은닉층' },
      { en: 'output', ko: '출력' },
    ];
    return [header.map((words) => say(words, language)), ...traces[0].steps.map(({ input, copy, hidden, output }, index) => [String(index + 1), ...[input, copy, hidden, output].map(numbers)])];
  },
};

function verdict({ traces }: CopyNodesResult): Verdict {
  const copied = traces.every(({ steps }) => steps.every(({ copy }, index) => copy.every((value, unit) => value === (index === 0 ? 0 : steps[index - 1].hidden[unit]))));
  const compared = traces.reduce((sum, { comparedValues }) => sum + comparedValues, 0);
  const different = traces.reduce((sum, { differences }) => sum + differences.interpreter + differences.compiled, 0);
  return {
    holds: copied && different === 0,
    lines: [
      {
        en: `At every step the copy nodes hold ${copied ? 'exactly the hidden layer of the step before, zeros at the first' : 'something else than the hidden layer of the step before'}.`,
        ko: `매 단계에서 복사 노드의 값은 ${copied ? '바로 앞 단계의 은닉층과 정확히 같다(첫 단계는 0)' : '바로 앞 단계의 은닉층과 다르다'}.`,
      },
      {
        en: `Unrolled over the whole sequence, interpreted and compiled, ${different} of ${2 * compared} values differ from those stepped by hand.`,
        ko: `시퀀스 전체로 펼쳐 인터프리터와 컴파일된 코드로 계산한 값 ${2 * compared}개 가운데 손으로 계산한 값과 다른 것은 ${different}개다.`,
      },
    ],
  };
}

function countDifferences(expected: readonly number[], found: ArrayLike<number>): number {
  return expected.filter((value, index) => !Object.is(value, found[index])).length;
}

function numbers(values: readonly number[]): string {
  return values.map((value) => value.toFixed(3)).join(' ');
}
