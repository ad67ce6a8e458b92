import { chart, type ChartPart, PADDING } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { measureTextWidth } from '../render/textWidth.js';
import { themes } from '../theme.js';
import { shortenText } from '../wrapText.js';
import { percent } from './number.js';
import { requireItems, requireNumbers } from './require.js';

/** One bar: a model and the share of test examples that it gets right. */
export interface Accuracy {
  readonly model: string;
  /** From 0 to 1. */
  readonly accuracy: number;
}

export interface AccuracyBarsData {
  /** Below each other: the arrangements of the data that the models are compared on, or one. */
  readonly groups: readonly { readonly name: string; readonly bars: readonly Accuracy[] }[];
  /** Accuracy of guessing, as a dashed line. */
  readonly chance?: number;
  /** Default: accuracy on the test set. */
  readonly measure?: string;
}

const BAR = 22;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Accuracies of models, in groups, with the numbers beside the bars and a line for guessing.
 * @throws FigureError if there is nothing to draw, or an accuracy is not within 0 … 1
 */
export function accuracyBars({ groups, chance, measure }: AccuracyBarsData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  requireItems('accuracyBars', 'groups', groups);
  for (const { name, bars } of groups) {
    requireItems('accuracyBars', `bars of ${name}`, bars);
    requireNumbers('accuracyBars', `bars of ${name}`, bars.map(({ accuracy }) => accuracy), 0, 1);
  }
  if (chance !== undefined) requireNumbers('accuracyBars', 'chance', [chance], 0, 1);

  const models = [...new Set(groups.flatMap(({ bars }) => bars.map(({ model }) => model)))];
  const names = Math.ceil(Math.min(width * 0.4, Math.max(...models.map((model) => measureTextWidth(model, 11))) + 12));
  const numbers = measureTextWidth('100.0%', 11) + 8;
  const plotWidth = width - 2 * PADDING - names;
  const title = measure ?? say({ en: 'accuracy on the test set', ko: '테스트 정확도' }, language);
  const domain: [number, number] = [0, plotWidth / (plotWidth - numbers)];
  const chanceLabel = say({ en: `chance ${percent(chance ?? 0)}`, ko: `우연 수준 ${percent(chance ?? 0)}` }, language);
  const chanceLine = { values: chance === undefined ? [] : [{ accuracy: chance }] };
  const views = groups.map(({ name, bars }, index): ChartPart => {
    const rows = { values: bars.map((bar) => ({ ...bar, name: shortenText(bar.model, 11, names - 12), label: `${(bar.accuracy * 100).toFixed(1)}%` })) };
    const isLast = index === groups.length - 1;
    const x = { field: 'accuracy', type: 'quantitative', title: isLast ? title : null, scale: { domain, nice: false }, axis: { format: '.0%', values: TICKS, labels: isLast, ticks: isLast } } as const;
    const y = { field: 'name', type: 'nominal', title: null, sort: null, axis: { ticks: false, domain: false, labelLimit: 0, minExtent: names - 6, maxExtent: names - 6 } } as const;
    return {
      title: { text: name, fontSize: 12, anchor: 'start', offset: 6 },
      width: plotWidth,
      height: bars.length * BAR,
      layer: [
        { data: rows, mark: { type: 'bar', height: { band: 0.72 }, tooltip: true }, encoding: { x, y, color: { field: 'model', type: 'nominal', scale: { domain: models }, legend: null } } },
        { data: rows, mark: { type: 'text', align: 'left', baseline: 'middle', dx: 4 }, encoding: { x, y, text: { field: 'label' } } },
        { data: chanceLine, mark: { type: 'rule', strokeDash: [4, 3], color: themes[mode].ink }, encoding: { x } },
        ...(index === 0 ? [{ data: chanceLine, mark: { type: 'text', align: 'left', baseline: 'bottom', dx: 2, dy: -2, text: chanceLabel }, encoding: { x, y: { value: 0 } } } as const] : []),
      ],
    };
  });

  const listed = groups.map(({ name, bars }) => `${name}: ${bars.map(({ model, accuracy }) => `${model} ${percent(accuracy)}`).join(', ')}`).join('; ');
  const guess = chance === undefined ? '' : say({ en: ` Guessing gives ${percent(chance)}.`, ko: ` 무작위 추측은 ${percent(chance)}.` }, language);
  return chart(
    {
      id: 'accuracy-bars',
      title: say({ en: 'Accuracy of each model', ko: '모델별 정확도' }, language),
      description: say({ en: `${title.charAt(0).toUpperCase()}${title.slice(1)}. ${listed}.${guess}`, ko: `${title}. ${listed}.${guess}` }, language),
      spec: { vconcat: views, spacing: 14 },
    },
    options,
  );
}
