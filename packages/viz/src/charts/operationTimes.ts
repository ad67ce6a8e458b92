import { chart, PADDING } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say, type Words } from '../language.js';
import { refusal } from '../refusal.js';
import { measureTextWidth } from '../render/textWidth.js';
import { themes } from '../theme.js';
import { bytesInWords } from './bytes.js';
import { countInWords, percent, readable } from './number.js';
import { requireItems, requireNumbers } from './require.js';

/** What is counted: time that was measured, floating point operations, or bytes moved. */
export type OperationUnit = 'milliseconds' | 'operations' | 'bytes';

export interface OperationTimesData {
  readonly operations: readonly { readonly name: string; readonly amount: number }[];
  /** Default: milliseconds. */
  readonly unit?: OperationUnit;
  /** Bars; what is left over becomes one more, last. Default 12. */
  readonly most?: number;
}

/** Between names and bars, and between bars and words, in pixels. */
const NAME_GAP = 6;
const LABEL_GAP = 6;

const titles: Readonly<Record<OperationUnit, Words>> = {
  milliseconds: { en: 'Where the time goes', ko: '시간이 쓰이는 곳' },
  operations: { en: 'Where the work is', ko: '연산이 몰린 곳' },
  bytes: { en: 'Where memory is read and written', ko: '메모리를 읽고 쓰는 곳' },
};

const inUnit: Readonly<Record<OperationUnit, (amount: number) => Words>> = {
  milliseconds: (amount) => ({ en: `${readable(amount)} ms`, ko: `${readable(amount)} ms` }),
  operations: (amount) => ({ en: `${countInWords(amount).en} operations`, ko: `연산 ${countInWords(amount).ko} 회` }),
  bytes: (amount) => ({ en: bytesInWords(amount), ko: bytesInWords(amount) }),
};

/**
 * Time, work or traffic of the operations of a compiled Program: bars, the largest first, with their share of all. Operations of
 * one name are added up.
 * @throws FigureError for no operations, amounts that are not finite or below zero or all zero, or `most` below 1
 */
export function operationTimes(data: OperationTimesData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  const { operations, unit = 'milliseconds', most = 12 } = data;
  requireItems('operationTimes', 'operations', operations);
  requireNumbers('operationTimes', 'amounts', operations.map(({ amount }) => amount), 0);
  if (!(Number.isInteger(most) && most >= 1)) throw refusal('operationTimes', 'most out of range', `${most}`, 'a whole number, 1 or more, is expected');
  const total = operations.reduce((sum, { amount }) => sum + amount, 0);
  if (total === 0) throw refusal('operationTimes', 'nothing to compare', 'all amounts are 0', 'at least one above 0 is expected');
  const amounts = new Map<string, number>();
  for (const { name, amount } of operations) amounts.set(name, (amounts.get(name) ?? 0) + amount);
  const sorted = [...amounts].sort(([, a], [, b]) => b - a);
  const rest = sorted.slice(most);
  const amountWords = (amount: number): string => say(inUnit[unit](amount), language);
  const others = say({ en: `${rest.length} others`, ko: `그 외 ${rest.length}개` }, language);
  const gathered: readonly (readonly [string, number])[] = rest.length === 0 ? sorted : [...sorted.slice(0, most), [others, rest.reduce((sum, [, amount]) => sum + amount, 0)]];
  const bars = gathered.map(([name, amount], index) => ({ name, share: amount / total, label: `${percent(amount / total)} · ${amountWords(amount)}`, isRest: rest.length > 0 && index === most }));
  const [first, largest] = sorted[0];
  const { ink, muted, series } = themes[mode];
  // So far that the words behind each bar have room.
  const plotWidth = width - 2 * PADDING - NAME_GAP - Math.min(width * 0.42, Math.max(...bars.map(({ name }) => measureTextWidth(name, 11))));
  const reach = Math.max(...bars.map(({ share, label }) => (share * plotWidth) / Math.max(20, plotWidth - LABEL_GAP - measureTextWidth(label, 11) - 2)));
  const y = { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: width * 0.42, domain: false, ticks: false, labelPadding: NAME_GAP, labelColor: ink } } as const;
  const x = {
    field: 'share',
    type: 'quantitative',
    title: say({ en: 'share of all', ko: '전체에서 차지하는 비율' }, language),
    scale: { domain: [0, reach] as number[], nice: false },
    axis: null,
  } as const;
  const found = say({ en: `${first}: ${percent(largest / total)} of ${amountWords(total)}`, ko: `${amountWords(total)} 중 ${first}: ${percent(largest / total)}` }, language);
  return chart(
    {
      id: `operation-${unit}`,
      title: say(titles[unit], language),
      subtitle: found,
      description: `${found}. ${bars.map(({ name, share }) => `${name} ${percent(share)}`).join(', ')}.`,
      spec: {
        height: 22 * bars.length,
        data: { values: bars },
        encoding: { y, x },
        layer: [
          { mark: { type: 'bar', height: { band: 0.7 } }, encoding: { color: { condition: { test: 'datum.isRest', value: muted }, value: series[0] } } },
          { mark: { type: 'text', align: 'left', dx: LABEL_GAP, color: ink }, encoding: { text: { field: 'label' } } },
        ],
      },
    },
    options,
  );
}
