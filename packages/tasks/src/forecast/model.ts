import type { Parameters } from '@rekur/rnn';
import type { RunCard } from '../running.js';
import type { LinearRecursion } from './autoregression.js';
import type { MethodError } from './comparison.js';
import type { StopWeight } from './correction.js';
import type { LinearShare } from './linearPath.js';
import type { NetworkForm, NetworkScale } from './network.js';
import type { Preprocessing } from './preprocessing.js';
import type { ForecastSettings } from './settings.js';

/**
 * A fitted forecaster: plain data, all that its file holds. The forecast of the next value, on the scale of
 * `preprocessing`, is the linear path plus Σ weight · (mean output of the LSTMs at that stop).
 */
export interface ForecastModel {
  /** Name of the series. */
  readonly name: string;
  readonly valueName: string;
  /** Steps in a season; 1 for none. */
  readonly period: number;
  readonly preprocessing: Preprocessing;
  readonly linear: LinearRecursion;
  readonly network: NetworkPart;
  /** The last values of the series, in its units. */
  readonly history: Float64Array;
  /** Labels of `history`, if the series has any. */
  readonly times?: readonly string[];
  /** Errors of one-step forecasts made without knowing the value, on the model's scale: actual − forecast. */
  readonly residuals: Float64Array;
  readonly card: ForecastCard;
}

/** The recurrent part of a model. */
export interface NetworkPart {
  readonly form: NetworkForm;
  readonly scale: NetworkScale;
  readonly stops: readonly NetworkStop[];
}

/** Networks after so many updates. */
export interface NetworkStop extends StopWeight {
  readonly members: readonly Parameters[];
}

/** Where a model comes from and how good it is. Nothing in it depends on the time, and on the machine only the engine's name. */
export interface ForecastCard extends RunCard {
  readonly settings: ForecastSettings;
  /** Sentences for people: what was inferred. */
  readonly plan: readonly string[];
  /** The autoregressions that share the linear path, the heaviest first. */
  readonly linear: readonly LinearShare[];
  readonly contribution: NetworkContribution;
  readonly backtest: Backtest;
  readonly versions: { readonly tasks: string };
}

/** What the LSTMs add, measured inside the training part. */
export interface NetworkContribution {
  /** Of the whole correction, 0 … 1: the sum over the stops. */
  readonly weight: number;
  readonly stops: readonly StopWeight[];
  /** Root mean squared one-step errors in the folds, in units of the series. */
  readonly errorWithout: number;
  readonly errorWith: number;
}

/** The result on the held-out end, one step ahead. */
export interface Backtest {
  /** This model first, then parts of it and the baselines. */
  readonly rows: readonly MethodError[];
  /** How many held-out values lay inside intervals made from the training part alone. */
  readonly coverage: readonly { readonly level: number; readonly share: number }[];
}
