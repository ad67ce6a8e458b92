import type { Words } from '@rekur/viz';
import { readable, subscript } from '../plot/scale.ts';
import type { PresetName } from './matrix.ts';
import { type Fate, fateOf, stepsUntil } from './scalar.ts';

export const scalarTexts = {
  title: { en: 'What oₙ hears of each input', ko: 'oₙ에 들리는 각 입력의 크기' },
  weight: { en: 'recurrent weight W', ko: '순환 가중치 W' },
  steps: { en: 'length n', ko: '길이 n' },
  direction: { en: 'Direction', ko: '방향' },
  forwards: { en: 'forwards: inputs', ko: '앞으로: 입력' },
  backwards: { en: 'backwards: gradients', ko: '거꾸로: 기울기' },
  first: { en: 'x₁·U·Wⁿ⁻¹', ko: 'x₁·U·Wⁿ⁻¹' },
  gradient: { en: '∂oₙ/∂h₁ = Wⁿ⁻¹', ko: '∂oₙ/∂h₁ = Wⁿ⁻¹' },
  share: { en: 'share of step 1', ko: '시점 1의 몫' },
  stepAxis: { en: 'step k', ko: '시점 k' },
  sizeAxis: { en: '|W|ⁿ⁻¹', ko: '|W|ⁿ⁻¹' },
  lengthAxis: { en: 'length n', ko: '길이 n' },
} as const satisfies Record<string, Words>;

/** What the bars show, in a sentence. */
export function barsWords(weight: number, steps: number, share: number, isBackwards: boolean): Words {
  const percent = `${(100 * share).toPrecision(2)}%`;
  return isBackwards
    ? {
        en: `The loss stands at step ${steps}. Of the gradients at all ${steps} steps, that of step 1 makes up ${percent}.`,
        ko: `손실은 시점 ${steps}에 있습니다. ${steps}개 시점의 기울기 가운데 시점 1의 몫은 ${percent}입니다.`,
      }
    : {
        en: `All ${steps} inputs are equally large. Of what reaches o${subscript(steps)}, x₁ makes up ${percent}.`,
        ko: `입력 ${steps}개의 크기는 모두 같습니다. o${subscript(steps)}에 닿은 것 가운데 x₁의 몫은 ${percent}입니다.`,
      };
}

export function fateWords(weight: number, isBackwards: boolean): Words {
  const until = stepsUntil(weight, 1000);
  return (isBackwards ? gradientFates : inputFates)[fateOf(weight)](until);
}

const inputFates: Readonly<Record<Fate, (steps?: number) => Words>> = {
  fades: (steps) => ({ en: `x₁ fades: after ${steps} steps less than a thousandth is left, and the latest inputs are all that is heard.`, ko: `x₁은 희미해집니다. ${steps} 시점 뒤에는 천분의 일도 남지 않고, 최근 입력만 들립니다.` }),
  stays: () => ({ en: 'x₁ stays as large as it was: the one point between fading and drowning.', ko: 'x₁의 크기가 그대로 남습니다. 사라짐과 넘침 사이의 단 한 점입니다.' }),
  explodes: (steps) => ({ en: `x₁ drowns the others: after ${steps} steps it is a thousand times as large as the newest input.`, ko: `x₁이 나머지를 덮어 버립니다. ${steps} 시점 뒤에는 가장 최근 입력의 천 배가 됩니다.` }),
};
const gradientFates: typeof inputFates = {
  fades: (steps) => ({ en: `The gradient vanishes: ${steps} steps back less than a thousandth arrives, and step 1 learns nothing from the loss.`, ko: `기울기가 소실됩니다. ${steps} 시점을 거슬러 가면 천분의 일도 닿지 않아, 시점 1은 손실에서 아무것도 배우지 못합니다.` }),
  stays: () => ({ en: 'The gradient comes back undiminished.', ko: '기울기가 줄지 않고 되돌아옵니다.' }),
  explodes: (steps) => ({ en: `The gradient explodes: ${steps} steps back it is a thousand times as large, and one update ruins the weights.`, ko: `기울기가 폭주합니다. ${steps} 시점을 거슬러 가면 천 배가 되어, 한 번의 갱신이 가중치를 망칩니다.` }),
};

