import { chart, PADDING } from '../chart.js';
import { colorAt, inkOn } from '../contrast.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { refusal } from '../refusal.js';
import { measureTextWidth } from '../render/textWidth.js';
import { themes } from '../theme.js';
import { percent, readable } from './number.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';

export interface ConfusionMatrixData {
  /** `[classes]`: two to 26, all different. */
  readonly classes: readonly string[];
  /** `[classes, classes]`: how often each class, a row, was taken for each, a column. */
  readonly counts: readonly (readonly number[])[];
  /** What stands in the fields: counts, or the share of the row in percent. Default: counts. */
  readonly show?: 'counts' | 'shares';
}

const MOST_CLASSES = 26;
const MOST_CELL = 52;
const FONT_SIZE = 11;
const SMALLEST_FONT = 7;
/** Width of the recalls beside the matrix. */
const MARGIN = 48;
const LONGEST_LABEL = 90;

/**
 * How often each class was taken for each: actual classes downwards, predicted ones across, coloured by the share of the row,
 * so that rare classes show too. The share of each class that was recognised, its recall, stands at the right.
 * @throws FigureError for fewer than two or more than 26 classes, a matrix that is not square, or counts below zero
 */
export function confusionMatrix(data: ConfusionMatrixData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  const { classes, counts, show = 'counts' } = data;
  check(data);
  const rowSums = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const total = rowSums.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw refusal('confusionMatrix', 'nothing to draw', 'all counts are 0', 'at least one above 0 is expected');

  const labelWidth = Math.min(LONGEST_LABEL, Math.max(...classes.map((name) => measureTextWidth(name, FONT_SIZE))));
  const cell = Math.min(MOST_CELL, Math.floor((width - 2 * PADDING - labelWidth - 34 - MARGIN) / classes.length));
  const side = cell * classes.length;
  const textOf = (count: number, row: number): string => (count === 0 ? '' : show === 'counts' ? String(count) : String(Math.round((100 * count) / rowSums[row])));
  const widest = Math.max(...counts.flatMap((row, actual) => row.map((count) => measureTextWidth(textOf(count, actual), 1))));
  const fontSize = Math.min(FONT_SIZE, Math.floor((cell - 3) / widest));
  const isPrinted = fontSize >= SMALLEST_FONT;

  const theme = themes[mode];
  const cells = counts.flatMap((row, actual) =>
    row.map((count, predicted) => {
      const share = rowSums[actual] === 0 ? 0 : count / rowSums[actual];
      return { actual: classes[actual], predicted: classes[predicted], share, text: textOf(count, actual), ink: inkOn(colorAt(theme.sequential, share), theme) };
    }),
  );
  const recalls = classes.map((name, index) => ({ actual: name, recall: rowSums[index] === 0 ? '–' : percent(counts[index][index] / rowSums[index]) }));
  const heading = [{ text: say({ en: 'recall', ko: '재현율' }, language) }];
  const sort = [...classes];
  const labelFontSize = Math.min(FONT_SIZE, cell);
  const axis = { domain: false, ticks: false, labelLimit: LONGEST_LABEL, labelColor: theme.ink, labelFontSize } as const;
  const y = { field: 'actual', type: 'ordinal', sort, title: say({ en: 'actual', ko: '실제' }, language), axis } as const;
  const labelAngle = (labelWidth * labelFontSize) / FONT_SIZE > cell ? -90 : 0;
  const x = { field: 'predicted', type: 'ordinal', sort, title: say({ en: 'predicted', ko: '예측' }, language), axis: { ...axis, labelAngle } } as const;
  const range = [...theme.sequential];
  const legend = isPrinted ? null : ({ title: say({ en: 'share of the row', ko: '행에서 차지하는 비율' }, language), orient: 'bottom', format: '.0%', values: [0, 0.5, 1] as number[], gradientLength: Math.min(200, side) } as const);
  const correct = counts.reduce((sum, row, index) => sum + row[index], 0);
  const accuracy = say({ en: `accuracy ${percent(correct / total)} of ${readable(total)}`, ko: `전체 ${readable(total)}개 중 정확도 ${percent(correct / total)}` }, language);
  const meaning = !isPrinted
    ? ''
    : show === 'counts'
      ? say({ en: ' · numbers: counts, colour: share of the row', ko: ' · 숫자: 개수, 색: 행에서 차지하는 비율' }, language)
      : say({ en: ' · numbers: percent of the row', ko: ' · 숫자: 행에서 차지하는 백분율' }, language);
  return chart(
    {
      id: 'confusion-matrix',
      title: say({ en: 'Which class was taken for which', ko: '혼동 행렬' }, language),
      subtitle: accuracy + meaning,
      description: say(
        {
          en: `Confusion matrix of ${classes.length} classes: ${accuracy}. ${worstInWords(data, rowSums).en}`,
          ko: `클래스 ${classes.length}개의 혼동 행렬. ${accuracy}. ${worstInWords(data, rowSums).ko}`,
        },
        language,
      ),
      spec: {
        vconcat: [
          {
            width: side,
            height: side,
            layer: [
              {
                data: { values: cells },
                mark: { type: 'rect', stroke: theme.surface, strokeWidth: 1 },
                encoding: { x, y, color: { field: 'share', type: 'quantitative', scale: { domain: [0, 1], range, interpolate: 'rgb' }, legend } },
              },
              ...(isPrinted
                ? [{ data: { values: cells.filter(({ text }) => text !== '') }, mark: { type: 'text' as const, fontSize }, encoding: { x, y, text: { field: 'text', type: 'nominal' as const }, color: { field: 'ink', type: 'nominal' as const, scale: null } } }]
                : []),
              { data: { values: recalls }, mark: { type: 'text', align: 'right', fontSize: Math.min(FONT_SIZE, cell) }, encoding: { x: { value: side + MARGIN }, y, text: { field: 'recall', type: 'nominal' } } },
              { data: { values: heading }, mark: { type: 'text', align: 'right', color: theme.muted }, encoding: { x: { value: side + MARGIN }, y: { value: -8 }, text: { field: 'text', type: 'nominal' } } },
            ],
            resolve: { scale: { color: 'independent' } },
          },
        ],
      },
    },
    options,
  );
}

