import type { Words } from '@rekur/viz';
import { readable } from '../plot/scale.ts';
import type { Gates, PresetName } from './gates.ts';
import { type Racer, type RacerName } from './race.ts';

export const gateTexts = {
  title: { en: 'Open and close the gates by hand', ko: '게이트를 손으로 여닫기' },
  presets: { en: 'Settings', ko: '게이트 설정' },
  step: { en: 'One step', ko: '한 시점 진행' },
  five: { en: '5 steps', ko: '5시점 진행' },
  reset: { en: 'Start again', ko: '처음부터' },
  time: { en: 'step t', ko: '시점 t' },
  values: { en: 'c (highway) and h (local road)', ko: 'c(고속도로)와 h(국도)' },
  c: { en: 'cell state cₜ', ko: '셀 상태 cₜ' },
  h: { en: 'hidden state hₜ', ko: '은닉 상태 hₜ' },
  next: { en: 'The drawing shows the step to come: from cₜ₋₁ on the left to cₜ on the right.', ko: '그림은 다음 시점을 보여 줍니다. 왼쪽의 cₜ₋₁에서 오른쪽의 cₜ로 갑니다.' },
  full: { en: 'The road ends here: start again.', ko: '여기까지입니다. 처음부터 다시 시작하십시오.' },
} as const satisfies Record<string, Words>;

export const gateNames: Readonly<Record<keyof Gates, Words>> = {
  forget: { en: 'forget gate f', ko: '망각 게이트 f' },
  input: { en: 'input gate i', ko: '입력 게이트 i' },
  cell: { en: 'candidate g', ko: '후보 값 g' },
  output: { en: 'output gate o', ko: '출력 게이트 o' },
};

export const presetNames: Readonly<Record<PresetName, Words>> = {
  write: { en: 'write', ko: '쓰기' },
  hold: { en: 'hold', ko: '지키기' },
  read: { en: 'read', ko: '읽기' },
  erase: { en: 'erase', ko: '지우기' },
  open: { en: 'all open', ko: '모두 열기' },
};

/** What the gates do together, in a sentence. */
export function gateWords({ forget, input, output }: Gates): Words {
  const kept: Words =
    forget > 0.98
      ? { en: 'all of c is kept', ko: 'c를 모두 지키고' }
      : forget < 0.02
        ? { en: 'all of c is forgotten', ko: 'c를 모두 잊고' }
        : { en: `${percent(forget)} of c is kept`, ko: `c의 ${percent(forget)}를 지키고` };
  const written: Words = input < 0.02 ? { en: 'nothing new is written', ko: '새로 쓰는 것은 없으며' } : { en: `${percent(input)} of g is written`, ko: `g의 ${percent(input)}를 쓰며` };
  const shown: Words = output < 0.02 ? { en: 'nothing is shown outside', ko: '밖에는 아무것도 보이지 않습니다' } : { en: `${percent(output)} of tanh(c) is shown outside`, ko: `tanh(c)의 ${percent(output)}를 밖에 보입니다` };
  return { en: `At each step ${kept.en}, ${written.en}, ${shown.en}.`, ko: `시점마다 ${kept.ko}, ${written.ko}, ${shown.ko}.` };
}

const percent = (share: number): string => `${Math.round(100 * share)}%`;

export const biasTexts = {
  title: { en: 'What the forget bias is worth', ko: '망각 게이트 편향의 값어치' },
  bias: { en: 'forget bias b', ko: '망각 편향 b' },
  gate: { en: 'gate σ(b)', ko: '게이트 σ(b)' },
  half: { en: 'half is left after', ko: '절반이 남는 시점 수' },
  after: (steps: number): Words => ({ en: `left after ${steps.toLocaleString('en')}`, ko: `${steps.toLocaleString('en')} 시점 뒤` }),
  steps: (steps: number): Words => ({ en: `${readable(steps)} steps`, ko: `${readable(steps)} 시점` }),
  time: { en: 'steps n', ko: '시점 수 n' },
  left: { en: 'left of c: σ(b)ⁿ', ko: '남은 c: σ(b)ⁿ' },
  reference: { en: 'b = 0 and b = 1', ko: 'b = 0과 b = 1' },
} as const;

export const raceTexts = {
  title: { en: 'Which of them reaches back?', ko: '누가 먼 과거까지 닿는가?' },
  lag: { en: 'steps to bridge', ko: '건너야 할 시점 수' },
  against: { en: 'against the Elman network', ko: '엘만 신경망과 겨룰 셀' },
  start: { en: 'Train both', ko: '둘 다 훈련하기' },
  stop: { en: 'Stop', ko: '중지' },
  axis: { en: 'sequences trained on', ko: '훈련한 시퀀스 수' },
  wrong: { en: 'of new sequences answered wrongly', ko: '새 시퀀스의 오답률' },
  drawing: { en: 'Drawing the gradients …', ko: '기울기를 그리는 중…' },
  right: { en: 'Right is an answer whose two outputs are both within 0.2 of what was asked for: guessing is wrong.', ko: '두 출력 모두 정답과의 차이가 0.2 이하여야 맞은 것입니다. 찍은 답은 틀린 것으로 셉니다.' },
  failed: { en: 'The worker failed', ko: '워커에서 오류가 났습니다' },
} as const satisfies Record<string, Words>;

export const racerNames: Readonly<Record<RacerName, Words>> = {
  lstm1997: { en: 'LSTM of 1997, online', ko: '1997년의 LSTM, 온라인' },
  'lstm1997-adam': { en: 'LSTM of 1997', ko: '1997년의 LSTM' },
  'lstm-chrono': { en: 'LSTM, chrono initialisation', ko: 'LSTM, chrono 초기화' },
  lstm: { en: 'LSTM, forget bias 1', ko: 'LSTM, 망각 편향 1' },
  gru: { en: 'GRU', ko: 'GRU' },
  elman: { en: 'Elman', ko: '엘만' },
};

/** How far a network has come. */
export function racerWords({ state, errors, outcome }: Racer): Words {
  const last = errors.at(-1);
  const count = (value: number): string => value.toLocaleString('en');
  switch (state) {
    case 'waiting':
      return { en: 'not trained yet', ko: '아직 훈련하지 않음' };
    case 'solved':
      return {
        en: `learned it in ${count(outcome?.sequences ?? 0)} sequences; ${count(outcome?.tested ?? 0)} new ones, all right`,
        ko: `시퀀스 ${count(outcome?.sequences ?? 0)}개로 학습 성공. 새 시퀀스 ${count(outcome?.tested ?? 0)}개에 모두 정답`,
      };
    case 'given up':
      return { en: `given up after ${count(outcome?.sequences ?? 0)} sequences: it does not remember`, ko: `시퀀스 ${count(outcome?.sequences ?? 0)}개 뒤 포기. 기억하지 못함` };
    case 'stopped':
      return { en: 'stopped', ko: '중지됨' };
    case 'running':
      return last
        ? { en: `${count(last.sequences)} sequences, ${percent(last.wrongShare)} wrong`, ko: `시퀀스 ${count(last.sequences)}개, 오답 ${percent(last.wrongShare)}` }
        : { en: 'training …', ko: '훈련 중…' };
  }
}
