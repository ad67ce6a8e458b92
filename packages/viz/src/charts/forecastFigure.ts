import { chart, PADDING } from '../chart.js';
import { colorAt } from '../contrast.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { type Language, say } from '../language.js';
import { refusal } from '../refusal.js';
import { themes } from '../theme.js';
import { percent, readable } from './number.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';
import { requireFew } from './requireFew.js';
import { lineChannels } from './series.js';
import { type Time, timeAxis } from './timeAxis.js';

/** Values at times: numbers, or texts in the order of time such as `1961-01`. */
export interface Series {
  readonly times: readonly Time[];
  readonly values: readonly number[];
}

/** An interval that the actual value is expected in with a probability. */
export interface Band {
  /** Between 0 and 1: 0.8 for 80 %. */
  readonly level: number;
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

export interface ForecastFigureData {
  readonly history: Series;
  /** `bands` are for the same times, and at most two. */
  readonly forecast: Series & { readonly bands?: readonly Band[] };
  /** What came in truth, where it is known. */
  readonly truth?: Series;
  /** What simple methods forecast: at most four. */
  readonly baselines?: readonly (Series & { readonly name: string })[];
  /** What is drawn upwards, such as `passengers, thousands`. */
  readonly measure?: string;
}

const where = 'forecastFigure';
/** Numbers and title of the upright axis. */
const AXIS = 50;
/** How much of the forecast's colour a band has: the widest, and the one within. */
const TINTS = [0.2, 0.42];
const BASELINE_DASHES = [[5, 3], [2, 2], [8, 3, 2, 3], [1, 3]];

/**
 * A series, its forecast with intervals, and what came in truth; baselines are thin and dashed. The subtitle says how far the
 * forecast was from the truth, and the baselines.
 * @throws FigureError for empty or ragged series, values that are not finite, bands out of order, or times of two kinds
 */
export function forecastFigure(data: ForecastFigureData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  const { history, forecast, truth, baselines = [], measure } = data;
  const bands = [...(forecast.bands ?? [])].sort((a, b) => b.level - a.level);
  check(data);
  const theme = themes[mode];
  const plotWidth = width - 2 * PADDING - AXIS;
  const time = timeAxis(where, [history, ...(truth ? [truth] : []), forecast, ...baselines].map(({ times }) => times), plotWidth);

  const lines = [
    { name: say({ en: 'history', ko: '과거' }, language), series: history, color: theme.ink, dash: [1, 0] },
    ...(truth ? [{ name: say({ en: 'truth', ko: '실제값' }, language), series: truth, color: theme.ink, dash: [1.5, 2] }] : []),
    { name: say({ en: 'forecast', ko: '예측' }, language), series: forecast, color: theme.series[0], dash: [1, 0] },
    ...baselines.map((baseline, index) => ({ name: baseline.name, series: baseline, color: theme.series[index + 1], dash: BASELINE_DASHES[index] })),
  ];
  requireFew(where, 'series', lines.map(({ name }) => name));
  const rows = lines.flatMap(({ name, series }, line) => series.times.map((at, index) => ({ time: time.place(at), value: series.values[index], series: name, isBaseline: line >= lines.length - baselines.length })));
  const bandName = ({ level }: Band): string => say({ en: `${percent(level)} interval`, ko: `${percent(level)} 구간` }, language);
  const areas = bands.flatMap((band) => forecast.times.map((at, index) => ({ time: time.place(at), band: bandName(band), lower: band.lower[index], upper: band.upper[index] })));
  const tints = TINTS.slice(-bands.length).map((tint) => colorAt([theme.surface, theme.series[0]], tint));

  const x = { field: 'time', type: 'quantitative', title: null, scale: { domain: time.domain, nice: false }, axis: time.axis } as const;
  const y = { type: 'quantitative', title: measure ?? say({ en: 'value', ko: '값' }, language), scale: { zero: false }, axis: { tickCount: 6 } } as const;
  const domain = lines.map(({ name }) => name);
  const shared = { field: 'series', type: 'nominal', title: null, legend: { ...lineChannels(domain, plotWidth).color.legend, symbolSize: 300 } } as const;
  const channels = {
    stroke: { ...shared, scale: { domain, range: lines.map(({ color }) => color) } },
    strokeDash: { ...shared, scale: { domain, range: lines.map(({ dash }) => dash) } },
  };
  const judged = truth ? judgement(data, truth, bands, language) : undefined;
  const [first, last] = [0, forecast.values.length - 1].map((index) => `${readable(forecast.values[index])} (${forecast.times[index]})`);
  return chart(
    {
      id: 'forecast',
      title: say({ en: 'Forecast', ko: '예측' }, language) + (measure === undefined ? '' : `: ${measure}`),
      subtitle: judged,
      description:
        say(
          {
            en: `${history.times.length} past values, then a forecast of ${forecast.times.length} from ${first} to ${last}${bands.length > 0 ? `, with intervals of ${bands.map(({ level }) => percent(level)).join(' and ')}` : ''}.`,
            ko: `과거 값 ${history.times.length}개와 예측 ${forecast.times.length}개: ${first}부터 ${last}까지${bands.length > 0 ? `, 구간 ${bands.map(({ level }) => percent(level)).join('와 ')}` : ''}.`,
          },
          language,
        ) + (judged === undefined ? '' : ` ${judged}.`),
      spec: {
        height: 280,
        layer: [
          ...(bands.length > 0
            ? [
                {
                  data: { values: areas },
                  mark: { type: 'area' as const, opacity: 1 },
                  encoding: {
                    x,
                    y: { ...y, field: 'upper' },
                    y2: { field: 'lower' },
                    fill: { field: 'band', type: 'nominal' as const, title: null, sort: null, scale: { domain: bands.map(bandName), range: tints }, legend: { orient: 'bottom' as const, direction: 'horizontal' as const, symbolType: 'square' } },
                  },
                },
              ]
            : []),
          { data: { values: rows.filter(({ isBaseline }) => isBaseline) }, mark: { type: 'line', strokeWidth: 1.4 }, encoding: { x, y: { ...y, field: 'value' }, ...channels } },
          { data: { values: rows.filter(({ isBaseline }) => !isBaseline) }, mark: { type: 'line', strokeWidth: 1.9 }, encoding: { x, y: { ...y, field: 'value' }, ...channels } },
          { data: { values: [{ time: time.place(forecast.times[0]) }] }, mark: { type: 'rule', color: theme.muted, strokeDash: [2, 3] }, encoding: { x } },
        ],
      },
    },
    options,
  );
}

function check({ history, forecast, truth, baselines = [] }: ForecastFigureData): void {
  const named = { history, forecast, ...(truth && { truth }), ...Object.fromEntries(baselines.map((each) => [each.name, each])) };
  for (const [name, { times, values }] of Object.entries<Series>(named)) {
    requireItems(where, name, times);
    requireSameLength(where, `values of ${name}`, values.length, 'its times', times.length);
    requireNumbers(where, `values of ${name}`, values);
  }
  const { bands = [] } = forecast;
  if (bands.length > 2) throw refusal(where, 'too many bands', `${bands.length}`, 'two at the most are expected');
  if (baselines.length > BASELINE_DASHES.length) throw refusal(where, 'too many baselines', `${baselines.length}`, `${BASELINE_DASHES.length} at the most are expected`);
  for (const { level, lower, upper } of bands) {
    if (!(level > 0 && level < 1)) throw refusal(where, 'level out of range', `${level}`, 'a number between 0 and 1 is expected', '80 % is 0.8');
    requireSameLength(where, `lower of the ${percent(level)} band`, lower.length, 'the forecast', forecast.times.length);
    requireSameLength(where, `upper of the ${percent(level)} band`, upper.length, 'the forecast', forecast.times.length);
    requireNumbers(where, 'lower', lower);
    requireNumbers(where, 'upper', upper);
    const turned = lower.findIndex((value, index) => value > upper[index]);
    if (turned >= 0) throw refusal(where, 'band upside down', `lower[${turned}] is ${lower[turned]}, upper[${turned}] is ${upper[turned]}`, 'lower at most as large as upper is expected');
  }
}

/** How far the forecast and the baselines were from the truth, where both are known, and how often the truth was within a band. */
function judgement({ forecast, baselines = [] }: ForecastFigureData, truth: Series, bands: readonly Band[], language: Language | undefined): string | undefined {
  const actual = new Map(truth.times.map((at, index) => [at, truth.values[index]]));
  const errorOf = ({ times, values }: Series): number | undefined => {
    const errors = times.flatMap((at, index) => (actual.has(at) ? [Math.abs(values[index] - (actual.get(at) as number))] : []));
    return errors.length === 0 ? undefined : errors.reduce((sum, error) => sum + error, 0) / errors.length;
  };
  const error = errorOf(forecast);
  if (error === undefined) return undefined;
  const others = baselines.flatMap((baseline) => {
    const other = errorOf(baseline);
    return other === undefined ? [] : [`${baseline.name} ${readable(other)}`];
  });
  const known = forecast.times.flatMap((at, index) => (actual.has(at) ? [{ index, value: actual.get(at) as number }] : []));
  const within = bands.map(({ level, lower, upper }) => {
    const hits = known.filter(({ index, value }) => value >= lower[index] && value <= upper[index]).length;
    return say({ en: `${hits} of ${known.length} within ${percent(level)}`, ko: `${percent(level)} 구간 안에 ${known.length}개 중 ${hits}개` }, language);
  });
  const mean = say({ en: `mean absolute error ${readable(error)}`, ko: `평균 절대 오차 ${readable(error)}` }, language);
  return [others.length > 0 ? `${mean} (${others.join(', ')})` : mean, ...within].join(' · ');
}