function check({ classes, counts }: ConfusionMatrixData): void {
  requireItems('confusionMatrix', 'classes', classes);
  if (classes.length < 2 || classes.length > MOST_CLASSES) throw refusal('confusionMatrix', 'number of classes out of range', `${classes.length}`, `2 to ${MOST_CLASSES} are expected`);
  const twice = classes.find((name, index) => classes.indexOf(name) !== index);
  if (twice !== undefined) throw refusal('confusionMatrix', 'two classes of one name', `'${twice}'`, 'different names are expected');
  requireSameLength('confusionMatrix', 'counts', counts.length, 'the classes', classes.length);
  counts.forEach((row, index) => {
    requireSameLength('confusionMatrix', `row ${index} of counts`, row.length, 'the classes', classes.length);
    requireNumbers('confusionMatrix', `counts[${index}]`, row, 0);
  });
}

/** The mistake that is made most often. */
function worstInWords({ classes, counts }: ConfusionMatrixData, rowSums: readonly number[]): { en: string; ko: string } {
  const mistakes = counts.flatMap((row, actual) => row.map((count, predicted) => ({ actual, predicted, count: actual === predicted ? 0 : count })));
  const { actual, predicted, count } = mistakes.reduce((worst, each) => (each.count > worst.count ? each : worst));
  if (count === 0) return { en: 'No class was mistaken for another.', ko: '다른 클래스로 잘못 분류된 경우는 없다.' };
  return {
    en: `Most often mistaken: ${classes[actual]} for ${classes[predicted]}, ${count} of ${rowSums[actual]}.`,
    ko: `가장 잦은 혼동: ${classes[actual]} → ${classes[predicted]}, ${rowSums[actual]}개 중 ${count}개.`,
  };
}
