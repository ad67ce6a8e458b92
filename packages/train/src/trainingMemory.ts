import type { Module, Parameters, State } from '@rekur/rnn';
import type { Engine } from '@rekur/tensor';
import { describe, flattenTree, Tensor } from '@rekur/tensor';
import type { Batch } from './batch.js';
import { batchesOfEpoch } from './batch.js';
import { FitError } from './error.js';
import type { FitOptions } from './fitOptions.js';
import type { TrainingState } from './step.js';
import type { TrainingSession } from './trainingSession.js';
import { createTrainingSession } from './trainingSession.js';

/** Where the values of a training are: in trees before the first batch, then in a session. */
export interface TrainingMemory {
  /**
   * The session, made when the first batch is known: its rows settle the shape of the carried state.
   * @throws FitError for a batch without `reset` after those that handed a state on
   */
  openFor(batch: Batch, step: number): TrainingSession;
  /** Copies, as they are now. */
  state(): TrainingState;
  parameters(): Parameters;
}

export function createTrainingMemory(module: Module, options: FitOptions, engine: Engine, first: TrainingState): TrainingMemory {
  let values: TrainingState | undefined = first;
  let session: TrainingSession | undefined;
  let carries = hasLeaves(first.carried);
  let asked = carries;
  const state = (): TrainingState => session?.state() ?? (values as TrainingState);
  return {
    openFor(batch, step) {
      if (carries && !batch.reset) throw noReset(step);
      if (session && (asked || !batch.reset)) return session;
      const before = state();
      const carried = batch.reset && !carries ? carriedFor(module, before.parameters, batch) : before.carried;
      asked = batch.reset !== undefined;
      carries = hasLeaves(carried);
      session = createTrainingSession(module, options, engine, { ...before, carried }, watchedState(module, before.parameters, options));
      values = undefined;
      return session;
    },
    state,
    parameters: () => session?.parameters() ?? (values as TrainingState).parameters,
  };
}

/** The state before the first batch. */
export function carriedFor(module: Module, parameters: Parameters, batch: Batch): State {
  return module.initialState(batch.inputs.shape[0], flattenTree(parameters)[0].value.dtype, parameters);
}

/** What validation carries: of the shapes that its first batch settles. */
function watchedState(module: Module, parameters: Parameters, { validation = [] }: FitOptions): State {
  for (const batch of batchesOfEpoch(validation, 0)) {
    return batch.reset && batch.inputs instanceof Tensor ? carriedFor(module, parameters, batch) : {};
  }
  return {};
}

function hasLeaves(state: State): boolean {
  return flattenTree(state).length > 0;
}

function noReset(step: number): FitError {
  return new FitError(
    describe('fit', 'batch without reset', `that of step ${step} has none, those before it handed a state on`, 'reset is expected in all batches or in none'),
  );
}
