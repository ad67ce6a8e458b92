import type { ElmanFrame, Words } from '@rekur/viz';
import type { StepAction } from './stepper.ts';
import type { Connection, Layer, MatrixName } from './connections.ts';
import { formatNumber, unitName } from './numbers.ts';

export const texts = {
  title: { en: 'An Elman network, step by step', ko: '엘만 신경망을 한 단계씩' },
  figure: {
    en: 'Diagram. Right and left arrow keys step, Home rewinds, space plays. Point at an arrow or a unit to see what it is connected to.',
    ko: '그림. 오른쪽·왼쪽 화살표 키로 앞뒤로 가고, Home 키로 처음으로, 스페이스 키로 재생합니다. 화살표나 노드를 가리키면 연결이 보입니다.',
  },
  controls: { en: 'Steps', ko: '단계 조작' },
  cut: { en: 'cut the way back (W = 0)', ko: '되돌아오는 연결 끊기 (W = 0)' },
  position: (position: number, of: number): Words => ({ en: `picture ${position} of ${of}`, ko: `${of}장 중 ${position}번째 장면` }),
  initial: {
    en: 'The copy nodes begin with 0: at the first step it is as if they were not there.',
    ko: '복사 노드의 초깃값은 0입니다. 첫 시점에는 복사 노드가 없는 것과 같습니다.',
  },
  same: (first: number, third: number): Words => ({
    en: `Steps 1 and 3 bring the same input. h₂ was ${formatNumber(first)} then and is ${formatNumber(third)} now: the stored values are what differs.`,
    ko: `시점 1과 3의 입력은 같습니다. 그러나 h₂는 그때 ${formatNumber(first)}, 지금은 ${formatNumber(third)}입니다. 달라진 것은 저장된 값입니다.`,
  }),
  sameCut: (value: number): Words => ({
    en: `Steps 1 and 3 bring the same input, and h₂ is ${formatNumber(value)} both times: with the way back cut, nothing is remembered.`,
    ko: `시점 1과 3의 입력이 같고, h₂도 두 번 모두 ${formatNumber(value)}입니다. 되돌아오는 연결을 끊으면 아무것도 기억하지 못합니다.`,
  }),
  nothing: (hidden: readonly number[]): Words => ({
    en: `Step 4 brings nothing but zeros, and still the hidden layer is ${list(hidden)}: that is memory.`,
    ko: `시점 4의 입력은 모두 0인데도 은닉층은 ${list(hidden)}입니다. 이것이 기억입니다.`,
  }),
  nothingCut: { en: 'Step 4 brings nothing but zeros, and the hidden layer is 0 too.', ko: '시점 4의 입력은 모두 0이고, 은닉층도 0입니다.' },
  trace: { en: 'Every value so far', ko: '지금까지의 모든 값' },
  step: (step: number): Words => ({ en: `step ${step}`, ko: `시점 ${step}` }),
  weights: {
    en: 'All weights: the larger, the thicker its arrow; dashed below 0. Columns send, rows receive; point at one, or move with the arrow keys, and the drawing shows which it is.',
    ko: '모든 가중치. 클수록 화살표가 굵고, 음수는 점선입니다. 열은 보내는 노드, 행은 받는 노드입니다. 하나를 가리키거나 화살표 키로 옮겨 다니면 그림에 그 연결이 표시됩니다.',
  },
  nonePointed: { en: 'Point at an arrow or a unit: which units does it connect?', ko: '화살표나 노드를 가리켜 보세요. 어느 노드끼리 이어져 있을까요?' },
  notConnected: { en: 'not connected', ko: '연결 없음' },
} as const satisfies Record<string, Words | ((...values: never[]) => Words)>;

export const actionNames: Readonly<Record<Exclude<StepAction, 'tick' | 'toEnd' | 'playOrPause'> | 'play' | 'pause', Words>> = {
  rewind: { en: 'Rewind', ko: '처음으로' },
  back: { en: 'Step back', ko: '뒤로' },
  play: { en: 'Play', ko: '재생' },
  pause: { en: 'Pause', ko: '멈춤' },
  forward: { en: 'Step', ko: '앞으로' },
};

