import type { CheckpointEvent, EpochEvent, StartEvent, StepEvent, ValidationEvent } from '@rekur/train';
import type { TextModel } from './model.js';
import type { TextSettings } from './settings.js';

/** What `trainText` reports, in the order in which it happens. */
export type TextEvent =
  | TextPlanEvent
  | StartEvent
  | StepEvent
  | EpochEvent
  | TextValidationEvent
  | TextSampleEvent
  | CheckpointEvent
  | TextEndEvent;

/** What was inferred, before anything is trained. */
export interface TextPlanEvent {
  readonly type: 'plan';
  readonly task: 'text';
  /** Sentences for people. */
  readonly lines: readonly string[];
  readonly settings: TextSettings;
}

/** `loss` is in nats per character. */
export interface TextValidationEvent extends ValidationEvent {
  readonly bitsPerCharacter: number;
  /** Characters measured: a fixed part of the text's end. */
  readonly characters: number;
}

/** What the network writes at this point; the same for the same seed. */
export interface TextSampleEvent {
  readonly type: 'sample';
  readonly step: number;
  readonly text: string;
}

export interface TextEndEvent {
  readonly type: 'end';
  readonly reason: 'completed' | 'stopped early' | 'aborted';
  /** Steps done. */
  readonly step: number;
  readonly model: TextModel;
}
