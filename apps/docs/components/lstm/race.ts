// The lag task of Hochreiter & Schmidhuber 1997, trained in the page: what the workers and the page say to each other, and what comes of it.
import type { ThousandStepsResult } from '@rekur/experiments';
import type { Language, Mode } from '@rekur/viz';

export type Outcome = ThousandStepsResult['outcomes'][number];
export type RacerName = Outcome['cell'];

/** Which recipes of the experiment run against each other. */
export const rememberers = ['lstm1997-adam', 'lstm-chrono', 'lstm', 'gru'] as const satisfies readonly RacerName[];
export type Rememberer = (typeof rememberers)[number];

export const lags = [10, 50, 200, 1000] as const;

/** Sequences after which a training is given up. */
export const BUDGET = 10_000;
export const SEED = 1;

export type ToWorker =
  | { readonly type: 'train'; readonly cell: RacerName; readonly lag: number }
  | { readonly type: 'draw'; readonly outcomes: readonly Outcome[]; readonly lag: number; readonly language: Language; readonly widthPx: number };

export type FromWorker =
  | { readonly type: 'progress'; readonly sequences: number; readonly wrong: number; readonly tested: number }
  | { readonly type: 'done'; readonly outcome: Outcome }
  | { readonly type: 'drawn'; readonly figures: readonly DrawnFigure[] }
  | { readonly type: 'failed'; readonly message: string };

/** A finished figure in both modes. */
export interface DrawnFigure {
  readonly id: string;
  readonly title: string;
  /** What is to be seen. */
  readonly description: string;
  readonly svg: Readonly<Record<Mode, string>>;
}

/** One network's training so far. */
export interface Racer {
  readonly cell: RacerName;
  readonly state: 'waiting' | 'running' | 'solved' | 'given up' | 'stopped';
  /** After each thousand sequences: the share of new ones answered wrongly, 0 … 1. */
  readonly errors: readonly { readonly sequences: number; readonly wrongShare: number }[];
  readonly outcome?: Outcome;
}

export const waiting = (cell: RacerName): Racer => ({ cell, state: 'waiting', errors: [] });

export function afterMessage(racer: Racer, message: FromWorker): Racer {
  switch (message.type) {
    case 'progress':
      return { ...racer, state: 'running', errors: [...racer.errors, { sequences: message.sequences, wrongShare: message.wrong / message.tested }] };
    case 'done':
      return { ...racer, state: message.outcome.isSolved ? 'solved' : 'given up', outcome: message.outcome };
    case 'failed':
      return { ...racer, state: 'stopped' };
    case 'drawn':
      return racer;
  }
}

/** Reads what the experiment reports: `2,000 sequences, 31 of 250 wrong`. A test runs it. */
export function progressOf(words: string): { sequences: number; wrong: number; tested: number } {
  const match = /^([\d,]+) sequences, ([\d,]+) of ([\d,]+) wrong$/.exec(words);
  if (!match) throw new Error(`progressOf: not a report: '${words}'; '2,000 sequences, 31 of 250 wrong' is expected`);
  const [sequences, wrong, tested] = match.slice(1).map((digits) => Number(digits.replaceAll(',', '')));
  return { sequences, wrong, tested };
}
