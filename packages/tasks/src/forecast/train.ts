import { runCardOf } from '../running.js';
import { packageVersion } from '../version.js';
import { identityOf, resumedOptions } from './checkpoint.js';
import type { ForecastEvent, ForecastPhase } from './events.js';
import { measure } from './measure.js';
import type { ForecastModel } from './model.js';
import { planForecast } from './plan.js';
import { planLines } from './planLines.js';
import { modelMemory } from './predict.js';
import { preprocess } from './preprocessing.js';
import { fitRecipe } from './recipe.js';
import { rehearse } from './rehearse.js';
import type { ForecastSeries } from './series.js';
import type { ForecastSettingsOptions } from './settings.js';
import type { TrainerOptions } from './trainer.js';
import { createTrainer } from './trainer.js';

export interface ForecastOptions extends ForecastSettingsOptions, TrainerOptions {}

/** Values that a model keeps at most, unless it needs more. */
const MOST_HISTORY = 1000;

/**
 * Fits a forecaster to a series: a linear path (an average of autoregressions) and LSTMs that correct it. What takes part
 * with which weight is chosen by rolling-origin errors inside the training part; the held-out end is looked at once, to
 * say how good the result is; then the same recipe is fitted to all values.
 *
 * The same series, options and seed give the same model to the bit, also when training is stopped by `signal` and gone on
 * with from a checkpoint. Returns undefined if it was stopped.
 *
 * @throws TaskError for a series, options or a checkpoint that cannot be used.
 */
export async function* trainForecast(series: ForecastSeries, options: ForecastOptions = {}): AsyncGenerator<ForecastEvent, ForecastModel | undefined> {
  const plan = planForecast(series, options.resume ? resumedOptions(options.resume, series, options) : options);
  const values = Float64Array.from(series.values);
  const lines = planLines(series, plan);
  yield { type: 'plan', task: 'forecast', lines, plan };

  const { networks, steps } = plan.settings;
  const updates = (plan.folds.length + 2) * networks * steps;
  const trainer = createTrainer(identityOf(series, plan), updates, options);
  const scaled = preprocess(plan.preprocessing, values);

  const rehearsal = yield* rehearse(trainer, plan, values, scaled);
  if (!rehearsal) return yield* aborted();
  const { contribution } = rehearsal;
  yield { type: 'choice', contribution };

  const { stops } = contribution;
  trainer.expect(2 * networks * (stops[stops.length - 1]?.step ?? 0));
  const request = (phase: ForecastPhase, end: number) => ({ phase, name: `${phase} `, networks, stops, scaled, end });
  const before = yield* fitRecipe(trainer, plan, request('measure', plan.training));
  if (!before) return yield* aborted();
  const { backtest, forecasts, residuals } = measure(plan, before, values, scaled, rehearsal.residuals, trainer.engine);
  yield { type: 'backtest', ...backtest, forecasts };

  const final = yield* fitRecipe(trainer, plan, request('final', values.length));
  if (!final) return yield* aborted();
  const linear = final.path.recursion;
  const kept = Math.max(MOST_HISTORY, modelMemory({ linear, network: final.network }));
  const model: ForecastModel = {
    name: series.name,
    valueName: series.valueName ?? 'value',
    period: plan.period,
    preprocessing: plan.preprocessing,
    linear,
    network: final.network,
    history: values.slice(-kept),
    ...(series.times ? { times: series.times.slice(-kept) } : {}),
    residuals: Float64Array.from([...rehearsal.residuals, ...residuals]),
    card: {
      settings: plan.settings,
      plan: lines,
      linear: plan.linear.shares,
      contribution,
      backtest,
      ...runCardOf(trainer.engine),
      versions: { tasks: packageVersion },
    },
  };
  yield { type: 'end', reason: 'completed', model };
  return model;
}

async function* aborted(): AsyncGenerator<ForecastEvent, undefined> {
  yield { type: 'end', reason: 'aborted', model: undefined };
  return undefined;
}