export const matrixTexts = {
  title: { en: 'Two units: W is a matrix, its eigenvalues decide', ko: '노드가 둘이면 W는 행렬이고, 고윳값이 결정한다' },
  plane: { en: 'Eigenvalues of W in the complex plane', ko: '복소평면에 그린 W의 고윳값' },
  states: { en: 'The state hₙ, step by step', ko: '시점마다의 은닉 상태 hₙ' },
  handle: { en: 'First eigenvalue; drag it, or move it with the arrow keys', ko: '첫 번째 고윳값. 끌거나 화살표 키로 옮깁니다' },
  handleHint: { en: 'Drag the filled point, or focus it and press the arrow keys.', ko: '채워진 점을 끌거나, 점을 선택하고 화살표 키를 누르십시오.' },
  matrix: { en: 'The matrix W', ko: '행렬 W' },
  presets: { en: 'Examples', ko: '예' },
  radius: { en: 'spectral radius ρ', ko: '스펙트럼 반지름 ρ' },
  after: { en: '|h₃₀|', ko: '|h₃₀|' },
  unitCircle: { en: 'unit circle', ko: '단위원' },
} as const satisfies Record<string, Words>;

export const presetNames: Readonly<Record<PresetName, Words>> = {
  fades: { en: 'fades', ko: '사라짐' },
  spirals: { en: 'turns and fades', ko: '돌면서 사라짐' },
  turns: { en: 'turns for ever', ko: '끝없이 돎' },
  explodes: { en: 'explodes', ko: '폭주' },
  grows: { en: 'grows, then fades', ko: '커졌다가 사라짐' },
};

export function complexWords(values: readonly { readonly re: number; readonly im: number }[]): string {
  return values
    .map(({ re, im }) => {
      const real = re.toFixed(2).replace('-', '−');
      return im === 0 ? real : `${real} ${im < 0 ? '−' : '+'} ${Math.abs(im).toFixed(2)}i`;
    })
    .join(', ');
}

export function radiusWords(radius: number): Words {
  if (Math.abs(radius - 1) < 0.005) return { en: 'On the unit circle: x₁ neither fades nor grows.', ko: '단위원 위입니다. x₁은 사라지지도 커지지도 않습니다.' };
  return radius < 1
    ? { en: 'Inside the unit circle: in the end x₁ fades, in every direction.', ko: '단위원 안입니다. x₁은 어느 방향으로든 결국 사라집니다.' }
    : { en: 'Outside the unit circle: x₁ grows without end.', ko: '단위원 밖입니다. x₁은 끝없이 커집니다.' };
}

export const cliffTexts = {
  title: { en: 'Learning W: flat land and a cliff', ko: 'W를 학습하기: 평지와 절벽' },
  steps: { en: 'length n', ko: '길이 n' },
  start: { en: 'start from W', ko: '출발점 W' },
  clip: { en: 'clip the gradient to norm 1', ko: '기울기의 노름을 1로 자르기' },
  step: { en: 'One update', ko: '한 번 갱신' },
  many: { en: '20 updates', ko: '20번 갱신' },
  reset: { en: 'Back to the start', ko: '처음으로' },
  weight: { en: 'W', ko: 'W' },
  gradient: { en: 'gradient ∂L/∂W', ko: '기울기 ∂L/∂W' },
  update: { en: 'updates', ko: '갱신 횟수' },
  lossAxis: { en: 'loss L = ½(oₙ − 0.5)²', ko: '손실 L = ½(oₙ − 0.5)²' },
} as const satisfies Record<string, Words>;

export function cliffWords(weight: number, gradient: number, isOut: boolean): Words {
  if (isOut) {
    return { en: `One step has thrown W off the chart, to ${readable(weight)}. Everything learned so far would be lost.`, ko: `한 걸음에 W가 그림 밖 ${readable(weight)}까지 날아갔습니다. 지금까지 배운 것을 모두 잃습니다.` };
  }
  if (Math.abs(gradient) < 0.01) return { en: 'Flat land: the gradient has vanished, and W hardly moves.', ko: '평지입니다. 기울기가 소실되어 W가 거의 움직이지 않습니다.' };
  if (Math.abs(gradient) > 10) return { en: 'The cliff: the gradient has exploded. Its direction is right, its size is not.', ko: '절벽입니다. 기울기가 폭주했습니다. 방향은 맞지만 크기는 믿을 수 없습니다.' };
  return { en: 'Between the two the gradient has a size that one can learn from.', ko: '그 사이에서는 기울기가 학습할 만한 크기입니다.' };
}
