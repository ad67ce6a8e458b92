import type { BacktestRow } from './backtest.js';
import type { MethodError } from './comparison.js';
import type { Backtest, ForecastModel, NetworkContribution } from './model.js';
import type { ForecastPlan } from './plan.js';

/** What `trainForecast` reports, in the order in which it happens. */
export type ForecastEvent = ForecastPlanEvent | ForecastProgressEvent | ForecastChoiceEvent | ForecastBacktestEvent | ForecastEndEvent;

/** What was inferred, before any network is trained. */
export interface ForecastPlanEvent {
  readonly type: 'plan';
  readonly task: 'forecast';
  /** Sentences for people. */
  readonly lines: readonly string[];
  readonly plan: ForecastPlan;
}

/** `choose`: networks for the choices inside the training part; `measure`: for the held-out end; `final`: on all values. */
export type ForecastPhase = 'choose' | 'measure' | 'final';

/** One update of one network. */
export interface ForecastProgressEvent {
  readonly type: 'progress';
  readonly phase: ForecastPhase;
  /** Which network: `choose 1.2` is the second of the first fold. */
  readonly unit: string;
  /** Updates of this network done, of so many. */
  readonly step: number;
  readonly totalSteps: number;
  /** Mean squared error of the batch before the update; 1 is the linear path's. */
  readonly loss: number;
  /** Updates of the whole job done, those of a checkpoint included. */
  readonly done: number;
  /** Updates of the whole job: an upper bound until the choices are made, then the number. */
  readonly total: number;
}

/** What the networks were found to add, inside the training part. */
export interface ForecastChoiceEvent {
  readonly type: 'choice';
  readonly contribution: NetworkContribution;
}

/** The result on the held-out end. */
export interface ForecastBacktestEvent extends Backtest {
  readonly type: 'backtest';
  readonly rows: readonly MethodError[];
  /** This model's forecasts, one step ahead, and what came. */
  readonly forecasts: readonly BacktestRow[];
}

export type ForecastEndEvent =
  | { readonly type: 'end'; readonly reason: 'completed'; readonly model: ForecastModel }
  | { readonly type: 'end'; readonly reason: 'aborted'; readonly model: undefined };
