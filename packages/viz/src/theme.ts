export type Mode = 'light' | 'dark';

/**
 * Colours by their use. Text on `surface` and on `raised` has a contrast of at least 4.5:1, marks at least 3:1 (WCAG 2.2); the
 * series colours stay apart for every common colour blindness (after Okabe & Ito 2008), and charts add a dash or a shape.
 */
export interface Theme {
  readonly mode: Mode;
  /** Behind everything. */
  readonly surface: string;
  /** Behind a part that stands out: a cell's box, a legend. */
  readonly raised: string;
  /** Text, and what matters most. */
  readonly ink: string;
  /** Text of less weight: ticks, notes. */
  readonly muted: string;
  /** Grid lines, outlines that only separate. */
  readonly line: string;
  /** What is pointed at: a lit path, the current step. */
  readonly accent: string;
  /** Colours of series, in order. */
  readonly series: readonly string[];
  /** Colours from low to high for amounts. */
  readonly sequential: readonly string[];
  /** Colours from negative over `surface` to positive. */
  readonly diverging: readonly string[];
}

export const FONT = "'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', system-ui, sans-serif";

const light: Theme = {
  mode: 'light',
  surface: '#ffffff',
  raised: '#f3f5f8',
  ink: '#1b2430',
  muted: '#56616e',
  line: '#d5dbe2',
  accent: '#b8410b',
  series: ['#0b62a8', '#b8410b', '#0b7551', '#8f3a9c', '#8a6400', '#4a5563', '#b3265d', '#2b7f92'],
  sequential: ['#f4f7fb', '#c3d9ee', '#7fb1dc', '#3b82bd', '#0b5593', '#062f57'],
  diverging: ['#0b5593', '#6ba6d6', '#c9dff0', '#ffffff', '#f6d3bd', '#e08a54', '#a8390a'],
};

const dark: Theme = {
  mode: 'dark',
  surface: '#15191f',
  raised: '#20262e',
  ink: '#e8edf3',
  muted: '#a3afbc',
  line: '#38414c',
  accent: '#ffa45c',
  series: ['#62b3f3', '#ffa45c', '#48c99a', '#d795ea', '#e3c452', '#b4bfcb', '#ff8fb4', '#6fd0e0'],
  sequential: ['#1b222b', '#1f3f5f', '#2a6698', '#4a92cc', '#8bc0ec', '#d8ebfb'],
  diverging: ['#8fc8f7', '#3f86c2', '#1f4566', '#15191f', '#5f3415', '#c0692a', '#ffb880'],
};

/** The colours of figures by mode; those that carry words have a contrast of at least 4.5 to 1. */
export const themes: Readonly<Record<Mode, Theme>> = { light, dark };
