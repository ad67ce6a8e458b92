import { type Figure, type FigureOptions, forecastFigure, say } from '@rekur/viz';
import type { Results } from '../results.js';

export function forecastFigureExample({ forecast }: Results, options: FigureOptions): Figure {
  const { times, values, known, shown, point, bands, seasonalNaive } = forecast;
  const coming = times.slice(known);
  return forecastFigure(
    {
      history: { times: times.slice(known - shown, known), values: values.slice(known - shown, known) },
      forecast: { times: coming, values: point, bands },
      truth: { times: coming, values: values.slice(known) },
      baselines: [{ name: say({ en: 'same month of last year', ko: '지난해 같은 달' }, options.language), times: coming, values: seasonalNaive }],
      measure: say({ en: 'passengers, thousands', ko: '승객 수(천 명)' }, options.language),
    },
    options,
  );
}
