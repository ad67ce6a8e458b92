import { chart, PADDING } from '../chart.js';
import { type ChartFigure, DEFAULT_WIDTH, type FigureOptions } from '../figure.js';
import { say } from '../language.js';
import { themes } from '../theme.js';
import { percent } from './number.js';
import { type Label, placeLabels, type Point } from './placeLabels.js';
import { requireItems, requireNumbers, requireSameLength } from './require.js';
import { requireFew } from './requireFew.js';
import { lineChannels, pointChannels } from './series.js';
import { visibleToken } from './tokens.js';

/** The path of a hidden state while a sequence is read. */
export interface Trajectory {
  /** Paths of one name have one colour: name each for itself, or by its class. At most eight different ones. */
  readonly name: string;
  /** `[time, 2]`: such as `projectOnto` gives. */
  readonly points: readonly (readonly number[])[];
  /** `[time]`: what was read at each step. Written beside the path where there are few. */
  readonly tokens?: readonly string[];
}

export interface StateTrajectoriesData {
  readonly trajectories: readonly Trajectory[];
  /** `[2]`: the shares of all variance along both axes. */
  readonly explained?: readonly number[];
}

const LEFT_AXIS = 52;
const MOST_LABELS = 60;
const MOST_ARROWS = 80;
/** Shorter steps have no room for an arrow, in pixels. */
const LEAST_STEP = 18;

/**
 * Hidden states in the plane of their first two principal components, one path per sequence. Each begins with a hollow point and
 * ends with a filled one; both axes have the same scale.
 * @throws FigureError for no or empty trajectories, points that are not two finite numbers, or tokens of another number than points
 */
export function stateTrajectories({ trajectories, explained }: StateTrajectoriesData, options: FigureOptions = {}): ChartFigure {
  const { language, mode = 'light', width = DEFAULT_WIDTH } = options;
  check(trajectories, explained);
  const names = [...new Set(trajectories.map(({ name }) => name))];
  requireFew('stateTrajectories', 'names', names);
  const plot = { width: width - 2 * PADDING - LEFT_AXIS, height: Math.min(400, Math.round(0.72 * width)) };
  const frame = frameOf(trajectories.flatMap(({ points }) => points), plot);
  const dashes = lineChannels(names, plot.width).strokeDash.scale.range;
  const rows = trajectories.flatMap(({ name, points }, path) => points.map(([x, y], time) => ({ path, series: name, dash: dashes[names.indexOf(name)], time, x, y })));
  const starts = trajectories.map(({ name, points: [[x, y]] }) => ({ series: name, x, y }));
  const ends = trajectories.map(({ name, points }) => ({ series: name, x: points[points.length - 1][0], y: points[points.length - 1][1] }));
  const texts = textsOf(trajectories, frame);
  const theme = themes[mode];
  const points = pointChannels(names, plot.width);
  // Without a scale, so that the legend shows the shapes alone: dashes would fray them.
  const strokeDash = { field: 'dash', type: 'nominal', scale: null } as const;
  const axisTitle = (index: number): string => {
    if (explained === undefined) return say({ en: `principal component ${index + 1}`, ko: `주성분 ${index + 1}` }, language);
    const share = percent(explained[index]);
    const isNarrow = width < 480;
    return say({ en: isNarrow ? `PC ${index + 1} (${share})` : `principal component ${index + 1} (${share} of the variance)`, ko: `주성분 ${index + 1} (분산의 ${share})` }, language);
  };
  const axis = { tickCount: 5, gridOpacity: 0.5 };
  const x = { field: 'x', type: 'quantitative', title: axisTitle(0), scale: { domain: frame.x, nice: false, zero: false }, axis } as const;
  const y = { field: 'y', type: 'quantitative', title: axisTitle(1), scale: { domain: frame.y, nice: false, zero: false }, axis } as const;
  const together = explained === undefined ? '' : say({ en: ` Both axes show ${percent(explained[0] + explained[1])} of the variance.`, ko: ` 두 축이 분산의 ${percent(explained[0] + explained[1])}를 설명한다.` }, language);
  return chart(
    {
      id: 'state-trajectories',
      title: say({ en: 'Paths of the hidden state', ko: '은닉 상태의 궤적' }, language),
      subtitle: say({ en: 'hollow: first step, filled: last step', ko: '빈 점: 첫 시점, 채운 점: 마지막 시점' }, language),
      description: say(
        {
          en: `Hidden states of ${trajectories.length} sequences (${names.join(', ')}) as paths in two dimensions.${together}`,
          ko: `시퀀스 ${trajectories.length}개(${names.join(', ')})의 은닉 상태를 2차원 궤적으로 나타낸 것.${together}`,
        },
        language,
      ),
      spec: {
        vconcat: [
          {
            ...plot,
            layer: [
              { data: { values: rows }, mark: { type: 'line', strokeWidth: 1.5, opacity: 0.85 }, encoding: { x, y, color: points.color, strokeDash, detail: { field: 'path', type: 'nominal' }, order: { field: 'time', type: 'quantitative' } } },
              {
                data: { values: arrowsOf(trajectories, frame) },
                mark: { type: 'point', shape: 'triangle', filled: true, size: 48, opacity: 1 },
                encoding: { x, y, angle: { field: 'angle', type: 'quantitative', scale: null }, color: points.color },
              },
              { data: { values: starts }, mark: { type: 'point', filled: false, fill: theme.surface, strokeWidth: 1.8, size: 60, opacity: 1 }, encoding: { x, y, ...points } },
              { data: { values: ends }, mark: { type: 'point', filled: true, size: 70, opacity: 1 }, encoding: { x, y, ...points } },
              { data: { values: texts }, mark: { type: 'text', align: 'center', baseline: 'middle', color: theme.ink }, encoding: { x, y, text: { field: 'text', type: 'nominal' } } },
            ],
          },
        ],
      },
    },
    options,
  );
}

