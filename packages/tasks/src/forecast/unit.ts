import type { Parameters } from '@rekur/rnn';
import { foldIn, fromData, permutation, randomBits, randomKey } from '@rekur/tensor';
import type { Batch, BatchSource, FitOptions, StepEvent } from '@rekur/train';
import { adam, fit, meanSquaredError } from '@rekur/train';
import { recur, recursionReach } from './autoregression.js';
import { differenced, differencingReach } from './differencing.js';
import type { LinearPath } from './linearPath.js';
import type { NetworkForm, NetworkScale } from './network.js';
import { initialParameters, networkInputs, networkModule } from './network.js';

/** One network to be trained: the smallest piece of work that is kept when training is interrupted. */
export interface Unit {
  /** `choose 1.2`: the second network of the first fold. */
  readonly id: string;
  readonly seed: number;
  /** Updates after which the parameters are kept, the last one being the end. */
  readonly stops: readonly number[];
}

/** Parameters of a network at its stops. */
export interface TrainedUnit {
  readonly id: string;
  readonly stops: readonly { readonly step: number; readonly parameters: Parameters }[];
}

/** What a network of a fold learns from: residuals of the linear path over values [0, end). */
export interface NetworkTask {
  readonly form: NetworkForm;
  readonly scale: NetworkScale;
  /** Values on the model's scale. */
  readonly scaled: Float64Array;
  /** Times of the targets. */
  readonly times: readonly number[];
  /** What the linear path leaves at those times, divided by its deviation. */
  readonly targets: Float32Array;
}

const LEARNING_RATE = 0.01;
const CLIP_NORM = 1;
/** Most windows in a batch; fewer are all in one. */
const LARGEST_BATCH = 128;

/** The task of correcting a linear path that was fitted to scaled values [0, end). */
export function networkTask(form: NetworkForm, { recursion }: LinearPath, scaled: Float64Array, end: number): NetworkTask {
  const changes = differenced(form.differencing, scaled).subarray(differencingReach(form.differencing), end);
  const first = recursionReach(recursion);
  const times = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  const residuals = times.map((time) => scaled[time] - recur(recursion, scaled, time));
  const { mean, deviation } = moments(changes);
  const target = Math.sqrt(residuals.reduce((sum, value) => sum + value * value, 0) / Math.max(1, residuals.length)) || 1;
  return { form, scale: { mean, deviation, target }, scaled, times, targets: Float32Array.from(residuals, (value) => value / target) };
}

/** Mean and standard deviation; 1 for equal values. */
function moments(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / Math.max(1, values.length);
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

/** Trains the network of a unit; undefined if stopped by the signal. */
export async function* trainUnit(
  { id, seed, stops }: Unit,
  task: NetworkTask,
  options: Pick<FitOptions, 'engine' | 'signal' | 'onDebug'>,
): AsyncGenerator<StepEvent, TrainedUnit | undefined> {
  const module = networkModule(task.form);
  const kept: { step: number; parameters: Parameters }[] = [];
  const steps = stops[stops.length - 1];
  const events = fit(module, batchesOf(task, seed), {
    loss: meanSquaredError,
    optimizer: adam({ learningRate: LEARNING_RATE }),
    parameters: initialParameters(module, seed),
    seed,
    epochs: steps,
    maxSteps: steps,
    clipNorm: CLIP_NORM,
    ...options,
  });
  for await (const event of events) {
    if (event.type !== 'step') continue;
    if (stops.includes(event.step)) kept.push({ step: event.step, parameters: event.parameters });
    yield event;
  }
  return kept.length === stops.length ? { id, stops: kept } : undefined;
}

/** All windows in batches of one size, at most {@link LARGEST_BATCH}, in a new order each epoch if there are several. */
function batchesOf(task: NetworkTask, seed: number): BatchSource {
  const { form, scale, scaled, times, targets } = task;
  const length = Math.ceil(times.length / LARGEST_BATCH);
  const size = Math.ceil(times.length / length);
  const batch = (rows: readonly number[]): Batch => ({
    inputs: networkInputs(form, scale, rows.map((row) => ({ values: scaled, time: times[row] }))),
    targets: fromData(Float32Array.from(rows, (row) => targets[row]), [rows.length, 1]),
  });
  if (length === 1) {
    const only = [batch(times.map((_, row) => row))];
    return only;
  }
  return {
    length,
    *epoch(index: number) {
      const order = permutation(foldIn(randomKey(seed), index), times.length);
      for (let number = 0; number < length; number++) {
        // The last one is filled up from the beginning of the order.
        yield batch(Array.from({ length: size }, (_, row) => order[(number * size + row) % times.length]));
      }
    },
  };
}

/** The seed of network number `index` of a training: the same in every fold. */
export function networkSeed(seed: number, index: number): number {
  return randomBits(foldIn(randomKey(seed), index), 1)[0];
}
