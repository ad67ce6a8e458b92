import { type Cell, cells } from '@rekur/rnn';
import { sizeOf } from '@rekur/tensor';
import type { Words } from '@rekur/viz';

export interface Variant {
  /** Name of the cell in `@rekur/rnn`. */
  readonly cell: string;
  readonly name: Words;
  readonly sentence: Words;
  readonly source: string;
}

/** The cells to look at, from the simplest to the LSTM's relatives. */
export const variants: readonly Variant[] = [
  {
    cell: 'gru',
    name: { en: 'GRU', ko: 'GRU' },
    sentence: {
      en: 'One state instead of two: the update gate keeps a share z of the old state and takes 1 − z of the new one, so a quarter of the weights is saved.',
      ko: '상태가 둘이 아니라 하나입니다. 업데이트 게이트가 이전 상태를 z만큼 남기고 새 상태를 1 − z만큼 받으므로 가중치가 4분의 1 줄어듭니다.',
    },
    source: 'Cho et al. 2014',
  },
  {
    cell: 'lstm-peephole',
    name: { en: 'Peepholes', ko: '핍홀' },
    sentence: {
      en: 'The gates look through peepholes at the cell state itself, not only at what the output gate let out: good for counting and timing.',
      ko: '게이트가 출력 게이트를 거친 값만이 아니라 셀 상태 자체를 핍홀로 들여다봅니다. 횟수를 세거나 간격을 재는 일에 유리합니다.',
    },
    source: 'Gers, Schmidhuber 2000',
  },
  {
    cell: 'lstm-coupled',
    name: { en: 'Coupled gates', ko: '결합 게이트' },
    sentence: {
      en: 'What is forgotten makes room for what is written: the input gate is 1 minus the forget gate.',
      ko: '잊은 만큼만 새로 씁니다. 입력 게이트가 1에서 망각 게이트를 뺀 값입니다.',
    },
    source: 'Greff et al. 2015',
  },
  {
    cell: 'lstm-projection',
    name: { en: 'Projection', ko: '투영' },
    sentence: {
      en: 'A wide cell state, and a narrow output made of it by one more matrix: much memory, small recurrent matrix.',
      ko: '셀 상태는 넓게 두고, 행렬을 하나 더 곱해 좁은 출력으로 내보냅니다. 기억은 크고 순환 가중치는 작습니다.',
    },
    source: 'Sak et al. 2014',
  },
  {
    cell: 'lstm-layer-norm',
    name: { en: 'Layer normalisation', ko: '층 정규화' },
    sentence: {
      en: 'The sums before the gates are brought to mean 0 and deviation 1 at every step, which keeps training steady.',
      ko: '게이트에 들어가는 합을 시점마다 평균 0, 표준편차 1로 맞추어 학습을 안정시킵니다.',
    },
    source: 'Ba, Kiros, Hinton 2016',
  },
  {
    cell: 'lstm1997',
    name: { en: 'The LSTM of 1997', ko: '1997년의 LSTM' },
    sentence: {
      en: 'No forget gate yet: the cell state only ever adds up, with a weight of exactly 1 back to itself.',
      ko: '아직 망각 게이트가 없습니다. 셀 상태는 정확히 1의 가중치로 자신에게 되돌아오며 계속 더해지기만 합니다.',
    },
    source: 'Hochreiter, Schmidhuber 1997',
  },
  {
    cell: 'irnn',
    name: { en: 'IRNN', ko: 'IRNN' },
    sentence: {
      en: 'An Elman network with relu that begins with the identity as its recurrent matrix: at first it forgets nothing.',
      ko: '순환 가중치를 단위행렬에서 시작하는 ReLU 엘만 신경망입니다. 처음에는 아무것도 잊지 않습니다.',
    },
    source: 'Le, Jaitly, Hinton 2015',
  },
  {
    cell: 'jordan',
    name: { en: 'Jordan', ko: '조던 신경망' },
    sentence: {
      en: 'Older than Elman’s: the output is copied and fed back, not the hidden layer.',
      ko: '엘만 신경망보다 앞선 구조입니다. 은닉층이 아니라 출력이 복사되어 되돌아옵니다.',
    },
    source: 'Jordan 1986',
  },
];

/** Of the layer whose weights are counted; only the cell that projects looks at the projection. */
export const SIZES = { inputSize: 64, hiddenSize: 64, projectionSize: 32, bias: true } as const;

export function cellOf({ cell }: Variant): Cell {
  return cells[cell];
}

/** Numbers that one layer of the cell learns, biases included. */
export function parametersOf(cell: Cell): number {
  return Object.values(cell.parameters(SIZES)).reduce((total, { shape }) => total + sizeOf(shape), 0);
}
