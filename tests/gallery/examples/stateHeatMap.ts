import { type Figure, type FigureOptions, say, stateHeatMap } from '@rekur/viz';
import type { Results } from '../results.js';

export function stateHeatMapExample({ text: { states } }: Results, options: FigureOptions): Figure {
  const panels = [
    { name: say({ en: 'forget gate', ko: '망각 게이트' }, options.language), values: states.forget, scale: 'share' },
    { name: say({ en: 'hidden state h', ko: '은닉 상태 h' }, options.language), values: states.h },
  ] as const;
  return stateHeatMap({ panels, tokens: states.tokens }, options);
}
