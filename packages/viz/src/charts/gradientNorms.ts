import { chart } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { isDrawable, logAxis } from './logScale.js';
import { readable } from './number.js';
import { panelWidth, stepTicks } from './panels.js';
import { requireItems, requireNumbers } from './require.js';
import { lineChannels } from './series.js';

/** How much the loss feels each step's state, for one cell or one part of the state. */
export interface GradientNorms {
  /** `LSTM`, or `c`. */
  readonly name: string;
  /** ‖∂L/∂h_t‖ for each step, 0 or more. */
  readonly norms: readonly number[];
}

export interface GradientNormsData {
  readonly series: readonly GradientNorms[];
  /** The first norm's time step. Default 1. */
  readonly firstStep?: number;
  /** The step whose output the loss is of, marked where given. */
  readonly lossStep?: number;
}

/**
 * Gradient flow: the norm of the loss's gradient with respect to the state of each time step, on a logarithmic scale (Pascanu, Mikolov
 * & Bengio 2013). A norm that is exactly 0, or too small for a logarithm, is an open triangle at the bottom.
 * @throws FigureError if there is nothing to draw, or a norm is negative or not finite
 */
export function gradientNorms(data: GradientNormsData, options: FigureOptions = {}): ChartFigure {
  const { language, width = DEFAULT_WIDTH } = options;
  const { series, firstStep = 1, lossStep } = data;
  requireItems('gradientNorms', 'series', series);
  for (const { name, norms } of series) {
    requireItems('gradientNorms', `norms of ${name}`, norms);
    requireNumbers('gradientNorms', `norms of ${name}`, norms, 0);
  }

  const rows = series.flatMap(({ name, norms }) => norms.map((norm, index) => ({ step: firstStep + index, norm, series: name })));
  const zeros = rows.filter(({ norm }) => !isDrawable(norm));
  const { scale, axis } = logAxis(rows.map(({ norm }) => norm), zeros.length > 0 ? 1 : 0);
  const lastStep = Math.max(...rows.map(({ step }) => step), lossStep ?? firstStep);
  const channels = lineChannels(series.map(({ name }) => name), panelWidth(width));
  const domain: [number, number] = [firstStep, Math.max(lastStep, firstStep + 1)];
  const x = { field: 'step', type: 'quantitative', title: say({ en: 'time step t', ko: '시점 t' }, language), axis: stepTicks(panelWidth(width)), scale: { domain, nice: false } } as const;
  const y = { field: 'norm', type: 'quantitative', title: '‖∂L/∂h_t‖', scale, axis } as const;
  const lossLabel = say({ en: 'loss', ko: '손실' }, language);
  const lossAt = { values: lossStep === undefined ? [] : [{ step: lossStep }] };
  const zeroNote = say({ en: `▽ at the bottom: exactly 0 (${zeros.length} of ${rows.length})`, ko: `맨 아래의 ▽: 정확히 0인 값 (${rows.length}개 중 ${zeros.length}개)` }, language);
  const ends = series.map(({ name, norms }) => `${name} ${readable(norms[0])} → ${readable(norms[norms.length - 1])}`).join(', ');
  const [from, to] = [firstStep, Math.max(...rows.map(({ step }) => step))];
  return chart(
    {
      id: 'gradient-norms',
      title: say({ en: 'How much the loss depends on the state of each step', ko: '손실이 각 시점의 은닉 상태에 의존하는 정도' }, language),
      ...(zeros.length > 0 && { subtitle: zeroNote }),
      description: say(
        {
          en: `Norm of the loss's gradient with respect to the state at each time step, logarithmic. From step ${from} to step ${to}: ${ends}.${zeros.length > 0 ? ` Exactly 0: ${zeros.length} of ${rows.length} values.` : ''}`,
          ko: `각 시점의 은닉 상태에 대한 손실 기울기의 노름, 로그 눈금. 시점 ${from}에서 ${to}까지: ${ends}.${zeros.length > 0 ? ` 정확히 0인 값: ${rows.length}개 중 ${zeros.length}개.` : ''}`,
        },
        language,
      ),
      spec: {
        height: 260,
        layer: [
          // A null breaks the line: it does not run across steps that have no place.
          { data: { values: rows.map((row) => ({ ...row, norm: isDrawable(row.norm) ? row.norm : null })) }, mark: { type: 'line' }, encoding: { x, y, ...channels } },
          { data: { values: zeros.map((row) => ({ ...row, norm: scale.domain[0] })) }, mark: { type: 'point', shape: 'triangle-down', size: 36, filled: false, yOffset: -4 }, encoding: { x, y, color: channels.color } },
          { data: lossAt, mark: { type: 'rule', strokeDash: [4, 3] }, encoding: { x } },
          { data: lossAt, mark: { type: 'text', align: 'right', baseline: 'bottom', dx: -5, dy: -4, text: lossLabel }, encoding: { x, y: { value: 'height' } } },
        ],
      },
    },
    options,
  );
}
