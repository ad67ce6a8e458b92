import { measureTextWidth } from '../render/textWidth.js';
import { characters, element, type Markup } from './svg.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LabelStyle {
  readonly id?: string;
  readonly class?: string;
  /** Pixels; at least 11, and at least 15 where the text has subscripts, which are 11. */
  readonly size: number;
  readonly fill: string;
  /** Default middle. */
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** A line of text whose baseline starts, is centred or ends at a point. */
export function label({ x, y }: Point, text: string, style: LabelStyle): Markup {
  return element('text', attributesOf({ x, y }, style), [characters(text)]);
}

/**
 * The same for a formula: `x_1`, `W_{hh}`, `W^{n−1}`. Sub- and superscripts are set with `tspan`, since the font has no
 * characters for them.
 */
export function formula(at: Point, text: string, style: LabelStyle): Markup {
  let shift = 0;
  const children = piecesOf(text).map(({ text: piece, level }) => {
    const wanted = level * 4;
    const dy = wanted - shift || undefined;
    shift = wanted;
    if (level === 0 && dy === undefined) return characters(piece);
    return element('tspan', { dy, 'font-size': level === 0 ? style.size : SCRIPT_SIZE }, [characters(piece)]);
  });
  return element('text', attributesOf(at, style), children);
}

/** Width of a formula in pixels. */
export function measureFormula(text: string, size: number): number {
  return piecesOf(text).reduce((width, { text: piece, level }) => width + measureTextWidth(piece, level === 0 ? size : SCRIPT_SIZE), 0);
}

/** Two decimals, with a true minus sign: `−0.53`. */
export function formatValue(value: number): string {
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text.replace('-', '−');
}

const SCRIPT_SIZE = 11;

function attributesOf({ x, y }: Point, { id, class: className = 'viz-label', size, fill, anchor = 'middle' }: LabelStyle) {
  return { id, class: className, x, y, 'font-size': size, fill, 'text-anchor': anchor };
}

/** Level 1 is below the line, −1 above it. */
function piecesOf(text: string): { readonly text: string; readonly level: -1 | 0 | 1 }[] {
  return text
    .split(/([_^](?:\{[^}]*\}|.))/u)
    .filter((part) => part !== '')
    .map((part) => {
      const mark = part.length > 1 ? part[0] : '';
      if (mark !== '_' && mark !== '^') return { text: part, level: 0 };
      return { text: part.slice(1).replace(/^\{|\}$/g, ''), level: mark === '_' ? 1 : -1 };
    });
}
