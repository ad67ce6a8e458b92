import { chart } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { measureTextWidth } from '../render/textWidth.js';
import { themes } from '../theme.js';
import { isDrawable, logAxis } from './logScale.js';
import { readable } from './number.js';
import { panelWidth, stepTicks } from './panels.js';
import { requireItems, requireNumbers } from './require.js';
import { spreadLabels } from './spreadLabels.js';

/** What is left of an impulse in a network of one spectral radius. */
export interface Decay {
  /** ρ, the largest absolute eigenvalue of the recurrent weights. */
  readonly spectralRadius: number;
  /** |o_n| for n = 1, 2, … steps after the impulse. */
  readonly measured: readonly number[];
}

export interface DecayCurvesData {
  readonly curves: readonly Decay[];
}

const HEIGHT = 300;
const LABEL_GAP = 14;

/**
 * What is left of an impulse after n steps of a linear recurrence, beside ρ^(n−1), on a logarithmic scale: below ρ = 1 it vanishes, above it
 * explodes (Bengio, Simard & Frasconi 1994).
 * @throws FigureError if there is nothing to draw, or a value is negative or not finite
 */
export function decayCurves({ curves }: DecayCurvesData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  requireItems('decayCurves', 'curves', curves);
  requireNumbers('decayCurves', 'spectralRadius', curves.map(({ spectralRadius }) => spectralRadius), 0);
  for (const { spectralRadius, measured } of curves) {
    requireItems('decayCurves', `measured for ρ = ${spectralRadius}`, measured);
    requireNumbers('decayCurves', `measured for ρ = ${spectralRadius}`, measured, 0);
  }

  const kinds = [say({ en: 'measured |o_n|', ko: '측정값 |o_n|' }, language), 'ρ^(n−1)'];
  const labels = curves.map(({ spectralRadius }) => `ρ = ${spectralRadius}`);
  const points = curves.flatMap(({ spectralRadius, measured }, index) =>
    measured.flatMap((value, at) => [
      { step: at + 1, value, kind: kinds[0], series: labels[index] },
      { step: at + 1, value: spectralRadius ** at, kind: kinds[1], series: labels[index] },
    ]),
  );
  const { scale, axis } = logAxis(points.map(({ value }) => value));
  const rows = points.map((point) => ({ ...point, value: isDrawable(point.value) ? point.value : null }));
  const lastStep = Math.max(...curves.map(({ measured }) => measured.length));

  const [low, high] = scale.domain.map(Math.log10);
  const ends = curves.map(({ measured }) => ((high - Math.log10(measured.findLast(isDrawable) ?? scale.domain[0])) / (high - low)) * HEIGHT);
  const places = spreadLabels(ends, LABEL_GAP, HEIGHT).map((pixels, index) => ({ value: 10 ** (high - (pixels / HEIGHT) * (high - low)), series: labels[index] }));
  const room = Math.ceil(Math.max(...labels.map((label) => measureTextWidth(label, 11)))) + 10;

  const color = { field: 'series', type: 'nominal', scale: { domain: labels }, legend: null } as const;
  const domain: [number, number] = [1, Math.max(2, lastStep)];
  const range: [number, { expr: string }] = [0, { expr: `width - ${room}` }];
  const dashes = { domain: kinds, range: [[1, 0], [5, 4]] };
  const x = {
    field: 'step',
    type: 'quantitative',
    title: say({ en: 'steps n after the impulse', ko: '임펄스 이후의 시점 수 n' }, language),
    axis: stepTicks(panelWidth(width)),
    scale: { domain, nice: false, range },
  } as const;
  const y = { field: 'value', type: 'quantitative', title: '|o_n|', scale, axis } as const;
  const kind = { field: 'kind', type: 'nominal', title: null, scale: dashes, legend: { orient: 'top', symbolStrokeColor: themes[mode].ink, symbolSize: 300 } } as const;
  const figures = curves.map(({ measured }, index) => `${labels[index]}: ${readable(measured[measured.length - 1])}`).join(', ');
  return chart(
    {
      id: 'decay-curves',
      title: say({ en: 'What is left of an impulse after n steps', ko: '임펄스가 n 시점 뒤에 남기는 크기' }, language),
      description: say(
        {
          en: `Measured size of the output n steps after an impulse, beside ρ^(n−1), for ${curves.length} spectral radii, logarithmic. After ${lastStep} steps: ${figures}.`,
          ko: `임펄스에서 n 시점 뒤의 출력 크기를 ρ^(n−1)과 함께 나타낸 것. 스펙트럼 반지름 ${curves.length}가지, 로그 눈금. ${lastStep} 시점 뒤: ${figures}.`,
        },
        language,
      ),
      spec: {
        height: HEIGHT,
        layer: [
          { data: { values: rows.filter((row) => row.kind === kinds[0]) }, mark: { type: 'line', strokeWidth: 3.5, opacity: 0.75 }, encoding: { x, y, color, strokeDash: kind } },
          // In ink, so that it is seen where it lies on the measured line.
          { data: { values: rows.filter((row) => row.kind === kinds[1]) }, mark: { type: 'line', strokeWidth: 1.3, color: themes[mode].ink }, encoding: { x, y, detail: { field: 'series', type: 'nominal' }, strokeDash: kind } },
          { data: { values: places }, mark: { type: 'text', align: 'left', baseline: 'middle' }, encoding: { x: { value: { expr: `width - ${room - 6}` } }, y, text: { field: 'series', type: 'nominal' }, color } },
        ],
      },
    },
    options,
  );
}
