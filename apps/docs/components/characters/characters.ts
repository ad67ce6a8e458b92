// A character model trained in the page: what worker and page say to each other, and what comes of it.
import type { TextSettingsOptions, UnitFeature } from '@rekur/tasks';

/** The loss that training in the page promises to reach, in bits per character: as unsure as between eight characters. */
export const TARGET_BITS = 3;
/** `trainText` refuses less. */
export const SHORTEST_TEXT = 100;
/** A longer text is cut: what is pasted should not take a minute to look through. */
export const LONGEST_TEXT = 200_000;
export const SAMPLE_LENGTH = 300;
/** What is read before writing begins, so that the network writes from within the text and not from nothing. */
export const PROMPT_LENGTH = 120;
/** Characters that the units are shown reading. */
export const READ_LENGTH = 280;

/** Hangul in composed form, one syllable one character; line ends as on Unix. */
export function prepared(text: string): string {
  return text.normalize('NFC').replaceAll(/\r\n?/g, '\n').slice(0, LONGEST_TEXT);
}

/** Sizes that finish in some ten seconds, a short text sooner. */
export function settingsFor(characters: number): TextSettingsOptions {
  const common = { hidden: 96, embedding: 32, learningRate: 0.01, seed: 1 };
  if (characters < 1000) return { ...common, steps: 300 };
  return characters < 20_000 ? { ...common, batch: 8, time: 32, steps: 400 } : { ...common, batch: 16, time: 32, steps: 1000 };
}

export type ToWorker =
  | { readonly type: 'train'; readonly text: string }
  | { readonly type: 'stop' }
  | { readonly type: 'sample'; readonly temperature: number; readonly seed: number }
  | { readonly type: 'read'; readonly text: string };

export type FromWorker =
  | { readonly type: 'started'; readonly totalSteps: number; readonly parameterCount: number; readonly characters: number; readonly distinct: number }
  /** `bits`: of the text that is trained on, smoothed over some ten steps. */
  | { readonly type: 'progress'; readonly step: number; readonly bits: number; readonly elapsedMs: number }
  /** Of the end of the text, which is not trained on. */
  | { readonly type: 'heldOut'; readonly step: number; readonly bits: number }
  | { readonly type: 'sample'; readonly text: string; readonly isFinal: boolean }
  | { readonly type: 'done'; readonly isStopped: boolean; readonly bestStep: number }
  | { readonly type: 'read'; readonly reading: Reading }
  | { readonly type: 'failed'; readonly message: string };

export type StatePart = 'h' | 'c';

/** What every unit did while a text was read. */
export interface Reading {
  readonly characters: readonly string[];
  readonly units: number;
  /** [time × units], row by row. */
  readonly states: Readonly<Record<StatePart, Float32Array>>;
  /** The unit that follows best something with a name. */
  readonly found?: { readonly part: StatePart; readonly unit: number; readonly feature: UnitFeature; readonly correlation: number };
}

export interface Training {
  readonly state: 'none' | 'running' | 'ready' | 'failed';
  readonly step: number;
  readonly totalSteps: number;
  readonly parameterCount: number;
  readonly distinct: number;
  readonly elapsedMs: number;
  readonly bits: readonly (readonly [step: number, bits: number])[];
  readonly heldOut: readonly (readonly [step: number, bits: number])[];
  /** When the loss first was below the target. */
  readonly reached?: { readonly step: number; readonly elapsedMs: number };
  readonly bestStep?: number;
  readonly sample: string;
  readonly failure?: string;
}

export const untrained: Training = { state: 'none', step: 0, totalSteps: 0, parameterCount: 0, distinct: 0, elapsedMs: 0, bits: [], heldOut: [], sample: '' };

export function afterMessage(training: Training, message: FromWorker): Training {
  switch (message.type) {
    case 'started':
      return { ...untrained, state: 'running', totalSteps: message.totalSteps, parameterCount: message.parameterCount, distinct: message.distinct };
    case 'progress': {
      const { step, bits, elapsedMs } = message;
      const reached = training.reached ?? (bits < TARGET_BITS ? { step, elapsedMs } : undefined);
      return { ...training, step, elapsedMs, bits: [...training.bits, [step, bits]], reached };
    }
    case 'heldOut':
      return { ...training, heldOut: [...training.heldOut, [message.step, message.bits]] };
    case 'sample':
      return { ...training, sample: message.text };
    case 'done':
      return { ...training, state: 'ready', bestStep: message.bestStep };
    case 'read':
      return training;
    case 'failed':
      return { ...training, state: 'failed', failure: message.message };
  }
}