export const layerNames: Readonly<Record<Layer, Words>> = {
  input: { en: 'input', ko: '입력' },
  copy: { en: 'copy nodes', ko: '복사 노드' },
  hidden: { en: 'hidden', ko: '은닉층' },
  output: { en: 'output', ko: '출력' },
};

export const matrixNames: Readonly<Record<MatrixName, Words>> = {
  inputHidden: { en: 'U: input to hidden, full', ko: 'U: 입력 → 은닉층, 완전 연결' },
  copyHidden: { en: 'W: copy nodes back to hidden, full', ko: 'W: 복사 노드 → 은닉층, 완전 연결' },
  copying: { en: 'hidden to copy nodes, 1:1', ko: '은닉층 → 복사 노드, 1:1' },
  hiddenOutput: { en: 'V: hidden to output, full', ko: 'V: 은닉층 → 출력, 완전 연결' },
};

export const letters: Readonly<Record<Layer, string>> = { input: 'x', hidden: 'h', output: 'o', copy: 'c' };

/** What happens in a frame. */
export function happening({ phase, step }: ElmanFrame): Words {
  switch (phase) {
    case 'input':
      return { en: `Step ${step}: the input arrives and meets the stored values.`, ko: `시점 ${step}: 입력이 들어와 저장된 값과 만납니다.` };
    case 'hidden':
      return { en: `Step ${step}: the hidden layer computes from the input and the stored values.`, ko: `시점 ${step}: 은닉층이 입력과 저장된 값으로 계산합니다.` };
    case 'output':
      return { en: `Step ${step}: the result goes on to the next layer.`, ko: `시점 ${step}: 결과가 다음 층으로 나갑니다.` };
    case 'copy':
      return { en: `Step ${step}: the result is also copied into the buffer, one to one, and replaces what was there.`, ko: `시점 ${step}: 결과가 버퍼에도 일대일로 복사되어, 있던 값을 대신합니다.` };
    case 'rest':
      return { en: `After step ${step}: the output is out, the copy stays and waits for the next input.`, ko: `시점 ${step} 이후: 출력은 나갔지만 복사된 값은 남아 다음 입력을 기다립니다.` };
  }
}

/** Which units the connections join, and what kind of connection that is. */
export function connectionWords(connections: readonly Connection[]): Words {
  const [{ from, fromUnit, to, toUnit, weight }] = connections;
  const sender = unitName(letters[from], fromUnit);
  const receivers = connections.map((each) => unitName(letters[each.to], each.toUnit)).join(', ');
  const isCopy = to === 'copy';
  if (connections.length > 1) {
    const copied = connections.find((each) => each.to === 'copy');
    if (copied !== undefined) {
      const others = connections.filter((each) => each !== copied).map((each) => unitName(letters[each.to], each.toUnit)).join(', ');
      const own = unitName('c', copied.toUnit);
      return { en: `${sender} is copied to ${own} and to no other, and goes on to ${others}.`, ko: `${sender} → ${own}: 복사되는 곳은 여기 하나뿐입니다. ${sender} → ${others}: 다음 층으로도 나갑니다.` };
    }
    return { en: `${sender} leads to every unit of the layer: ${receivers}.`, ko: `${sender} → ${receivers}: 층의 모든 노드로 이어집니다.` };
  }
  if (isCopy) {
    return { en: `${sender} → ${receivers}: a copy, weight fixed at 1. ${sender} is copied to no other node.`, ko: `${sender} → ${receivers}: 복사. 가중치는 1로 고정되어 있고, 다른 복사 노드로는 이어지지 않습니다.` };
  }
  const back = from === 'copy';
  const number = formatNumber(weight ?? 0);
  return {
    en: `${sender} → ${unitName(letters[to], toUnit)}: weight ${number}${back ? ', on the way back: every copy node leads to every hidden unit' : ''}.`,
    ko: `${sender} → ${unitName(letters[to], toUnit)}: 가중치 ${number}${back ? '. 되돌아오는 길입니다. 모든 복사 노드가 모든 은닉 노드로 이어집니다' : ''}.`,
  };
}

function list(values: readonly number[]): string {
  return values.map(formatNumber).join(', ');
}
