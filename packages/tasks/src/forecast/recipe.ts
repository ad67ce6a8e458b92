import type { Parameters } from '@rekur/rnn';
import type { StopWeight } from './correction.js';
import type { ForecastPhase, ForecastProgressEvent } from './events.js';
import type { LinearPath } from './linearPath.js';
import { fitLinearPath } from './linearPath.js';
import type { NetworkPart } from './model.js';
import type { ForecastPlan } from './plan.js';
import type { Trainer } from './trainer.js';
import { networkSeed, networkTask } from './unit.js';

/** A linear path and networks, both fitted to the values before some time. */
export interface Fitted {
  readonly path: LinearPath;
  readonly network: NetworkPart;
}

/** What is to be fitted, how often, to which values. */
export interface FitRequest {
  readonly phase: ForecastPhase;
  /** Names of its units begin so. */
  readonly name: string;
  readonly networks: number;
  /** When the networks are looked at. */
  readonly stops: readonly StopWeight[];
  /** Values on the model's scale; those from `end` on are not seen. */
  readonly scaled: Float64Array;
  readonly end: number;
}

/** Fits the linear path, then trains the networks on what it leaves; undefined if stopped. */
export async function* fitRecipe(trainer: Trainer, plan: ForecastPlan, request: FitRequest): AsyncGenerator<ForecastProgressEvent, Fitted | undefined> {
  const { phase, name, networks, stops, scaled, end } = request;
  const path = fitLinearPath(plan.linear, scaled, end);
  const task = networkTask(plan.network, path, scaled, end);
  const members = stops.map((): Parameters[] => []);
  for (let index = 0; index < networks && stops.length > 0; index++) {
    const unit = { id: `${name}${index + 1}`, seed: networkSeed(plan.settings.seed, index), stops: stops.map(({ step }) => step) };
    const trained = yield* trainer.train(phase, unit, task);
    if (!trained) return undefined;
    trained.stops.forEach(({ parameters }, stop) => members[stop].push(parameters));
  }
  const network = { form: plan.network, scale: task.scale, stops: stops.map((stop, index) => ({ ...stop, members: members[index] })) };
  return { path, network };
}
