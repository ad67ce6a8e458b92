import { chart, type ChartPart } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { themes } from '../theme.js';
import { logAxis } from './logScale.js';
import { percent, readable } from './number.js';
import { alignedAxis, panelWidth } from './panels.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';
import { lineChannels, pointChannels } from './series.js';

/** How one cell fared at each lag. */
export interface LagResult {
  /** `LSTM`. */
  readonly name: string;
  /** Share of the seeds that solved the task, at each lag, from 0 to 1. */
  readonly success: readonly number[];
  /** Sequences that it took until the task was solved, at each lag; null where it never was. */
  readonly sequences?: readonly (number | null)[];
}

export interface SuccessAgainstLagData {
  /** Steps between what must be remembered and where it is asked for, ascending. */
  readonly lags: readonly number[];
  readonly cells: readonly LagResult[];
  /** Runs at each lag, for the words. */
  readonly seeds?: number;
  /** Sequences that a paper needed, at lags of its own, drawn hollow. */
  readonly paper?: { readonly name: string; readonly lags: readonly number[]; readonly sequences: readonly number[] };
}

/**
 * Share of seeds that learned a task against its time lag, and below, where given, how many sequences that took (Hochreiter & Schmidhuber
 * 1997, sections 5.2 – 5.4).
 * @throws FigureError if there is nothing to draw, lists differ in length, a lag is not positive or a share not within 0 … 1
 */
export function successAgainstLag(data: SuccessAgainstLagData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  const { lags, cells, seeds, paper } = data;
  requireData(data);

  const names = cells.map(({ name }) => name);
  const plotWidth = panelWidth(width);
  const hasSequences = cells.some(({ sequences }) => sequences) || paper !== undefined;
  const allLags = [...lags, ...(paper?.lags ?? [])];
  const domain: [number, number] = [Math.min(...allLags) * 0.9, Math.max(...allLags) * 1.1];
  const ticks = [...lags];
  const x = (isLowest: boolean) => ({
    field: 'lag',
    type: 'quantitative',
    title: isLowest ? say({ en: 'time lag in steps', ko: '시간 지연(시점 수)' }, language) : null,
    scale: { type: 'log', domain, nice: false },
    axis: { values: ticks, grid: false, format: ',d', labelOverlap: 'greedy', labelSeparation: 4, labels: isLowest },
  } as const);

  const rates = cells.flatMap(({ name, success }) => lags.map((lag, index) => ({ lag, series: name, success: success[index] })));
  const rateAxis = { field: 'success', type: 'quantitative', title: say({ en: 'seeds that learned it', ko: '학습에 성공한 시드' }, language), scale: { domainMin: 0, domainMax: 1, padding: 8 }, axis: { ...alignedAxis, format: '.0%', tickCount: 5 } } as const;
  const success: ChartPart = {
    width: plotWidth,
    height: 180,
    data: { values: rates },
    layer: layers(x(!hasSequences), rateAxis, names, plotWidth),
  };

  const needed = cells.flatMap(({ name, sequences }) => lags.map((lag, index) => ({ lag, series: name, sequences: sequences?.[index] ?? null })));
  const published = paper ? paper.lags.map((lag, index) => ({ lag, series: paper.name, sequences: paper.sequences[index] })) : [];
  const { scale, axis } = logAxis([...needed, ...published].map(({ sequences }) => sequences ?? 0));
  const countAxis = { field: 'sequences', type: 'quantitative', title: say({ en: 'sequences needed', ko: '필요한 시퀀스 수' }, language), scale, axis: { ...alignedAxis, ...axis } } as const;
  const sequences: ChartPart = {
    width: plotWidth,
    height: 160,
    layer: [
      ...layers(x(true), countAxis, names, plotWidth).map((layer) => ({ ...layer, data: { values: needed } })),
      { data: { values: published }, mark: { type: 'point', shape: 'diamond', filled: false, size: 110, strokeWidth: 1.5, color: themes[mode].ink, opacity: 1 }, encoding: { x: x(true), y: countAxis } },
      { data: { values: published.slice(-1) }, mark: { type: 'text', align: 'right', dx: -9, dy: -2, baseline: 'bottom', text: paper?.name ?? '' }, encoding: { x: x(true), y: countAxis } },
    ],
  };

  const solved = cells.map(({ name, success: shares }) => {
    const far = lags.findLast((_, index) => shares[index] >= 1);
    const always = far === undefined ? say({ en: 'at no lag by every seed', ko: '모든 시드가 성공한 지연 없음' }, language) : say({ en: `by every seed up to lag ${readable(far)}`, ko: `지연 ${readable(far)}까지 모든 시드 성공` }, language);
    return `${name}: ${always}, ${say({ en: `${percent(shares[shares.length - 1])} at the longest`, ko: `가장 긴 지연에서 ${percent(shares[shares.length - 1])}` }, language)}`;
  });
  return chart(
    {
      id: 'success-against-lag',
      title: say({ en: 'How far back each cell learned to remember', ko: '각 셀이 얼마나 먼 과거까지 기억하게 되었는가' }, language),
      ...(seeds !== undefined && { subtitle: say({ en: `${seeds} seed${seeds === 1 ? '' : 's'} for each cell and lag`, ko: `셀과 지연마다 시드 ${seeds}개` }, language) }),
      description: say({ en: `Share of seeds that learned the task against its time lag, ${lags.join(', ')} steps. ${solved.join('; ')}.`, ko: `시간 지연(${lags.join(', ')} 시점)에 따라 과제를 학습한 시드의 비율. ${solved.join('; ')}.` }, language),
      spec: { vconcat: hasSequences ? [success, sequences] : [success], spacing: 14 },
    },
    options,
  );
}

/** Lines, dashed each in its own way, with hollow points on them, so that what lies beneath another is seen. */
function layers<X extends object, Y extends object>(x: X, y: Y, names: readonly string[], plotWidth: number) {
  const line = { mark: { type: 'line' }, encoding: { x, y, ...lineChannels(names, plotWidth) } } as const;
  const points = { mark: { type: 'point', filled: false, size: 60, strokeWidth: 2, opacity: 1 }, encoding: { x, y, ...pointChannels(names, plotWidth) } } as const;
  return [line, points];
}

function requireData({ lags, cells, paper }: SuccessAgainstLagData): void {
  const where = 'successAgainstLag';
  requireItems(where, 'lags', lags);
  requireItems(where, 'cells', cells);
  requireNumbers(where, 'lags', lags, Number.MIN_VALUE);
  for (const { name, success, sequences } of cells) {
    requireSameLength(where, `success of ${name}`, success.length, 'the lags', lags.length);
    requireNumbers(where, `success of ${name}`, success, 0, 1);
    if (sequences) requireSameLength(where, `sequences of ${name}`, sequences.length, 'the lags', lags.length);
  }
  if (paper) requireSameLength(where, `sequences of ${paper.name}`, paper.sequences.length, 'its lags', paper.lags.length);
}
