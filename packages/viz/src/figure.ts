import type { Language } from './language.js';
import type { Mode } from './theme.js';

/** What every figure can be told. */
export interface FigureOptions {
  /** Colours for a light or a dark page. Default light. */
  readonly mode?: Mode;
  /** Language of titles, axes and legends. Default English. */
  readonly language?: Language;
  /** Width in pixels, all included. Default 640. */
  readonly width?: number;
}

interface FigureText {
  /** The same for the same figure: names its file. */
  readonly id: string;
  /** One line, above the figure. */
  readonly title: string;
  /** What is to be seen, in sentences, for those who do not see it. */
  readonly description: string;
}

/**
 * A Vega-Lite specification as plain data: JSON by the schema that it names. Charts are written in Vega-Lite's own types; those do not hold
 * in a strict project without a browser, so they stop here.
 */
export interface VegaLiteSpec {
  readonly $schema: string;
  readonly [name: string]: unknown;
}

/** A chart: a specification that any Vega-Lite renderer draws. */
export interface ChartFigure extends FigureText {
  readonly kind: 'chart';
  readonly spec: VegaLiteSpec;
}

/** A diagram: finished SVG, whose elements have stable ids and classes. */
export interface DrawingFigure extends FigureText {
  readonly kind: 'drawing';
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export type Figure = ChartFigure | DrawingFigure;

export const DEFAULT_WIDTH = 640;
