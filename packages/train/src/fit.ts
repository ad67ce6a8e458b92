import type { Module, Parameters, State } from '@rekur/rnn';
import { describe, flattenTree, formatType, interpreter, randomKey } from '@rekur/tensor';
import type { Batch, BatchSource } from './batch.js';
import { batchesOfEpoch, countTargets } from './batch.js';
import type { Checkpoint, Progress } from './checkpoint.js';
import { identityOf } from './checkpoint.js';
import { FitError } from './error.js';
import type { FitEvent } from './events.js';
import type { FitOptions } from './fitOptions.js';
import { notFinite } from './notFinite.js';
import { requireBatch, requireBatches, requireFitOptions, requireParameters, requireTrainable } from './requireFit.js';
import type { TrainingState } from './step.js';
import { createEvaluator, createStepper } from './step.js';
import type { Optimizer } from './optimizers/optimizer.js';
import { createYielder } from './yield.js';

/**
 * Trains a module, as a stream of events. The same seed, batches and options give the same parameters to the bit, also when
 * training is interrupted and resumed from a checkpoint. If there is validation, the parameters with its lowest loss are kept.
 *
 * @throws FitError if loss or gradient is not finite (the parameters stay as they were; the message names the operation where
 *   it began), or parameters, batches or a checkpoint do not fit; ValueError for options, lengths or weights out of range.
 */
export async function* fit(module: Module, batches: BatchSource, options: FitOptions): AsyncGenerator<FitEvent, Parameters> {
  requireFitOptions(options);
  const { optimizer, engine = interpreter, epochs = 1, signal } = options;
  const totalSteps = Math.min(options.maxSteps ?? Infinity, epochs * batches.length);
  const identity = identityOf(module, optimizer, options.seed);
  const stepper = createStepper(module, options, engine);
  const evaluate = createEvaluator(module, options.loss, engine);
  const yieldToHost = createYielder();

  let { state, best, progress } = start(module, options, identity);
  requireTrainable(state.parameters);
  requireBatches(batches, progress);
  const isStale = (): boolean => options.patience !== undefined && progress.staleValidations >= options.patience;
  const snapshot = (): Checkpoint => ({ progress, ...state, best, identity, extra: options.checkpoint?.extra ?? '' });
  const parameterCount = flattenTree(state.parameters).reduce((sum, { value }) => sum + value.size, 0);
  yield { type: 'start', step: progress.step, totalSteps, parameterCount, engine: engine.name };

  let reason: 'completed' | 'stopped early' | 'aborted' = isStale() ? 'stopped early' : 'completed';
  training: while (progress.step < totalSteps && !isStale()) {
    let index = 0;
    for (const batch of batchesOfEpoch(batches, progress.epoch)) {
      if (index++ < progress.batchInEpoch) continue;
      if (signal?.aborted) {
        reason = 'aborted';
        break training;
      }
      const startedMs = performance.now();
      requireBatch(batch);
      const carries = Object.keys(state.carried).length > 0;
      if (batch.reset && !carries) state = { ...state, carried: carriedFor(module, state.parameters, batch) };
      if (!batch.reset && carries) throw noReset(progress.step + 1);
      const targets = countTargets(batch, options.loss);
      if (targets === 0) throw nothingCounts(progress.step + 1, batch);
      const call = [state, batch, progress.step + 1, progress.schedule] as const;
      const result = stepper.run(...call);
      if (!result.finite) {
        await options.checkpoint?.save(snapshot());
        throw notFinite(progress.step + 1, result.loss, result.gradientNorm, stepper.trace(...call));
      }
      state = result.state;
      progress = advance(progress, result.loss, targets);
      yield {
        type: 'step',
        step: progress.step,
        totalSteps,
        epoch: progress.epoch,
        loss: result.loss,
        gradientNorm: result.gradientNorm,
        learningRate: optimizer.learningRate(progress.step, progress.schedule),
        targets,
        elapsedMs: performance.now() - startedMs,
        parameters: state.parameters,
      };

      const epochEnds = progress.batchInEpoch === batches.length;
      if (epochEnds) yield { type: 'epoch', epoch: progress.epoch, step: progress.step, loss: progress.epochLossSum / progress.epochTargets };
      if (options.validation && isDue(progress, options.validateEvery, epochEnds, totalSteps)) {
        const loss = await meanLoss(module, evaluate, state.parameters, options, yieldToHost);
        const isBest = Number.isFinite(loss) && (progress.bestLoss === null || loss < progress.bestLoss);
        if (isBest) best = state.parameters;
        progress = isBest
          ? { ...progress, bestLoss: loss, bestStep: progress.step, staleValidations: 0 }
          : { ...progress, staleValidations: progress.staleValidations + 1 };
        progress = observe(progress, optimizer, loss);
        yield { type: 'validation', step: progress.step, loss, isBest, parameters: state.parameters };
      }
      if (epochEnds) progress = { ...progress, epoch: progress.epoch + 1, batchInEpoch: 0, epochLossSum: 0, epochTargets: 0 };
      if (options.checkpoint && (progress.step % options.checkpoint.everySteps === 0 || isStale())) {
        await options.checkpoint.save(snapshot());
        yield { type: 'checkpoint', step: progress.step };
      }
      if (isStale()) {
        reason = 'stopped early';
        break training;
      }
      if (progress.step >= totalSteps) break training;
      await yieldToHost();
      if (epochEnds) break;
    }
    // The end of an epoch leaves no batch of it done.
    if (index === 0 || progress.batchInEpoch > 0) throw tooFewBatches(progress.epoch, index, batches.length);
  }

  if (options.checkpoint) {
    await options.checkpoint.save(snapshot());
    yield { type: 'checkpoint', step: progress.step };
  }
  const parameters = progress.bestStep === null ? state.parameters : best;
  yield { type: 'end', reason, step: progress.step, bestStep: progress.bestStep, bestLoss: progress.bestLoss, parameters };
  return parameters;
}

