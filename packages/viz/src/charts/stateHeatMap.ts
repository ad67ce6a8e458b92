import { chart } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { measureTextWidth } from '../render/textWidth.js';
import { themes } from '../theme.js';
import { readable } from './number.js';
import { alignedAxis, panelWidth } from './panels.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';
import { tokenLabels, visibleToken } from './tokens.js';

/** Values of all units at all steps: a hidden state, a cell state, or a gate. */
export interface StatePanel {
  /** `h`, `forget gate`. */
  readonly name: string;
  /** `[time, units]`. */
  readonly values: readonly (readonly number[])[];
  /** `signed`: colours diverge at 0 between −1 and 1. `share`: from 0 to 1, as gates are. Default signed. */
  readonly scale?: 'signed' | 'share';
}

export interface StateHeatMapData {
  /** Above each other, over the same steps. */
  readonly panels: readonly StatePanel[];
  /** What the network read at each step; without it steps are numbered. */
  readonly tokens?: readonly string[];
}

const TOKEN_SIZE = 10;
const PANELS_HEIGHT = 480;

/**
 * States or gates over a sequence: a row for each unit, a column for each step with its token below. Values beyond the ends of the
 * colours are drawn as the ends.
 * @throws FigureError if there is nothing to draw, a panel is ragged, or a value is not finite
 */
export function stateHeatMap({ panels, tokens }: StateHeatMapData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  requireItems('stateHeatMap', 'panels', panels);
  const steps = panels[0].values.length;
  for (const panel of panels) requirePanel(panel, steps);
  if (tokens) requireSameLength('stateHeatMap', 'tokens', tokens.length, 'the steps', steps);

  // Whole pixels, where there are enough of them: no seams between cells.
  const exact = panelWidth(width) / steps;
  const cell = exact >= 4 ? Math.floor(exact) : exact;
  const isLast = (index: number): boolean => index === panels.length - 1;
  const tokenAxis = tokens && axisOfTokens(tokens, cell);
  const views = panels.map(({ name, values, scale = 'signed' }, index) => {
    const units = values[0].length;
    const rowHeight = Math.min(12, Math.max(3, Math.floor(PANELS_HEIGHT / panels.length / units)));
    const isFirstOfItsScale = panels.findIndex((other) => (other.scale ?? 'signed') === scale) === index;
    const [domain, range] = scale === 'signed' ? [[-1, -2 / 3, -1 / 3, 0, 1 / 3, 2 / 3, 1], themes[mode].diverging] : [[0, 0.2, 0.4, 0.6, 0.8, 1], themes[mode].sequential];
    const legend = { title: null, orient: 'top', direction: 'horizontal', gradientLength: 160, gradientThickness: 10, values: scale === 'signed' ? [-1, 0, 1] : [0, 0.5, 1] } as const;
    return {
      ...(panels.length > 1 && { title: { text: name, fontSize: 12, anchor: 'start', offset: 4 } as const }),
      width: cell * steps,
      height: rowHeight * units,
      data: { values: values.flatMap((row, step) => row.map((value, unit) => ({ step: step + 1, unit: unit + 1, value }))) },
      mark: { type: 'rect', tooltip: true },
      view: { stroke: themes[mode].line },
      encoding: {
        x: { field: 'step', type: 'ordinal', title: isLast(index) && !tokens ? say({ en: 'time step', ko: '시점' }, language) : null, axis: { ...(tokenAxis ?? numberedAxis(steps, cell)), ...(!isLast(index) && { labels: false, ticks: false }) } },
        y: { field: 'unit', type: 'ordinal', title: say({ en: 'unit', ko: '유닛' }, language), axis: { ...alignedAxis, ...numberedAxis(units, rowHeight) } },
        color: { field: 'value', type: 'quantitative', scale: { domain: [...domain], range: [...range], interpolate: 'rgb', clamp: true }, legend: isFirstOfItsScale ? legend : null },
      },
    } as const;
  });

  const shown = panels.map(({ name, values }) => {
    const all = values.flat();
    return say({ en: `${name}: ${values[0].length} units from ${readable(Math.min(...all))} to ${readable(Math.max(...all))}`, ko: `${name}: 유닛 ${values[0].length}개, ${readable(Math.min(...all))}부터 ${readable(Math.max(...all))}까지` }, language);
  });
  const text = tokens ? say({ en: ` The text: ${tokens.map(visibleToken).join('')}`, ko: ` 텍스트: ${tokens.map(visibleToken).join('')}` }, language) : '';
  const single = panels.length === 1 ? panels[0].name : undefined;
  return chart(
    {
      id: 'state-heat-map',
      title: single === undefined ? say({ en: 'States and gates over a sequence', ko: '시퀀스에 따른 상태와 게이트' }, language) : say({ en: `${single} over a sequence`, ko: `시퀀스에 따른 ${single}` }, language),
      description: say({ en: `Values of each unit at each of ${steps} steps. ${shown.join('; ')}.${text}`, ko: `${steps}개 시점에서 각 유닛의 값. ${shown.join('; ')}.${text}` }, language),
      spec: { vconcat: views, spacing: 12, resolve: { scale: { color: 'independent' } } },
    },
    options,
  );
}

function requirePanel({ name, values }: StatePanel, steps: number): void {
  requireItems('stateHeatMap', `values of ${name}`, values);
  requireSameLength('stateHeatMap', `values of ${name}`, values.length, 'the steps of the first panel', steps);
  requireItems('stateHeatMap', `values[0] of ${name}`, values[0]);
  values.forEach((row, step) => {
    requireSameLength('stateHeatMap', `values[${step}] of ${name}`, row.length, 'the units of its first step', values[0].length);
    requireNumbers('stateHeatMap', `values[${step}] of ${name}`, row);
  });
}

/** Characters stand upright, in two or three rows where columns are narrow; words are turned. */
function axisOfTokens(tokens: readonly string[], cell: number) {
  const widest = Math.max(...tokens.map((token) => measureTextWidth(visibleToken(token), TOKEN_SIZE)));
  const base = { labelFontSize: TOKEN_SIZE, labelOverlap: false, labelLimit: 90, ticks: false, domain: false } as const;
  if ([...tokens].some((token) => [...token].length > 2)) return { ...base, labelAngle: -90, labelExpr: tokenLabels(tokens) } as const;
  const rows = Math.min(3, Math.ceil((widest + 1) / cell));
  return { ...base, labelAngle: 0, labelPadding: 3, labelExpr: tokenLabels(tokens, rows) } as const;
}

/** 1, and then each so many that numbers have 16 pixels. */
function numberedAxis(count: number, pixels: number) {
  const stride = [1, 2, 4, 8, 16, 32, 64, 128].find((every) => every * pixels >= 16) ?? 256;
  const values = Array.from({ length: count }, (_, index) => index + 1).filter((place) => place === 1 || place % stride === 0);
  return { values: values.filter((place) => place !== 1 || stride < 3 || values.length < 2 || (values[1] - 1) * pixels >= 14), labelAngle: 0, ticks: false, domain: false } as const;
}
