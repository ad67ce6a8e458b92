import { type ChartContent, PADDING } from '../chart.js';
import { colorAt, inkOn } from '../contrast.js';
import { measureTextWidth } from '../render/textWidth.js';
import { FONT, type Theme } from '../theme.js';
import { LINE_BREAK, visibleToken } from './tokens.js';

/** Where a token stands in a text that is laid out like a typewriter's, in rows and columns from 0. */
export interface TextCell {
  /** Which token it is. */
  readonly index: number;
  /** What is shown of it. */
  readonly text: string;
  readonly row: number;
  readonly column: number;
  /** Columns it takes: one for a Latin letter, two for a full-width one such as Hangul. */
  readonly columns: number;
}

/** Lays tokens out in rows of so many columns. A token is never split; one that ends in a line break ends its row. */
export function layOutText(tokens: readonly string[], columns: number): TextCell[] {
  let row = 0;
  let column = 0;
  return tokens.map((token, index) => {
    const text = visibleToken(token);
    const needed = columnsOf(text);
    if (column > 0 && column + needed > columns) [row, column] = [row + 1, 0];
    const cell = { index, text, row, column, columns: needed };
    if (text.endsWith(LINE_BREAK)) [row, column] = [row + 1, 0];
    else column += needed;
    return cell;
  });
}

/** Columns of a text: two for each full-width character. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (FULL_WIDTH.test(character) ? 2 : 1), 0);
}

/** Hangul and its letters, kana, Chinese characters, full-width forms, emoji (after Unicode's East Asian Width). */
const FULL_WIDTH = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const COLUMN_WIDTH = 10;
const ROW_HEIGHT = 22;
const FONT_SIZE = 12;
/** What a token may take beyond its columns, in pixels: marks for spaces and line breaks are as wide as Hangul, and made smaller. */
const OVERHANG = 0.8;

export interface ColoredText {
  readonly tokens: readonly string[];
  /** One for each token; undefined leaves a token without colour. */
  readonly values: readonly (number | undefined)[];
  /** What the first and the last colour stand for; values beyond are drawn as these. */
  readonly range: readonly [number, number];
  readonly colors: readonly string[];
  /** Above the gradient that explains the colours. */
  readonly legendTitle: string;
  readonly legendValues: readonly number[];
  readonly theme: Theme;
  /** Of the whole figure, in pixels. */
  readonly width: number;
}

/** A text whose tokens stand on colours by their values; each is written in what is readable on its colour. */
export function coloredText({ tokens, values, range: [low, high], colors, legendTitle, legendValues, theme, width }: ColoredText): ChartContent['spec'] {
  const columns = Math.floor((width - 2 * PADDING) / COLUMN_WIDTH);
  const cells = layOutText(tokens, columns);
  const rows = cells.map(({ index, text, row, column, columns: span }) => {
    const value = values[index];
    const background = value === undefined ? theme.surface : colorAt(colors, (value - low) / (high - low));
    const size = Math.min(FONT_SIZE, (span * COLUMN_WIDTH + OVERHANG) / measureTextWidth(text, 1));
    return { token: text, value: value ?? null, left: column, right: column + span, top: row, bottom: row + 1, ink: inkOn(background, theme), size };
  });
  const across = { type: 'quantitative', axis: null, scale: { domain: pair(0, columns), nice: false } } as const;
  const down = { type: 'quantitative', axis: null, scale: { domain: pair(0, Math.max(...rows.map(({ bottom }) => bottom))), nice: false, reverse: true } } as const;
  const domain = colors.map((_, index) => low + ((high - low) * index) / (colors.length - 1));
  const marks = [...legendValues];
  const legend = { title: legendTitle, orient: 'top', direction: 'horizontal', gradientLength: 180, gradientThickness: 10, values: marks, labelExpr: "format(datum.value, '~r')" } as const;
  return {
    height: Math.max(...rows.map(({ bottom }) => bottom)) * ROW_HEIGHT,
    data: { values: rows },
    layer: [
      {
        mark: { type: 'rect', stroke: theme.surface, strokeWidth: 1, tooltip: true },
        encoding: {
          x: { field: 'left', ...across },
          x2: { field: 'right' },
          y: { field: 'top', ...down },
          y2: { field: 'bottom' },
          color: { field: 'value', type: 'quantitative', scale: { domain, range: [...colors], interpolate: 'rgb', clamp: true }, legend },
        },
        transform: [{ filter: 'isValid(datum.value)' }],
      },
      {
        mark: { type: 'text', font: FONT, baseline: 'middle', align: 'center' },
        transform: [{ calculate: '(datum.left + datum.right) / 2', as: 'middle' }, { calculate: '(datum.top + datum.bottom) / 2', as: 'centre' }],
        encoding: { x: { field: 'middle', ...across }, y: { field: 'centre', ...down }, text: { field: 'token' }, size: { field: 'size', type: 'quantitative', scale: null }, color: { field: 'ink', type: 'nominal', scale: null } },
      },
    ],
    resolve: { scale: { color: 'independent' } },
  };
}

function pair(low: number, high: number): [number, number] {
  return [low, high];
}
