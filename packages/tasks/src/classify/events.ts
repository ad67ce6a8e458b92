import type { CheckpointEvent, EpochEvent, StartEvent, StepEvent, ValidationEvent } from '@rekur/train';
import type { ClassBalance, ClassifyModel } from './model.js';
import type { ClassifySettings } from './settings.js';

/** What `trainClassifier` reports, in the order in which it happens. */
export type ClassifyEvent =
  | ClassifyPlanEvent
  | StartEvent
  | StepEvent
  | EpochEvent
  | ClassifyValidationEvent
  | CheckpointEvent
  | ClassifyEndEvent;

/** What was inferred, before anything is trained. */
export interface ClassifyPlanEvent {
  readonly type: 'plan';
  readonly task: 'classify';
  /** Sentences for people. */
  readonly lines: readonly string[];
  readonly settings: ClassifySettings;
  readonly balance: readonly ClassBalance[];
}

/** `loss` is in nats per example. */
export interface ClassifyValidationEvent extends ValidationEvent {
  /** Share of the watched examples that are classified rightly. */
  readonly accuracy: number;
  /** Examples measured. */
  readonly examples: number;
}

export interface ClassifyEndEvent {
  readonly type: 'end';
  readonly reason: 'completed' | 'stopped early' | 'aborted';
  /** Steps done. */
  readonly step: number;
  readonly model: ClassifyModel;
}
