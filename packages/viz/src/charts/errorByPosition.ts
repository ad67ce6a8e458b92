import { chart } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { measureTextWidth } from '../render/textWidth.js';
import { themes } from '../theme.js';
import { readable } from './number.js';
import { panelWidth } from './panels.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';
import { tokenLabels, visibleToken } from './tokens.js';

export interface ErrorByPositionData {
  /** What stands at each position: letters of words, or `first`, `second`, `their XOR`. */
  readonly tokens: readonly string[];
  /** The error at each position, 0 or more. */
  readonly errors: readonly number[];
  /** Positions to stand out (from 0), such as the first letters of words, and what they are. */
  readonly marked?: { readonly positions: readonly number[]; readonly meaning: string };
  /** What is drawn upwards. Default: error. */
  readonly measure?: string;
  /** Error of a guess that knows nothing of the order, as a dashed line. */
  readonly chance?: number;
}

const WIDEST_BAR = 56;

/**
 * The error at each position: where a sequence can be foreseen it is low, where something new begins it is high (Elman 1990,
 * Finding Structure in Time).
 * @throws FigureError if there is nothing to draw, the lists differ in length, or an error is negative or not finite
 */
export function errorByPosition(data: ErrorByPositionData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  const { tokens, errors, marked, chance } = data;
  requireItems('errorByPosition', 'tokens', tokens);
  requireSameLength('errorByPosition', 'errors', errors.length, 'the tokens', tokens.length);
  requireNumbers('errorByPosition', 'errors', errors, 0);

  const { accent, series, ink } = themes[mode];
  const measure = data.measure ?? say({ en: 'error', ko: '오차' }, language);
  const isMarked = new Set(marked?.positions);
  const kinds = [marked?.meaning ?? '', say({ en: 'others', ko: '나머지' }, language)];
  const rows = errors.map((error, index) => ({ position: index + 1, error, kind: kinds[isMarked.has(index) ? 0 : 1] }));
  const column = panelWidth(width) / tokens.length;
  const widest = Math.max(...tokens.map((token) => measureTextWidth(visibleToken(token), 11)));
  // Letters fit, in up to three rows; words are turned where they do not.
  const isTurned = widest > column && tokens.some((token) => [...token].length > 2);
  const labelling = isTurned ? { labelAngle: -90, labelExpr: tokenLabels(tokens) } : { labelAngle: 0, labelExpr: tokenLabels(tokens, Math.min(3, Math.ceil((widest + 1) / column))) };
  const x = { field: 'position', type: 'ordinal', title: null, axis: { ...labelling, labelOverlap: false, ticks: false, labelPadding: 4 } } as const;
  const scale = { domain: kinds, range: [accent, series[0]] };
  const chanceLine = { values: chance === undefined ? [] : [{ error: chance }] };
  const chanceNote = say({ en: `dashed: chance, ${readable(chance ?? 0)}`, ko: `점선: 우연 수준 ${readable(chance ?? 0)}` }, language);
  const y = { field: 'error', type: 'quantitative', title: measure, scale: { zero: true }, axis: { tickCount: 5 } } as const;

  const mean = (values: readonly number[]): string => readable(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));
  const listed = tokens.length <= 12 ? tokens.map((token, index) => `${visibleToken(token)} ${readable(errors[index])}`).join(', ') : undefined;
  const ofMarked = marked && [mean(errors.filter((_, index) => isMarked.has(index))), mean(errors.filter((_, index) => !isMarked.has(index)))];
  const comparison = ofMarked ? say({ en: ` Mean at ${marked.meaning}: ${ofMarked[0]}; elsewhere: ${ofMarked[1]}.`, ko: ` 평균, ${marked.meaning}: ${ofMarked[0]}, 나머지: ${ofMarked[1]}.` }, language) : '';
  return chart(
    {
      id: 'error-by-position',
      title: say({ en: `${measure.charAt(0).toUpperCase()}${measure.slice(1)} at each position`, ko: `위치별 ${measure}` }, language),
      ...(chance !== undefined && { subtitle: chanceNote }),
      description: say(
        {
          en: `The ${measure} at each of ${tokens.length} positions, mean ${mean(errors)}.${listed === undefined ? '' : ` ${listed}.`}${comparison}`,
          ko: `${tokens.length}개 위치의 ${measure}, 평균 ${mean(errors)}.${listed === undefined ? '' : ` ${listed}.`}${comparison}`,
        },
        language,
      ),
      spec: {
        height: 220,
        layer: [
          {
            data: { values: rows },
            mark: { type: 'bar', width: Math.min(WIDEST_BAR, column * 0.78), tooltip: true },
            encoding: { x, y, color: { field: 'kind', type: 'nominal', title: null, scale, legend: marked ? { orient: 'top', symbolType: 'square' } : null } },
          },
          // A dot on top as well: known without colour.
          { data: { values: rows.filter(({ kind }) => marked && kind === kinds[0]) }, mark: { type: 'point', filled: true, size: 26, color: ink, yOffset: -7 }, encoding: { x, y } },
          { data: chanceLine, mark: { type: 'rule', strokeDash: [4, 3], color: ink }, encoding: { y } },
        ],
      },
    },
    options,
  );
}
