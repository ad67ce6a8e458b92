import type { SafetensorsContent, SafetensorsFile } from '@rekur/safetensors';
import { readSafetensors, SafetensorsError, tensorEntry, tensorValues, writeSafetensors } from '@rekur/safetensors';
import type { Tree } from '@rekur/tensor';
import { describe, flattenTree, tensor } from '@rekur/tensor';
import { TaskError } from '../error.js';
import { packageVersion } from '../version.js';
import type { ForecastPlan } from './plan.js';
import type { ForecastSeries } from './series.js';
import type { ForecastSettings, ForecastSettingsOptions } from './settings.js';
import { settingNames } from './settings.js';
import type { TrainedUnit } from './unit.js';

/** The networks trained so far: everything else is worked out again in a moment. Plain data. */
export interface ForecastCheckpoint {
  /** What training it belongs to. */
  readonly training: TrainingIdentity;
  readonly units: readonly TrainedUnit[];
}

/** What must be the same for networks to be used again. */
export interface TrainingIdentity {
  /** Name of the series, for messages. */
  readonly series: string;
  /** Changes with the values. */
  readonly fingerprint: string;
  /** Steps in a season. */
  readonly period: number;
  readonly settings: ForecastSettings;
  /** Version of this package. */
  readonly version: string;
}

const FORMAT = 'rekur.forecast-checkpoint';
const VERSION = '1';

/** The identity of a training. */
export function identityOf({ name, values }: ForecastSeries, { settings, period }: Pick<ForecastPlan, 'settings' | 'period'>): TrainingIdentity {
  return { series: name, fingerprint: fingerprint(values), period, settings, version: packageVersion };
}

