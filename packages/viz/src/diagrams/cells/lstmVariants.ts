import type { Words } from '../../language.js';
import type { LstmVariant } from './lstm.js';

const structure: Words = {
  en: 'The cell state c runs straight across the top like a highway: a valve turned by the forget gate, then a junction where the candidate comes in through the valve of the input gate. The hidden state h comes in on the local road below and joins the input x; the gates read both. A branch of the highway passes tanh and the valve of the output gate and leaves as the new h.',
  ko: '셀 상태 c는 위쪽을 고속도로처럼 곧게 지난다. 망각 게이트가 여닫는 밸브를 지나고, 입력 게이트의 밸브를 거쳐 온 후보 값과 더해진다. 은닉 상태 h는 아래 지방도로로 들어와 입력 x와 합쳐지고, 게이트들은 이 둘을 읽는다. 고속도로에서 갈라진 길이 tanh와 출력 게이트의 밸브를 지나 새로운 h로 나간다.',
};

const extended = (en: string, ko: string): Words => ({ en: `${structure.en} ${en}`, ko: `${structure.ko} ${ko}` });

const gates = 'f, i, o = σ(U_{f,i,o} x_t + W_{f,i,o} h_{t−1} + b_{f,i,o})';
const candidate = 'g = tanh(U_g x_t + W_g h_{t−1} + b_g)';

export const lstmVariants = {
  lstm: {
    title: { en: 'LSTM cell', ko: 'LSTM 셀' },
    caption: { en: 'The cell state is a highway; the gates are valves that open and close.', ko: '셀 상태는 고속도로, 게이트는 열리고 닫히는 밸브.' },
    structure,
    equations: [gates, candidate, 'c_t = f ⊙ c_{t−1} + i ⊙ g', 'h_t = o ⊙ tanh(c_t)'],
    forget: 'gate',
    input: 'gate',
  },
  'lstm-peephole': {
    title: { en: 'LSTM cell with peepholes', ko: '핍홀 LSTM 셀' },
    caption: { en: 'The gates also see the cell state (dotted): the output gate sees the new one.', ko: '게이트가 셀 상태도 본다(점선). 출력 게이트는 새로운 셀 상태를 본다.' },
    structure: extended('Peepholes lead from the old c to the forget and input gates and from the new c to the output gate.', '핍홀이 이전 c에서 망각·입력 게이트로, 새로운 c에서 출력 게이트로 이어진다.'),
    equations: ['f, i = σ(U_{f,i} x_t + W_{f,i} h_{t−1} + p_{f,i} ⊙ c_{t−1} + b_{f,i})', candidate, 'c_t = f ⊙ c_{t−1} + i ⊙ g', 'o = σ(U_o x_t + W_o h_{t−1} + p_o ⊙ c_t + b_o),   h_t = o ⊙ tanh(c_t)'],
    forget: 'gate',
    input: 'gate',
    peepholes: true,
  },
  'lstm-coupled': {
    title: { en: 'LSTM cell with coupled gates', ko: '게이트를 결합한 LSTM 셀' },
    caption: { en: 'It takes in as much as it forgets: the input gate is 1 − f.', ko: '잊은 만큼 받아들인다: 입력 게이트는 1 − f.' },
    structure: extended('There is no input gate of its own: its valve is open by 1 minus the forget gate.', '입력 게이트가 따로 없고, 그 밸브는 1에서 망각 게이트를 뺀 만큼 열린다.'),
    equations: ['f, o = σ(U_{f,o} x_t + W_{f,o} h_{t−1} + b_{f,o})', candidate, 'c_t = f ⊙ c_{t−1} + (1 − f) ⊙ g', 'h_t = o ⊙ tanh(c_t)'],
    forget: 'gate',
    input: 'coupled',
  },
  'lstm-projection': {
    title: { en: 'LSTM cell with projection', ko: '투영이 있는 LSTM 셀' },
    caption: { en: 'The output is projected to fewer units before it leaves.', ko: '출력은 나가기 전에 더 적은 차원으로 투영된다.' },
    structure: extended('Before h leaves, the matrix W hr projects it to fewer units.', 'h는 나가기 전에 행렬 W hr로 더 적은 차원으로 투영된다.'),
    equations: [gates, candidate, 'c_t = f ⊙ c_{t−1} + i ⊙ g', 'h_t = W_{hr} (o ⊙ tanh(c_t))'],
    forget: 'gate',
    input: 'gate',
    projection: true,
  },
  'lstm-layer-norm': {
    title: { en: 'LSTM cell with layer normalisation', ko: '층 정규화 LSTM 셀' },
    caption: { en: 'N normalises what comes from x, from h, and the cell state before the output.', ko: 'N은 x에서 온 값, h에서 온 값, 그리고 출력 직전의 셀 상태를 정규화한다.' },
    structure: extended('U x and W h are each normalised over all gates together before they are added; c is normalised before tanh, off the highway.', 'U x와 W h는 더해지기 전에 각각 모든 게이트에 걸쳐 정규화되고, c는 고속도로 밖에서 tanh 앞에서 정규화된다.'),
    equations: ['i, f, g, o = N(U x_t) + N(W h_{t−1})', 'c_t = σ(f) ⊙ c_{t−1} + σ(i) ⊙ tanh(g)', 'h_t = σ(o) ⊙ tanh(N(c_t))', 'N(v) = γ ⊙ (v − mean v) / √(var v + ε) + β'],
    forget: 'gate',
    input: 'gate',
    layerNorm: true,
  },
  lstm1997: {
    title: { en: 'LSTM cell of 1997', ko: '1997년의 LSTM 셀' },
    caption: { en: 'No forget gate: what is on the highway stays there, multiplied by 1 at every step.', ko: '망각 게이트가 없다: 고속도로 위의 값은 매 시점 1이 곱해져 그대로 남는다.' },
    structure: {
      en: 'The cell state c runs across the top with nothing in its way: it is multiplied by 1. The candidate g, from −2 to 2, joins it through the valve of the input gate; a branch passes s, from −1 to 1, and the valve of the output gate and leaves as h. Gates and candidate read x, h, and what the two gates gave the step before.',
      ko: '셀 상태 c는 위쪽을 막힘없이 지난다. 매 시점 1이 곱해진다. −2에서 2 사이의 후보 값 g가 입력 게이트의 밸브를 거쳐 더해지고, 갈라진 길이 −1에서 1 사이의 s와 출력 게이트의 밸브를 지나 h로 나간다. 게이트와 후보 값은 x와 h, 그리고 이전 시점의 두 게이트 값을 읽는다.',
    },
    equations: ['y_{in}, y_{out} = σ(U_{in,out} x_t + W_{in,out} v_{t−1} + b_{in,out})', 'v = (h, y_{in}, y_{out})', 'c_t = c_{t−1} + y_{in} ⊙ g(U_c x_t + W_c v_{t−1} + b_c),   g(a) = 4σ(a) − 2', 'h_t = y_{out} ⊙ s(c_t),   s(a) = 2σ(a) − 1'],
    forget: 'none',
    input: 'gate',
    gateFeedback: true,
    squash: { candidate: 'g', state: 's' },
  },
} as const satisfies Readonly<Record<string, LstmVariant>>;
