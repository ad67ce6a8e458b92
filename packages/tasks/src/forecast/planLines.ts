import type { AutoregressionForm } from './autoregression.js';
import type { ForecastPlan } from './plan.js';
import type { ForecastSeries } from './series.js';

/** What was inferred, as sentences for people. */
export function planLines({ name, values, times, valueName }: ForecastSeries, plan: ForecastPlan): string[] {
  const { settings, training, folds, linear, network, stops } = plan;
  const at = (index: number): string => times?.[index] ?? `value ${index + 1}`;
  const [heaviest] = linear.shares;
  return [
    `${name}: ${count(values.length)} ${valueName ? `values of ${valueName}` : 'values'}, ${at(0)} to ${at(values.length - 1)}`,
    season(plan),
    `held out: the last ${count(settings.holdout)}, from ${at(training)}; no choice depends on them`,
    `choices: by one-step errors on ${at(folds[0].start)} to ${at(training - 1)}, in ${folds.length} blocks, fitted to what came before each`,
    `scale: ${linear.transform === 'log' ? 'logarithms' : 'the values as they are'}`,
    `linear path: ${linear.shares.length} of ${linear.tried} autoregressions, averaged; most weight on ${formName(heaviest.form)} (${percent(heaviest.weight)})`,
    `LSTM: ${settings.hidden} units, ${network.window} steps of ${differenceName(network.differencing)}; ${settings.networks} networks, at most ${stops[stops.length - 1]} updates each, with a weight chosen by the same errors`,
  ];
}

function season({ period, origin }: ForecastPlan): string {
  if (origin === 'not found') return 'season: none found';
  if (period === 1) return 'season: none, as given';
  return `season: ${period} steps, ${origin === 'given' ? 'as given' : 'found in the values before the held-out ones'}`;
}

/** An autoregression in words: `seasonal differences at lags 1, 2`. */
export function formName(form: AutoregressionForm): string {
  const lags = form.lags.length === 0 ? ' alone' : ` at ${form.lags.length === 1 ? 'lag' : 'lags'} ${runs(form.lags)}`;
  return `${differenceName(form)}${lags}${form.intercept ? ' and a constant' : ''}`;
}

function differenceName({ ordinary, seasonal }: Pick<AutoregressionForm, 'ordinary' | 'seasonal'>): string {
  if (ordinary && seasonal) return 'seasonal and ordinary differences';
  if (seasonal) return 'seasonal differences';
  return ordinary ? 'ordinary differences' : 'values';
}

/** `1–4, 12` */
function runs(lags: readonly number[]): string {
  const parts: string[] = [];
  for (let start = 0; start < lags.length; ) {
    let end = start;
    while (end + 1 < lags.length && lags[end + 1] === lags[end] + 1) end++;
    if (end - start >= 2) parts.push(`${lags[start]}–${lags[end]}`);
    else for (let index = start; index <= end; index++) parts.push(String(lags[index]));
    start = end + 1;
  }
  return parts.join(', ');
}

/** `7,305` */
function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function percent(part: number): string {
  return `${Math.round(100 * part)} %`;
}
