import { chart, PADDING } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { refusal } from '../refusal.js';
import { themes } from '../theme.js';
import { readable } from './number.js';
import { requireItems } from './require.js';
import { shortened } from './shortened.js';

export interface WeightHistogramsData {
  /** Each is one small plot. Numbers that are not finite are counted, not drawn. */
  readonly tensors: readonly { readonly name: string; readonly values: ArrayLike<number> }[];
  /** Bars of each plot. Default 32. */
  readonly bins?: number;
}

/** No plot is narrower than this. */
const LEAST_WIDTH = 170;
const GAP = 18;
/** Ticks of the upright axis. */
const AXIS = 40;
/** Short labels for small numbers too. */
const TICK = "datum.value !== 0 && abs(datum.value) < 0.001 ? format(datum.value, '~e') : format(datum.value, '~r')";

/**
 * How the values of tensors are distributed, one small plot each, with mean and standard deviation; the dashed line is the mean.
 * @throws FigureError for no tensors, one without finite numbers, or `bins` out of 1 … 200
 */
export function weightHistograms({ tensors, bins = 32 }: WeightHistogramsData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  requireItems('weightHistograms', 'tensors', tensors);
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= 200)) throw refusal('weightHistograms', 'bins out of range', `${bins}`, 'a whole number from 1 to 200 is expected');
  const columns = Math.max(1, Math.min(tensors.length, Math.floor((width - 2 * PADDING + GAP) / (LEAST_WIDTH + GAP))));
  const plotWidth = Math.floor((width - 2 * PADDING - GAP * (columns - 1)) / columns) - AXIS;
  const { accent, muted, series } = themes[mode];
  const all = tensors.map(({ name, values }) => summaryOf(name, values, bins));
  const notFinite = (count: number): string[] => (count === 0 ? [] : [say({ en: `${count} not finite`, ko: `유한하지 않은 값 ${count}개` }, language)]);
  const lines = all.map(({ mean, deviation, strays }) => [`${readable(mean)} ± ${readable(deviation)}`, ...notFinite(strays)]);
  const words = lines.map((each) => each.join(', '));
  return chart(
    {
      id: 'weight-histograms',
      title: say({ en: 'How the weights are distributed', ko: '가중치의 분포' }, language),
      subtitle: say({ en: 'mean (dashed line) ± standard deviation; upwards the share of each bar', ko: '평균(점선) ± 표준편차. 세로축은 막대별 비율' }, language),
      description: say(
        {
          en: `Histograms of ${all.length} tensors, with mean and standard deviation: ${all.map(({ name }, index) => `${name} ${words[index]}`).join('; ')}.`,
          ko: `텐서 ${all.length}개의 히스토그램. 평균과 표준편차: ${all.map(({ name }, index) => `${name} ${words[index]}`).join('; ')}.`,
        },
        language,
      ),
      spec: {
        columns,
        spacing: { row: GAP, column: GAP },
        concat: all.map(({ name, bars, mean }, index) => ({
          title: { text: shortened(name, plotWidth + AXIS - 4, 12), subtitle: lines[index], fontSize: 12, subtitleFontSize: 11, offset: 6, subtitlePadding: 2, frame: 'bounds' as const },
          width: plotWidth,
          height: 90,
          layer: [
            {
              data: { values: bars },
              mark: { type: 'bar' as const, color: series[0], binSpacing: 0 },
              encoding: {
                x: { field: 'from', type: 'quantitative' as const, title: null, scale: { zero: false, nice: false }, axis: { grid: false, tickCount: 3, labelExpr: TICK, labelBound: true } },
                x2: { field: 'to' },
                y: { field: 'share', type: 'quantitative' as const, title: null, axis: { tickCount: 3, format: '.0~%', minExtent: AXIS - 4, maxExtent: AXIS - 4 } },
                y2: { datum: 0 },
              },
            },
            { data: { values: [{ mean }] }, mark: { type: 'rule' as const, color: accent, strokeDash: [4, 3], strokeWidth: 1.5 }, encoding: { x: { field: 'mean', type: 'quantitative' as const } } },
            { data: { values: [{ zero: 0 }] }, mark: { type: 'rule' as const, color: muted, strokeWidth: 1 }, encoding: { y: { field: 'zero', type: 'quantitative' as const } } },
          ],
        })),
      },
    },
    options,
  );
}

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

function summaryOf(name: string, values: ArrayLike<number>, bins: number): { name: string; mean: number; deviation: number; strays: number; bars: Bar[] } {
  const finite = Array.from(values).filter(Number.isFinite);
  if (finite.length === 0) throw refusal('weightHistograms', 'nothing to draw', `${name} has no finite numbers`, 'at least one is expected');
  const mean = finite.reduce((sum, value) => sum + value / finite.length, 0);
  const deviation = Math.sqrt(finite.reduce((sum, value) => sum + (value - mean) ** 2 / finite.length, 0));
  let low = Infinity;
  let high = -Infinity;
  for (const value of finite) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  // All the same, such as a bias that begins with zero: one bar in the middle.
  if (low === high) return { name, mean, deviation: 0, strays: values.length - finite.length, bars: barsAround(low, bins) };
  const counts = new Array<number>(bins).fill(0);
  for (const value of finite) counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]++;
  const edge = (index: number): number => low + ((high - low) * index) / bins;
  return { name, mean, deviation, strays: values.length - finite.length, bars: counts.map((count, index) => ({ from: edge(index), to: edge(index + 1), share: count / finite.length })) };
}

function barsAround(value: number, bins: number): Bar[] {
  const half = Math.max(Math.abs(value), 1) / 2;
  const width = (2 * half) / bins;
  const bar = { from: value - width / 2, to: value + width / 2, share: 1 };
  return [{ from: value - half, to: bar.from, share: 0 }, bar, { from: bar.to, to: value + half, share: 0 }];
}
