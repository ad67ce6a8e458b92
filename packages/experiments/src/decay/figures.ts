import { decayCurves, type Figure, type FigureOptions, gradientNorms } from '@rekur/viz';
import { retitled } from '../retitled.js';
import { cellTitles } from './cells.js';
import type { DecayResult } from './result.js';

/** |o_n| of the linear network beside ρ^(n−1), and the gradient that flows back through each cell before and after training. */
export function figures({ linear, cells }: DecayResult, options: FigureOptions = {}): readonly Figure[] {
  const curves = (kind: 'scalar' | 'matrix') => linear.filter((each) => each.kind === kind).map(({ spectralRadius, outputs }) => ({ spectralRadius, measured: outputs }));
  const first = cells.filter(({ seed }) => seed === 1);
  const flows = (moment: 'untrained' | 'trained') => ({
    series: first.map((each) => ({ name: cellTitles[each.cell], norms: each[moment].h })),
    lossStep: first[0].untrained.h.length,
  });
  return [
    retitled(decayCurves({ curves: curves('scalar') }, options), 'decay-scalar', { en: 'An impulse through one unit, W = ρ', ko: '임펄스가 남기는 크기: 유닛 하나, W = ρ' }, options),
    retitled(decayCurves({ curves: curves('matrix') }, options), 'decay-matrix', { en: 'An impulse through W of spectral radius ρ', ko: '임펄스가 남기는 크기: 스펙트럼 반지름 ρ' }, options),
    retitled(gradientNorms(flows('untrained'), options), 'gradients-untrained', { en: 'The gradient that flows back, before training', ko: '거슬러 흐르는 기울기, 훈련 전' }, options),
    retitled(gradientNorms(flows('trained'), options), 'gradients-trained', { en: 'The gradient that flows back, after training', ko: '거슬러 흐르는 기울기, 훈련 후' }, options),
  ];
}
