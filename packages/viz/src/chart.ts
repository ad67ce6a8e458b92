import type { TopLevelSpec } from 'vega-lite';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from './figure.js';
import { FONT, type Theme, themes } from './theme.js';
import { wrapText } from './wrapText.js';

type Rest<Spec> = Spec extends unknown ? Omit<Spec, '$schema' | 'title' | 'description' | 'config' | 'background' | 'padding' | 'width' | 'autosize'> : never;

/** One of the charts that a `vconcat` or `concat` is made of. */
export type ChartPart = Extract<TopLevelSpec, { vconcat: unknown }>['vconcat'][number];

/** What a chart says for itself; colours, fonts and the frame come from the theme. */
export interface ChartContent {
  readonly id: string;
  readonly title: string;
  /** A second line under the title. */
  readonly subtitle?: string;
  readonly description: string;
  readonly spec: Rest<TopLevelSpec>;
}

/**
 * A chart in the colours of a mode, as wide as it was asked to be; a `height` is that of the plot alone. Long titles are broken
 * into lines. A `concat` or `facet` gives its parts their own widths.
 */
export function chart({ id, title, subtitle, description, spec }: ChartContent, { mode = 'light', width = DEFAULT_WIDTH }: FigureOptions = {}): ChartFigure {
  const theme = themes[mode];
  const lines = (text: string, fontSize: number): string[] => wrapText(text, fontSize, width - 2 * PADDING);
  const isSingle = 'mark' in spec || 'layer' in spec;
  const whole = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: lines(title, TITLE_SIZE), ...(subtitle !== undefined && { subtitle: lines(subtitle, SUBTITLE_SIZE) }), frame: 'bounds' },
    description,
    background: theme.surface,
    padding: PADDING,
    ...(isSingle && { width, autosize: { type: 'fit-x', contains: 'padding' } }),
    ...spec,
    config: configOf(theme),
  };
  return { kind: 'chart', id, title, description, spec: whole };
}

/** Around everything, in pixels. */
export const PADDING = 12;
const TITLE_SIZE = 15;
const SUBTITLE_SIZE = 12;

function configOf({ ink, muted, line, series, sequential, diverging }: Theme): object {
  // A renderer without a canvas shortens texts by a rough guess at their width (0.8 em a letter), so limits are generous.
  const text = { labelFont: FONT, titleFont: FONT, labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal' };
  return {
    font: FONT,
    // The figure as a whole has a description; thousands of marks with one each would be read out one by one.
    aria: false,
    view: { stroke: null },
    title: { color: ink, font: FONT, fontSize: TITLE_SIZE, fontWeight: 'normal', anchor: 'start', offset: 12, subtitleColor: muted, subtitleFont: FONT, subtitleFontSize: SUBTITLE_SIZE, subtitlePadding: 4 },
    axis: { ...text, labelColor: muted, titleColor: ink, gridColor: line, domainColor: line, tickColor: line, gridOpacity: 0.7, labelLimit: 320 },
    legend: { ...text, labelColor: ink, titleColor: ink, labelLimit: 480, symbolStrokeWidth: 2 },
    header: { ...text, labelColor: ink, titleColor: ink },
    text: { color: ink, font: FONT, fontSize: 11 },
    line: { strokeWidth: 2 },
    rule: { color: muted },
    mark: { color: series[0] },
    range: { category: series, ramp: sequential, heatmap: sequential, diverging },
  };
}
