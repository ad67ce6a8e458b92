import type { Verdict } from '../experiment.js';
import { cellTitles } from './cells.js';
import { CLIP_NORM } from './clipping.js';
import type { DecayResult } from './result.js';

/** A fitted rate may be so far from ρ. */
const RATE_TOLERANCE = 0.02;
/** float64 through some hundred Jacobians. */
const JACOBIAN_TOLERANCE = 1e-6;

/** The claim in figures: rates beside ρ, gradients beside the product of Jacobians, steps with and without clipping. */
export function verdict({ linear, clipping, cells }: DecayResult): Verdict {
  const rateError = Math.max(...linear.flatMap(({ spectralRadius, fittedRate, fittedGradientRate }) => [fittedRate, fittedGradientRate].map((rate) => Math.abs(rate / spectralRadius - 1))));
  const jacobianError = Math.max(...cells.flatMap(({ untrained, trained }) => [untrained.differenceFromJacobians, trained.differenceFromJacobians]));
  const largest = clipping.reduce((most, step) => (step.stepSize > most.stepSize ? step : most));
  const largestClipped = Math.max(...clipping.map(({ clippedStepSize }) => clippedStepSize));
  const isBounded = clipping.every(({ gradientNorm, stepSize, clippedStepSize }) => clippedStepSize <= (stepSize / gradientNorm) * CLIP_NORM * (1 + 1e-9));
  const ended = linear.filter(({ kind, float32EndsAt }) => kind === 'scalar' && float32EndsAt !== null);
  const first = cells.filter(({ seed }) => seed === 1);
  const untrained = first.map(({ cell, untrained: { fittedRate } }) => `${cellTitles[cell]} ${fittedRate.toFixed(3)}`).join(', ');
  const solved = first.map(({ cell, accuracy }) => `${cellTitles[cell]} ${(100 * accuracy).toFixed(1)} %`).join(', ');
  return {
    holds: rateError <= RATE_TOLERANCE && jacobianError <= JACOBIAN_TOLERANCE && isBounded,
    lines: [
      {
        en: `The linear network's fitted rates, of outputs and of gradients, are within ${percent(rateError)} of ρ.`,
        ko: `선형 신경망의 출력과 기울기에서 구한 비율은 ρ와 ${percent(rateError)} 이내로 일치한다.`,
      },
      ...ended.map(({ spectralRadius, float32EndsAt }) => ({
        en: `In float32 the output for ρ = ${spectralRadius} is 0 or not finite from n = ${float32EndsAt} on; the figures are measured in float64.`,
        ko: `ρ = ${spectralRadius}일 때 float32로는 n = ${float32EndsAt}부터 출력이 0이거나 유한하지 않다. 그래서 그림의 값은 float64로 측정했다.`,
      })),
      {
        en: `Automatic differentiation agrees with the product of Jacobians worked out by hand to ${jacobianError.toExponential(1)} of each norm.`,
        ko: `자동 미분으로 구한 노름과 손으로 유도한 야코비 행렬의 곱은 상대 오차 ${jacobianError.toExponential(1)} 이내로 일치한다.`,
      },
      {
        en: `Before training, each step backwards multiplies the gradient by: ${untrained}.`,
        ko: `훈련 전, 한 단계 거슬러 갈 때마다 기울기에 곱해지는 값: ${untrained}.`,
      },
      {
        en: `After training, the sign of the first input is told right at the end: ${solved}. What no gradient reaches is not learned.`,
        ko: `훈련 후, 첫 입력의 부호를 마지막 시점에서 맞힌 비율: ${solved}. 기울기가 닿지 않는 것은 학습되지 않는다.`,
      },
      {
        en: `For ρ = ${largest.spectralRadius} and ${largest.steps} steps the weights would move by ${largest.stepSize.toExponential(1)}; clipped to norm ${CLIP_NORM}, no step is longer than ${largestClipped.toPrecision(2)}.`,
        ko: `ρ = ${largest.spectralRadius}, ${largest.steps}단계에서 가중치는 ${largest.stepSize.toExponential(1)}만큼 움직이게 되지만, 노름 ${CLIP_NORM}로 클리핑하면 어떤 갱신도 ${largestClipped.toPrecision(2)}보다 크지 않다.`,
      },
    ],
  };
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(2)} %`;
}
