import type { Parameters } from '@rekur/rnn';

/** What `fit` reports, in the order in which it happens. */
export type FitEvent = StartEvent | StepEvent | EpochEvent | ValidationEvent | CheckpointEvent | EndEvent;

export interface StartEvent {
  readonly type: 'start';
  /** Steps done before: more than 0 when resumed. */
  readonly step: number;
  readonly totalSteps: number;
  /** Numbers, not tensors. */
  readonly parameterCount: number;
  /** The engine's name, which says how it computes: width, arithmetic, threads. */
  readonly engine: string;
}

export interface StepEvent {
  readonly type: 'step';
  /** Steps done, this one included. */
  readonly step: number;
  readonly totalSteps: number;
  /** Counted from 0. */
  readonly epoch: number;
  /** Mean loss of the batch before the update. */
  readonly loss: number;
  /** Global norm before clipping. */
  readonly gradientNorm: number;
  readonly learningRate: number;
  /** Targets in this batch that count. */
  readonly targets: number;
  /** Time of this step. */
  readonly elapsedMs: number;
  /** After the update: copied out when first read. @throws FitError if that is after a later step */
  readonly parameters: Parameters;
}

export interface EpochEvent {
  readonly type: 'epoch';
  readonly epoch: number;
  readonly step: number;
  /** Mean training loss per target over the epoch. */
  readonly loss: number;
}

export interface ValidationEvent {
  readonly type: 'validation';
  readonly step: number;
  readonly loss: number;
  /** Lower than every one before. */
  readonly isBest: boolean;
  /** Copied out when first read. @throws FitError if that is after a later step */
  readonly parameters: Parameters;
}

/** A checkpoint has been saved. */
export interface CheckpointEvent {
  readonly type: 'checkpoint';
  readonly step: number;
}

export interface EndEvent {
  readonly type: 'end';
  readonly reason: 'completed' | 'stopped early' | 'aborted';
  readonly step: number;
  /** Null without validation. */
  readonly bestStep: number | null;
  readonly bestLoss: number | null;
  /** Those of the lowest validation loss, or the last ones without validation. */
  readonly parameters: Parameters;
}