/** Count and FNV-1a over the bits of the values: to notice another series, not to withstand an attack. */
function fingerprint(values: ArrayLike<number>): string {
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (let index = 0; index < values.length; index++) {
    view.setFloat64(0, values[index]);
    for (let byte = 0; byte < 8; byte++) hash = Math.imul(hash ^ view.getUint8(byte), 0x01000193);
  }
  return `${values.length}-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}

/**
 * The options to go on with: those of the checkpoint.
 * @throws TaskError for a checkpoint of another series or version, and for an option that differs from what it was.
 */
export function resumedOptions({ training }: ForecastCheckpoint, series: ForecastSeries, options: ForecastSettingsOptions): ForecastSettingsOptions {
  const refuse = (wrong: string, given: string, expected: string, mend: string): TaskError => new TaskError(describe('trainForecast', wrong, given, expected, mend));
  if (training.version !== packageVersion) {
    throw refuse('checkpoint is of another version', `it was made by version ${training.version} of @rekur/tasks`, `version ${packageVersion} is expected`, 'train anew without resume');
  }
  if (training.fingerprint !== fingerprint(series.values)) {
    throw refuse('checkpoint is of another series', `it was made with ${training.series}, of other values than ${series.name}`, 'the same series is expected', 'train anew without resume');
  }
  for (const [name, before] of Object.entries({ ...training.settings, period: training.period })) {
    const value = { ...options, period: series.period }[name as keyof ForecastSettings];
    if (value === undefined || value === before) continue;
    throw refuse(`${name} differs from the checkpoint`, String(value), `${before} is expected, as before`, `leave ${name} out to go on, or train anew without resume`);
  }
  return training.settings;
}

/** A checkpoint as the bytes of one safetensors file. */
export function encodeForecastCheckpoint(checkpoint: ForecastCheckpoint): Uint8Array {
  return writeSafetensors(forecastCheckpointContent(checkpoint));
}

/** A checkpoint as the content of a safetensors file. */
export function forecastCheckpointContent({ training, units }: ForecastCheckpoint): SafetensorsContent {
  const tensors: SafetensorsContent['tensors'] = new Map(
    units.flatMap((unit, index) =>
      unit.stops.flatMap(({ parameters }, stop) =>
        flattenTree(parameters).map(({ path, value }) => [
          `${index}.${stop}.${path}`,
          tensorEntry('F32', value.shape, value.data as Float32Array),
        ] as const),
      ),
    ),
  );
  const outline = units.map(({ id, stops }) => ({ id, steps: stops.map(({ step }) => step) }));
  return { tensors, metadata: { format: FORMAT, version: VERSION, training: JSON.stringify(training), units: JSON.stringify(outline) } };
}

/**
 * Reads what {@link encodeForecastCheckpoint} wrote.
 * @throws TaskError for a file that is no such checkpoint, or damaged.
 */
export function decodeForecastCheckpoint(bytes: Uint8Array): ForecastCheckpoint {
  try {
    return forecastCheckpointFromFile(readSafetensors(bytes));
  } catch (cause) {
    if (!(cause instanceof SafetensorsError)) throw cause;
    throw notACheckpoint(cause.message, { cause });
  }
}

/** @throws TaskError for a safetensors file that is no such checkpoint. */
export function forecastCheckpointFromFile({ tensors, metadata }: SafetensorsFile): ForecastCheckpoint {
  if (metadata['format'] !== FORMAT || metadata['version'] !== VERSION) {
    throw notACheckpoint(`format '${metadata['format'] ?? 'none'}' version '${metadata['version'] ?? 'none'}'`);
  }
  const parameters = new Map<string, Record<string, Tree>>();
  for (const [name, entry] of tensors) {
    const [unit, stop, ...path] = name.split('.');
    const key = `${unit}.${stop}`;
    if (!parameters.has(key)) parameters.set(key, {});
    place(parameters.get(key) as Record<string, Tree>, path, tensor(tensorValues(entry) as Float32Array, { shape: entry.shape }));
  }
  const units = outlineOf(metadata['units']).map(({ id, steps }, index) => ({
    id,
    stops: steps.map((step, stop) => {
      const found = parameters.get(`${index}.${stop}`);
      if (!found) throw notACheckpoint(`there are no tensors for step ${step} of '${id}'`);
      return { step, parameters: found };
    }),
  }));
  return { training: trainingOf(metadata['training']), units };
}

function outlineOf(text: string | undefined): { id: string; steps: number[] }[] {
  const outline = parsed(text);
  const isUnit = (each: unknown): each is { id: string; steps: number[] } => {
    const { id, steps } = Object(each) as Record<string, unknown>;
    return typeof id === 'string' && Array.isArray(steps) && steps.every((step) => Number.isSafeInteger(step) && Number(step) > 0);
  };
  if (Array.isArray(outline) && outline.every(isUnit)) return outline;
  throw notACheckpoint('its list of units is damaged');
}

function trainingOf(text: string | undefined): TrainingIdentity {
  const training = Object(parsed(text)) as Partial<Record<keyof TrainingIdentity, unknown>>;
  const { series, fingerprint, period, settings, version } = training;
  const texts = [series, fingerprint, version].every((each) => typeof each === 'string');
  const numbers = [period, ...settingNames.map((name) => (Object(settings) as Record<string, unknown>)[name])].every(Number.isSafeInteger);
  if (texts && numbers) return training as TrainingIdentity;
  throw notACheckpoint('it does not say what training it belongs to');
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** Puts a value at its path in nested plain objects; no key is special. */
function place(tree: Record<string, Tree>, [key, ...rest]: readonly string[], value: Tree): void {
  const put = (child: Tree): void => void Object.defineProperty(tree, key, { value: child, enumerable: true, configurable: true, writable: true });
  if (rest.length === 0) return put(value);
  if (!Object.hasOwn(tree, key)) put({});
  place(tree[key] as Record<string, Tree>, rest, value);
}

function notACheckpoint(given: string, options?: ErrorOptions): TaskError {
  return new TaskError(
    describe(
      'decodeForecastCheckpoint',
      'not a checkpoint of a forecast',
      given,
      `a whole safetensors file of format '${FORMAT}' version '${VERSION}' is expected`,
      'train anew without it',
    ),
    options,
  );
}
