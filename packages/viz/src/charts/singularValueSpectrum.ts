import { chart, PADDING } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { themes } from '../theme.js';
import { logAxis } from './logScale.js';
import { readable } from './number.js';
import { requireItems, requireNumbers } from './require.js';
import { requireFew } from './requireFew.js';
import { lineChannels, pointChannels } from './series.js';

/** The singular values of a weight matrix, such as `singularValues` finds. */
export interface Spectrum {
  readonly name: string;
  /** In any order, none below zero. */
  readonly values: readonly number[];
}

export interface SingularValueSpectrumData {
  /** One to eight. */
  readonly matrices: readonly Spectrum[];
  /** Logarithmic scale upwards, on which values of zero have no place. Default false. */
  readonly logScale?: boolean;
}

/**
 * Singular values of weight matrices, largest first: how much each stretches or shrinks what is multiplied by it. The first is
 * the spectral norm. A dashed line marks 1, which keeps lengths.
 * @throws FigureError for no or more than eight matrices, an empty one, or values that are not finite or below zero
 */
export function singularValueSpectrum(data: SingularValueSpectrumData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  const { matrices, logScale = false } = data;
  requireItems('singularValueSpectrum', 'matrices', matrices);
  requireFew('singularValueSpectrum', 'matrices', matrices.map(({ name }) => name));
  for (const { name, values } of matrices) {
    requireItems('singularValueSpectrum', name, values);
    requireNumbers('singularValueSpectrum', name, values, 0);
  }
  const sorted = matrices.map(({ name, values }) => ({ name, values: [...values].sort((a, b) => b - a) }));
  const names = matrices.map(({ name }) => name);
  const plotWidth = width - 2 * PADDING - 60;
  const dashes = lineChannels(names, plotWidth).strokeDash.scale.range;
  const all = sorted.flatMap(({ name, values }) => values.map((value, index) => ({ series: name, dash: dashes[names.indexOf(name)], rank: index + 1, value })));
  const drawn = logScale ? all.filter(({ value }) => value > 0) : all;
  const norms = sorted.map(({ name, values }) => `${names.length > 1 ? `${name} ` : ''}${readable(values[0])}`).join(', ');
  const ranges = sorted.map(({ name, values }) => `${name}: ${readable(values[0])} … ${readable(values[values.length - 1])} (${values.length})`).join('; ');
  const zeros = all.length - drawn.length;
  const unseen = zeros > 0 ? say({ en: ` · ${zeros} of zero not drawn`, ko: ` · 0인 값 ${zeros}개 생략` }, language) : '';
  const last = Math.max(2, ...sorted.map(({ values }) => values.length));
  const log = logScale ? logAxis([1, ...drawn.map(({ value }) => value)]) : undefined;
  const y = { field: 'value', type: 'quantitative', title: say({ en: 'singular value', ko: '특이값' }, language), scale: log?.scale ?? { zero: true }, axis: log?.axis ?? { tickCount: 6 } } as const;
  const x = { field: 'rank', type: 'quantitative', title: say({ en: 'index, the largest first', ko: '순번(큰 값부터)' }, language), scale: { domain: [1, last] as number[], nice: false }, axis: { grid: false, format: 'd', tickMinStep: 1, tickCount: 8 } } as const;
  const { color, shape } = pointChannels(names, plotWidth);
  // Without a scale, so that the legend shows the shapes alone: dashes would fray them.
  const strokeDash = { field: 'dash', type: 'nominal', scale: null } as const;
  return chart(
    {
      id: 'singular-values',
      title: say({ en: 'Singular values', ko: '특이값' }, language),
      subtitle: say({ en: `spectral norm ${norms}${unseen}`, ko: `스펙트럼 노름 ${norms}${unseen}` }, language),
      description: say(
        { en: `Singular values from the largest to the smallest, with their number. ${ranges}.`, ko: `가장 큰 값부터 가장 작은 값까지의 특이값과 그 개수. ${ranges}.` },
        language,
      ),
      spec: {
        height: 240,
        layer: [
          { data: { values: [{ value: 1 }] }, mark: { type: 'rule', color: themes[mode].muted, strokeDash: [3, 3] }, encoding: { y } },
          { data: { values: drawn }, mark: { type: 'line', strokeWidth: 1.5 }, encoding: { x, y, color, strokeDash } },
          { data: { values: drawn }, mark: { type: 'point', filled: true, size: last > 60 ? 16 : 40, opacity: 1 }, encoding: { x, y, color, shape } },
        ],
      },
    },
    options,
  );
}