/** The first state, or the one of a checkpoint. */
function start(module: Module, options: FitOptions, identity: string): { state: TrainingState; best: Parameters; progress: Progress } {
  const { resume, optimizer } = options;
  if (resume) {
    if (resume.identity !== identity) throw otherIdentity(resume.identity, identity);
    const { parameters, optimizer: slots, carried, best, progress } = resume;
    return { state: { parameters, optimizer: slots, carried }, best, progress };
  }
  if (options.parameters) requireParameters(module, options.parameters);
  const parameters = options.parameters ?? module.initialize(randomKey(options.seed));
  return {
    state: { parameters, optimizer: optimizer.initialize(parameters), carried: {} },
    best: parameters,
    progress: {
      step: 0,
      epoch: 0,
      batchInEpoch: 0,
      epochLossSum: 0,
      epochTargets: 0,
      bestLoss: null,
      bestStep: null,
      staleValidations: 0,
    },
  };
}

function advance(progress: Progress, loss: number, targets: number): Progress {
  return {
    ...progress,
    step: progress.step + 1,
    batchInEpoch: progress.batchInEpoch + 1,
    epochLossSum: progress.epochLossSum + loss * targets,
    epochTargets: progress.epochTargets + targets,
  };
}

/** Tells the learning rate's schedule of a validation. */
function observe(progress: Progress, { schedule }: Optimizer, loss: number): Progress {
  if (!schedule?.validation) return progress;
  return { ...progress, schedule: schedule.validation.observe(progress.schedule ?? schedule.validation.first, loss) };
}

function isDue(progress: Progress, every: number | undefined, epochEnds: boolean, totalSteps: number): boolean {
  return progress.step === totalSteps || (every === undefined ? epochEnds : progress.step % every === 0);
}

/** The state before the first batch. */
function carriedFor(module: Module, parameters: Parameters, batch: Batch): State {
  return module.initialState(batch.inputs.shape[0], flattenTree(parameters)[0].value.dtype, parameters);
}

/** Mean loss per target over all batches of the validation, carrying state where they ask for it. */
async function meanLoss(
  module: Module,
  evaluate: ReturnType<typeof createEvaluator>,
  parameters: Parameters,
  { validation = [], loss }: FitOptions,
  yieldToHost: () => Promise<void>,
): Promise<number> {
  let carried: State = {};
  let sum = 0;
  let count = 0;
  for (const batch of batchesOfEpoch(validation, 0)) {
    requireBatch(batch);
    if (batch.reset && Object.keys(carried).length === 0) carried = carriedFor(module, parameters, batch);
    const result = evaluate(parameters, carried, batch);
    carried = result.carried;
    const targets = countTargets(batch, loss);
    // Of a batch in which nothing counts the loss is 0/0.
    if (targets > 0) sum += result.loss * targets;
    count += targets;
    await yieldToHost();
  }
  return sum / count;
}

function otherIdentity(found: string, expected: string): FitError {
  return new FitError(
    describe('fit', 'checkpoint is of another training', found, `${expected} is expected`, 'resume with the options it was started with'),
  );
}

function noReset(step: number): FitError {
  return new FitError(
    describe('fit', 'batch without reset', `that of step ${step} has none, those before it handed a state on`, 'reset is expected in all batches or in none'),
  );
}

function nothingCounts(step: number, { targets }: Batch): FitError {
  const expected = 'at least one is expected that has a weight, and is not to be ignored';
  return new FitError(describe('fit', 'no target counts', `none of ${formatType(targets)} in step ${step}`, expected));
}

function tooFewBatches(epoch: number, count: number, length: number): FitError {
  return new FitError(
    describe(
      'fit',
      count === 0 ? 'no batches' : 'too few batches',
      `epoch ${epoch} has ${count === 0 ? 'none' : count}`,
      `${length} ${length === 1 ? 'is' : 'are'} expected, as the length of the batches says`,
      'a generator gives its batches only once: give an array, or { length, epoch(index) }',
    ),
  );
}
