import type { DrawingFigure, FigureOptions } from '../figure.js';
import { DEFAULT_WIDTH } from '../figure.js';
import { requireIdPrefix } from '../idPrefix.js';
import { type Language, say, type Words } from '../language.js';
import { FONT, type Theme, themes } from '../theme.js';
import { label } from './label.js';
import { refuse } from './refuse.js';
import { characters, element, type Markup } from './svg.js';

export interface DiagramOptions extends FigureOptions {
  /** Stands before every id of the drawing, so that a page can hold several. Default none. */
  readonly idPrefix?: string;
}

/** What every part of a drawing needs to know: colours, language, and how its ids begin. */
export interface Pen {
  readonly theme: Theme;
  readonly language: Language;
  /** `hidden-2` → `<prefix>elman-hidden-2` */
  readonly id: (name: string) => string;
  readonly say: (words: Words) => string;
}

/** A pen for a drawing whose ids begin with `name`. */
export function penOf(where: string, name: string, { mode = 'light', language = 'en', idPrefix = '' }: DiagramOptions): Pen {
  requireIdPrefix(where, idPrefix);
  return { theme: themes[mode], language, id: (part) => `${idPrefix}${name}-${part}`, say: (words) => say(words, language) };
}

interface DrawingContent {
  readonly id: string;
  readonly title: string;
  /** The line below the title. */
  readonly caption?: string;
  readonly description: string;
  /** In the drawing's own pixels. Default width 640: the drawing is scaled to the width asked for. */
  readonly size: { readonly width?: number; readonly height: number };
  readonly children: readonly Markup[];
}

export const MARGIN = 12;

/**
 * The frame of every drawing: an image with a name and a description for screen readers, its ground, title and caption. Drawn
 * 640 wide and scaled to `width`; a drawing that needs more than 640 keeps its scale and grows.
 */
export function drawing(pen: Pen, { id, title, caption, description, size, children }: DrawingContent, { width = DEFAULT_WIDTH }: DiagramOptions): DrawingFigure {
  if (!(Number.isFinite(width) && width > 0)) refuse(id, 'not a width', `width is ${width}`, 'a number of pixels above 0 is expected');
  const own = { width: size.width ?? DEFAULT_WIDTH, height: Math.ceil(size.height) };
  const scale = width / DEFAULT_WIDTH;
  const drawn = { width: own.width * scale, height: own.height * scale };
  const { theme } = pen;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      id: pen.id('drawing'),
      class: `viz-drawing viz-${theme.mode}`,
      role: 'img',
      lang: pen.language,
      'aria-labelledby': `${pen.id('title')} ${pen.id('description')}`,
      width: drawn.width,
      height: drawn.height,
      viewBox: `0 0 ${own.width} ${own.height}`,
      'font-family': FONT,
    },
    [
      element('title', { id: pen.id('title') }, [characters(title)]),
      element('desc', { id: pen.id('description') }, [characters(description)]),
      element('rect', { class: 'viz-ground', x: 0, y: 0, width: own.width, height: own.height, fill: theme.surface }),
      label({ x: MARGIN, y: 28 }, title, { id: pen.id('heading'), size: 16, fill: theme.ink, anchor: 'start' }),
      ...(caption === undefined ? [] : [label({ x: MARGIN, y: 50 }, caption, { id: pen.id('caption'), size: 13, fill: theme.muted, anchor: 'start' })]),
      ...children,
    ],
  );
  return { kind: 'drawing', id, title, description, svg, ...drawn };
}
