import { refusal } from '../refusal.js';
import { measureTextWidth } from '../render/textWidth.js';

export type Time = string | number;

export interface TimeAxis {
  /** Where a time lies on the axis. */
  readonly place: (time: Time) => number;
  readonly domain: number[];
  /** For Vega-Lite. */
  readonly axis: { readonly grid: false; readonly format?: string; readonly values?: number[]; readonly labelExpr?: string; readonly tickCount?: number };
}

/** Between labels, in pixels. */
const GAP = 24;

/**
 * An axis of times: numbers where they lie, texts one after the other. Of texts that are months, whole years are labelled.
 * @param lists times in order; a text that is in several lists has one place
 * @throws FigureError where some times are texts and some numbers, or a number is not finite
 */
export function timeAxis(where: string, lists: readonly (readonly Time[])[], width: number): TimeAxis {
  const all = lists.flat();
  const numbers = all.filter((time) => typeof time === 'number');
  if (numbers.length === all.length) {
    const stray = numbers.find((time) => !Number.isFinite(time));
    if (stray !== undefined) throw refusal(where, 'not a finite time', `${stray}`, 'finite numbers are expected');
    return { place: Number, domain: [Math.min(...numbers), Math.max(...numbers)], axis: { grid: false, format: '~r', tickCount: Math.max(3, Math.floor(width / 80)) } };
  }
  if (numbers.length > 0) throw refusal(where, 'times of two kinds', `'${String(all.find((time) => typeof time === 'string'))}' and ${numbers[0]}`, 'all numbers or all texts are expected');
  const texts = [...new Set(all as string[])];
  const places = new Map(texts.map((text, index) => [text, index]));
  const { values, labels } = labelled(texts, width);
  return {
    place: (time) => places.get(time as string) as number,
    domain: [0, Math.max(1, texts.length - 1)],
    axis: { grid: false, values, labelExpr: `${JSON.stringify(Object.fromEntries(values.map((value, index) => [value, labels[index]])))}[datum.value]` },
  };
}

/** Places that get a label, evenly and with room, and what it says. */
function labelled(texts: readonly string[], width: number): { values: number[]; labels: string[] } {
  const areMonths = texts.length >= 24 && texts.every((text) => /^\d{4}-\d{2}$/.test(text));
  const candidates = [...texts.keys()].filter((index) => !areMonths || texts[index].endsWith('-01'));
  const labelOf = (index: number): string => (areMonths ? texts[index].slice(0, 4) : texts[index]);
  const room = Math.max(...candidates.map((index) => measureTextWidth(labelOf(index), 11))) + GAP;
  const stride = Math.max(1, Math.ceil(candidates.length / Math.max(2, Math.floor(width / room))));
  const values = candidates.filter((_, index) => index % stride === 0);
  return { values, labels: values.map(labelOf) };
}
