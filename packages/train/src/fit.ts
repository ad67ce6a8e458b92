import type { Module, Parameters } from '@rekur/rnn';
import type { Engine } from '@rekur/tensor';
import { describe, flattenTree, formatType, randomKey } from '@rekur/tensor';
import type { Batch, BatchSource } from './batch.js';
import { batchesOfEpoch, countTargets } from './batch.js';
import type { Checkpoint, Progress } from './checkpoint.js';
import { identityOf } from './checkpoint.js';
import { engineFor } from './engineFor.js';
import { FitError } from './error.js';
import type { FitEvent } from './events.js';
import type { FitOptions } from './fitOptions.js';
import { notFinite } from './notFinite.js';
import { requireBatch, requireBatches, requireFitOptions, requireParameters, requireTrainable } from './requireFit.js';
import type { TrainingState } from './step.js';
import type { Optimizer } from './optimizers/optimizer.js';
import type { TrainingMemory } from './trainingMemory.js';
import { createTrainingMemory } from './trainingMemory.js';
import { meanLoss } from './validate.js';
import { createYielder } from './yield.js';

/**
 * Trains a module, as a stream of events. The same seed, batches and options give the same parameters to the bit, also when
 * training is interrupted and resumed from a checkpoint. If there is validation, the parameters with its lowest loss are kept.
 *
 * Parameters, optimiser and carried state live in a session of the engine: `parameters` of an event are copied out when they are
 * first read, which must be before the next step.
 *
 * @throws FitError if loss or gradient is not finite (the parameters stay as they were; the message names the operation where
 *   it began), or parameters, batches or a checkpoint do not fit; ValueError for options, lengths or weights out of range.
 */
export async function* fit(module: Module, batches: BatchSource, options: FitOptions): AsyncGenerator<FitEvent, Parameters> {
  requireFitOptions(options);
  const { optimizer, epochs = 1, signal } = options;
  const totalSteps = Math.min(options.maxSteps ?? Infinity, epochs * batches.length);
  const identity = identityOf(module, optimizer, options.seed);
  const yieldToHost = createYielder();

  const { memory, engine, parameterCount, ...first } = start(module, options, identity);
  let { best, progress } = first;
  requireBatches(batches, progress);
  const isStale = (): boolean => options.patience !== undefined && progress.staleValidations >= options.patience;
  const snapshot = (): Checkpoint => ({ progress, ...memory.state(), best, identity, extra: options.checkpoint?.extra ?? '' });
  const parametersOf = (step: number): (() => Parameters) =>
    once(() => {
      if (progress.step !== step) throw tooLate(step, progress.step);
      return memory.parameters();
    });
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
      const session = memory.openFor(batch, progress.step + 1);
      const targets = countTargets(batch, options.loss);
      if (targets === 0) throw nothingCounts(progress.step + 1, batch);
      const call = [batch, progress.step + 1, progress.schedule] as const;
      const result = session.run(...call);
      if (!result.finite) {
        await options.checkpoint?.save(snapshot());
        throw notFinite(progress.step + 1, result.loss, result.gradientNorm, session.replay(...call));
      }
      progress = advance(progress, result.loss, targets);
      const parameters = parametersOf(progress.step);
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
        get parameters() {
          return parameters();
        },
      };

      const epochEnds = progress.batchInEpoch === batches.length;
      if (epochEnds) yield { type: 'epoch', epoch: progress.epoch, step: progress.step, loss: progress.epochLossSum / progress.epochTargets };
      if (options.validation && isDue(progress, options.validateEvery, epochEnds, totalSteps)) {
        const loss = await meanLoss(module, session, options, yieldToHost);
        const isBest = Number.isFinite(loss) && (progress.bestLoss === null || loss < progress.bestLoss);
        if (isBest) best = parameters();
        progress = isBest
          ? { ...progress, bestLoss: loss, bestStep: progress.step, staleValidations: 0 }
          : { ...progress, staleValidations: progress.staleValidations + 1 };
        progress = observe(progress, optimizer, loss);
        yield {
          type: 'validation',
          step: progress.step,
          loss,
          isBest,
          get parameters() {
            return parameters();
          },
        };
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
  const parameters = progress.bestStep === null ? memory.parameters() : best;
  yield { type: 'end', reason, step: progress.step, bestStep: progress.bestStep, bestLoss: progress.bestLoss, parameters };
  return parameters;
}

/** The memory with the first state in it, or that of a checkpoint. */
function start(
  module: Module,
  options: FitOptions,
  identity: string,
): { memory: TrainingMemory; engine: Engine; parameterCount: number; best: Parameters; progress: Progress } {
  const { state, best, progress } = firstState(module, options, identity);
  requireTrainable(state.parameters);
  // float64 exists in the interpreter alone.
  const isDouble = flattenTree(state.parameters).some(({ value }) => value.dtype === 'float64');
  const engine = engineFor(options.engine ?? (isDouble ? 'interpreter' : undefined));
  const parameterCount = flattenTree(state.parameters).reduce((sum, { value }) => sum + value.size, 0);
  return { memory: createTrainingMemory(module, options, engine, state), engine, parameterCount, best, progress };
}

function firstState(module: Module, options: FitOptions, identity: string): { state: TrainingState; best: Parameters; progress: Progress } {
  const { resume, optimizer } = options;
  if (resume) {
    if (resume.identity !== identity) throw otherIdentity(resume.identity, identity);
    const { parameters, optimizer: slots, carried, best, progress } = resume;
    return { state: { parameters, optimizer: slots, carried }, best, progress };
  }
  if (options.parameters) requireParameters(module, options.parameters);
  const parameters = options.parameters ?? module.initialize(randomKey(options.seed));
  const none = { bestLoss: null, bestStep: null, staleValidations: 0 };
  return {
    state: { parameters, optimizer: optimizer.initialize(parameters), carried: {} },
    best: parameters,
    progress: { step: 0, epoch: 0, batchInEpoch: 0, epochLossSum: 0, epochTargets: 0, ...none },
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

/** A function that works its result out at the first call. */
function once<Result>(f: () => Result): () => Result {
  let result: { readonly value: Result } | undefined;
  return () => (result ??= { value: f() }).value;
}

function tooLate(step: number, now: number): FitError {
  return new FitError(
    describe(
      'fit',
      'parameters are gone',
      `those after step ${step} are asked for after step ${now}`,
      'they are expected to be read before the next step',
      'read event.parameters while handling the event: later it gives them too',
    ),
  );
}

function otherIdentity(found: string, expected: string): FitError {
  return new FitError(
    describe('fit', 'checkpoint is of another training', found, `${expected} is expected`, 'resume with the options it was started with'),
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