function check(trajectories: readonly Trajectory[], explained: readonly number[] | undefined): void {
  requireItems('stateTrajectories', 'trajectories', trajectories);
  for (const { name, points, tokens } of trajectories) {
    requireItems('stateTrajectories', `points of ${name}`, points);
    points.forEach((point, time) => {
      requireSameLength('stateTrajectories', `point ${time} of ${name}`, point.length, 'both axes', 2);
      requireNumbers('stateTrajectories', `point ${time} of ${name}`, point);
    });
    if (tokens) requireSameLength('stateTrajectories', `tokens of ${name}`, tokens.length, 'its points', points.length);
  }
  if (explained) requireSameLength('stateTrajectories', 'explained', explained.length, 'both axes', 2);
}

interface Frame {
  readonly x: number[];
  readonly y: number[];
  readonly width: number;
  readonly height: number;
  readonly pixelsPerUnit: number;
}

/** The part of the plane that is shown: all points with a margin, and the same scale both ways. */
function frameOf(points: readonly (readonly number[])[], plot: { width: number; height: number }): Frame {
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const tightest = Math.min(plot.width / (right - left), plot.height / (top - bottom));
  // All in one point: any scale will do.
  const pixelsPerUnit = Number.isFinite(tightest) ? 0.84 * tightest : plot.height / 2;
  const around = (low: number, high: number, pixels: number): number[] => [-1, 1].map((side) => (low + high) / 2 + (side * pixels) / pixelsPerUnit / 2);
  return { x: around(left, right, plot.width), y: around(bottom, top, plot.height), ...plot, pixelsPerUnit };
}

const pixelOf = ([x, y]: readonly number[], frame: Frame): Point => ({ x: (x - frame.x[0]) * frame.pixelsPerUnit, y: (frame.y[1] - y) * frame.pixelsPerUnit });

/** In the middle of steps that are long enough, turned the way the path goes: degrees clockwise from upwards. */
function arrowsOf(trajectories: readonly Trajectory[], frame: Frame): { series: string; x: number; y: number; angle: number }[] {
  const arrows = trajectories.flatMap(({ name, points }) =>
    points.slice(1).flatMap(([x, y], index) => {
      const [fromX, fromY] = points[index];
      if (Math.hypot(x - fromX, y - fromY) * frame.pixelsPerUnit < LEAST_STEP) return [];
      return [{ series: name, x: (x + fromX) / 2, y: (y + fromY) / 2, angle: (Math.atan2(x - fromX, y - fromY) * 180) / Math.PI }];
    }),
  );
  const every = Math.ceil(arrows.length / MOST_ARROWS);
  return arrows.filter((_, index) => index % every === 0);
}

/** Tokens beside their points, where they fit; once where the same one is read in the same place. */
function textsOf(trajectories: readonly Trajectory[], frame: Frame): { text: string; x: number; y: number }[] {
  const wanted = trajectories.flatMap(({ points, tokens = [] }) => tokens.map((token, time) => ({ text: visibleToken(token), at: pixelOf(points[time], frame) })));
  if (wanted.length > MOST_LABELS) return [];
  const isNear = (one: Label, other: Label): boolean => one.text === other.text && Math.hypot(one.at.x - other.at.x, one.at.y - other.at.y) < 4;
  const labels = wanted.filter((label, index) => wanted.findIndex((other) => isNear(label, other)) === index);
  const paths = trajectories.map(({ points }) => points.map((point) => pixelOf(point, frame)));
  return placeLabels(labels, paths, frame).map(({ text, at }) => ({ text, x: frame.x[0] + at.x / frame.pixelsPerUnit, y: frame.y[1] - at.y / frame.pixelsPerUnit }));
}
