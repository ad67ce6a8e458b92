import type { Curve } from '@rekur/viz';

/** What is kept of a training for its report: curves, thinned so that a long run makes no large page. */
export interface Recording {
  note(event: object): void;
  /** Loss per step, gradient norm and learning rate, validation; empty where nothing was trained step by step. */
  curves(): RecordedCurves;
}

export interface RecordedCurves {
  readonly training: Curve;
  readonly validation: Curve;
  readonly gradientNorm: Curve;
  readonly learningRate: Curve;
  /** Of a forecaster: the loss of each network, by its name. */
  readonly networks: readonly Curve[];
}

/** Points of a curve: each the mean of as many steps as there must be for it. */
const MOST_POINTS = 240;

export function createRecording(): Recording {
  const training: Points = { steps: [], values: [] };
  const validation: Points = { steps: [], values: [] };
  const gradientNorm: Points = { steps: [], values: [] };
  const learningRate: Points = { steps: [], values: [] };
  const networks = new Map<string, Points>();
  return {
    note(event) {
      const { type } = event as { type: string };
      if (type === 'step') {
        const { step, loss, gradientNorm: norm, learningRate: rate } = event as StepLike;
        put(training, step, loss);
        put(gradientNorm, step, norm);
        put(learningRate, step, rate);
      } else if (type === 'validation') {
        const { step, loss } = event as StepLike;
        put(validation, step, loss);
      } else if (type === 'progress') {
        const { unit, step, loss } = event as StepLike & { unit: string };
        const points = networks.get(unit) ?? { steps: [], values: [] };
        networks.set(unit, points);
        put(points, step, loss);
      }
    },
    curves: () => ({
      training: thinned('training', training),
      validation: { name: 'validation', ...validation },
      gradientNorm: thinned('gradient norm', gradientNorm),
      learningRate: thinned('learning rate', learningRate),
      networks: [...networks].map(([name, points]) => thinned(name, points)),
    }),
  };
}

interface StepLike {
  readonly step: number;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly learningRate: number;
}

interface Points {
  readonly steps: number[];
  readonly values: number[];
}

function put({ steps, values }: Points, step: number, value: number): void {
  steps.push(step);
  values.push(value);
}

/** Means over neighbours, at their last step. What is not finite stays out of the means. */
function thinned(name: string, { steps, values }: Points): Curve {
  const each = Math.ceil(steps.length / MOST_POINTS) || 1;
  const thin: Points = { steps: [], values: [] };
  for (let first = 0; first < steps.length; first += each) {
    const group = values.slice(first, first + each).filter(Number.isFinite);
    put(thin, steps[Math.min(first + each, steps.length) - 1], group.length === 0 ? NaN : group.reduce((sum, value) => sum + value, 0) / group.length);
  }
  return { name, ...thin };
}
