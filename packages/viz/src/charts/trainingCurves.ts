import { chart } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say, type Words } from '../language.js';
import { isDrawable, logAxis } from './logScale.js';
import { readable } from './number.js';
import { alignedAxis, panelWidth, stepTicks } from './panels.js';
import { requireItems, requireSameLength } from './require.js';
import { lineChannels } from './series.js';

/** A figure that was measured while a network trained: `values[i]` after `steps[i]` steps. */
export interface Curve {
  /** `training`, `validation`, or a name of one's own. */
  readonly name: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

export interface TrainingCurvesData {
  readonly curves: readonly Curve[];
  /** What is drawn upwards, such as `bits per character`. Default: loss. */
  readonly measure?: string;
  /** The gradient's norm, drawn small below on a logarithmic scale, where given. */
  readonly gradientNorm?: Curve;
  /** Drawn small below, where given. */
  readonly learningRate?: Curve;
  /** Logarithmic scale upwards. Default false. */
  readonly logScale?: boolean;
}

const names: Readonly<Record<string, Words>> = {
  training: { en: 'training', ko: '훈련' },
  validation: { en: 'validation', ko: '검증' },
};

/**
 * Loss, or another measure, over the steps of training: training beside validation; gradient norm and learning rate below. Values
 * that are not finite, or not positive on a logarithmic scale, have no place and leave a gap.
 * @throws FigureError if there is no curve, or one has not a value for each step
 */
export function trainingCurves(data: TrainingCurvesData, options: FigureOptions = {}): ChartFigure {
  const { language, width = DEFAULT_WIDTH } = options;
  const { curves, gradientNorm, learningRate, logScale = false } = data;
  requireItems('trainingCurves', 'curves', curves);
  for (const curve of [...curves, gradientNorm, learningRate]) if (curve) requireCurve(curve);

  const measure = data.measure ?? say({ en: 'loss', ko: '손실' }, language);
  const nameOf = (name: string): string => (names[name] ? say(names[name], language) : name);
  const order = curves.map(({ name }) => nameOf(name));
  const plotWidth = panelWidth(width);
  const below = [
    gradientNorm && smallPanel(gradientNorm, say({ en: 'gradient norm', ko: '기울기 노름' }, language), true),
    learningRate && smallPanel(learningRate, say({ en: 'learning rate', ko: '학습률' }, language), false),
  ].filter((panel) => panel !== undefined);
  const main = {
    width: plotWidth,
    height: 240,
    mark: { type: 'line', clip: true },
    data: { values: curves.flatMap((curve) => rowsOf(curve, logScale).map((row) => ({ ...row, series: nameOf(curve.name) }))) },
    encoding: {
      x: stepAxis(plotWidth, below.length === 0, say({ en: 'step', ko: '단계' }, language)),
      y: { field: 'value', type: 'quantitative', title: measure, axis: alignedAxis, scale: { type: logScale ? 'log' : 'linear', ...(!logScale && { zero: false }) } },
      ...lineChannels(order, plotWidth),
    },
  } as const;
  const panels = below.map((panel, index) => ({
    ...panel,
    width: plotWidth,
    encoding: { ...panel.encoding, x: stepAxis(plotWidth, index === below.length - 1, say({ en: 'step', ko: '단계' }, language)) },
  }));

  const last = curves.map(({ name, values }) => `${nameOf(name)} ${readable(values.findLast(Number.isFinite) ?? Number.NaN)}`).join(', ');
  const least = curves.map(({ name, values }) => `${nameOf(name)} ${readable(Math.min(...values.filter(Number.isFinite)))}`).join(', ');
  return chart(
    {
      id: 'training-curves',
      title: say({ en: `${capitalised(measure)} over the steps of training`, ko: `훈련 단계에 따른 ${measure}` }, language),
      description: say(
        {
          en: `${capitalised(measure)} after each step of training. At the end: ${last}. Lowest: ${least}.`,
          ko: `훈련 단계별 ${measure}. 마지막 값: ${last}. 가장 낮은 값: ${least}.`,
        },
        language,
      ),
      // Panels share the steps, so that what happens at the same time stands above each other.
      spec: { vconcat: [main, ...panels], spacing: 16, resolve: { scale: { x: 'shared' } } },
    },
    options,
  );
}

function requireCurve({ name, steps, values }: Curve): void {
  requireItems('trainingCurves', `steps of ${name}`, steps);
  requireSameLength('trainingCurves', `values of ${name}`, values.length, 'its steps', steps.length);
}

/** What has no place is null: the line is broken there, not drawn across. */
function rowsOf({ steps, values }: Curve, logScale: boolean) {
  const hasPlace = logScale ? isDrawable : Number.isFinite;
  return steps.map((step, index) => ({ step, value: hasPlace(values[index]) ? values[index] : null }));
}

function stepAxis(plotWidth: number, isLowest: boolean, title: string) {
  const axis = { ...stepTicks(plotWidth), labels: isLowest, ticks: isLowest };
  return { field: 'step', type: 'quantitative', title: isLowest ? title : null, axis, scale: { nice: false, zero: false } } as const;
}

function smallPanel(curve: Curve, title: string, logScale: boolean) {
  const { scale, axis } = logScale ? logAxis(curve.values) : { scale: {}, axis: { tickCount: 2, format: '~g' } };
  return {
    height: 70,
    data: { values: rowsOf(curve, logScale) },
    mark: { type: 'line', strokeWidth: 1.5, clip: true },
    encoding: {
      y: { field: 'value', type: 'quantitative', title, axis: { ...alignedAxis, ...axis }, scale },
    },
  } as const;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
