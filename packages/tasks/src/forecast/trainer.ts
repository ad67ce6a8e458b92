import type { Engine } from '@rekur/tensor';
import { describe, flattenTree, formatType } from '@rekur/tensor';
import { engineFor } from '@rekur/train';
import { TaskError } from '../error.js';
import type { RunOptions } from '../running.js';
import type { ForecastCheckpoint, TrainingIdentity } from './checkpoint.js';
import type { ForecastPhase, ForecastProgressEvent } from './events.js';
import { initialParameters, networkModule } from './network.js';
import type { NetworkTask, TrainedUnit, Unit } from './unit.js';
import { trainUnit } from './unit.js';

export interface TrainerOptions extends RunOptions {
  /** Stops after the update under way. */
  readonly signal?: AbortSignal;
  /** Networks trained before are taken from it, and settings that are not given. */
  readonly resume?: ForecastCheckpoint;
  /** Called with all networks so far whenever one is finished. */
  readonly onCheckpoint?: (checkpoint: ForecastCheckpoint) => void | Promise<void>;
}

/** Trains units one after the other, keeps what is finished, and counts. */
export interface Trainer {
  readonly engine: Engine;
  /** Says how many updates are still to come in later phases. */
  expect(updates: number): void;
  /** The network of a unit, from the checkpoint if it is there; undefined if stopped by the signal. */
  train(phase: ForecastPhase, unit: Unit, task: NetworkTask): AsyncGenerator<ForecastProgressEvent, TrainedUnit | undefined>;
}

/**
 * A trainer for networks of one training.
 * @param training what its checkpoints belong to
 * @param updates of the whole training, as far as known
 */
export function createTrainer(training: TrainingIdentity, updates: number, options: TrainerOptions): Trainer {
  const { signal, resume, onCheckpoint, onDebug } = options;
  const engine = engineFor(options.engine);
  const before = new Map(resume?.units.map((unit) => [unit.id, unit]));
  const finished: TrainedUnit[] = [];
  let done = 0;
  let total = updates;
  return {
    engine,
    expect(left) {
      total = done + left;
    },
    async *train(phase, unit, task) {
      const totalSteps = unit.stops[unit.stops.length - 1];
      let trained = before.get(unit.id);
      if (trained) {
        requireFits(trained, unit, task);
        done += totalSteps;
      } else {
        if (signal?.aborted) return undefined;
        const events = trainUnit(unit, task, { engine, signal, onDebug });
        for (let next = await events.next(); ; next = await events.next()) {
          if (next.done) {
            trained = next.value;
            break;
          }
          const { step, loss } = next.value;
          yield { type: 'progress', phase, unit: unit.id, step, totalSteps, loss, done: ++done, total };
        }
        if (!trained) return undefined;
      }
      finished.push(trained);
      await onCheckpoint?.({ training, units: [...finished] });
      return trained;
    },
  };
}

/** @throws TaskError if a unit of a checkpoint is not the one that is wanted. */
function requireFits(trained: TrainedUnit, { id, seed, stops }: Unit, task: NetworkTask): void {
  const expected = flattenTree(initialParameters(networkModule(task.form), seed)).map(({ path, value }) => path + formatType(value));
  const fits =
    trained.stops.map(({ step }) => step).join() === stops.join() &&
    trained.stops.every(
      ({ parameters }) =>
        flattenTree(parameters)
          .map(({ path, value }) => path + formatType(value))
          .sort()
          .join() === [...expected].sort().join(),
    );
  if (fits) return;
  throw new TaskError(
    describe(
      'trainForecast',
      'checkpoint does not fit',
      `its network '${id}' has other tensors or steps`,
      `parameters after ${stops.join(', ')} steps are expected`,
      'train anew without resume',
    ),
  );
}
