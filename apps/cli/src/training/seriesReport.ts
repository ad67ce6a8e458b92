import type { Forecast, ForecastModel } from '@rekur/tasks';
import { drift, forecastModelFile, naive, seasonalNaive, viewForecaster } from '@rekur/tasks';
import { type Figure, type FigureOptions, forecastFigure, type Language, say } from '@rekur/viz';
import type { ReportContent } from '../report/trainingReport.js';
import { words } from '../report/words.js';
import { plain } from '../terminal/plain.js';
import { backtestLines } from './seriesResult.js';

/** Of the known values so many are drawn: the forecast would be a hair at the end of a long series. */
const SEASONS = 5;
const FEWEST = 36;

/** What a report says of a forecaster. */
export function seriesReport(model: ForecastModel, ahead: Forecast, language: Language): Omit<ReportContent, 'curves' | 'configuration' | 'engine' | 'command'> {
  return {
    source: model.name,
    result: backtestLines(model.card, plain).filter((line) => line.trim() !== ''),
    own: { heading: say(words.forecast, language), figures: (options) => [forecastOf(model, ahead, options)] },
    file: forecastModelFile(model),
    view: viewForecaster(model),
  };
}

/** The end of the series, the forecast with its intervals, and what simple methods would say. */
export function forecastOf(model: ForecastModel, { times, point, intervals }: Forecast, options: FigureOptions): Figure {
  const { history, period, valueName } = model;
  const shown = Math.min(history.length, Math.max(FEWEST, SEASONS * period));
  const known = { times: labels(model.times?.slice(-shown), history.length - shown, shown), values: Array.from(history.slice(-shown)) };
  const ahead = labels(times, history.length, point.length);
  const methods = { naive, ...(period > 1 && { 'seasonal naive': seasonalNaive(period) }), drift };
  return forecastFigure(
    {
      history: known,
      forecast: { times: ahead, values: Array.from(point), bands: intervals.slice(0, 2).map(({ level, lower, upper }) => ({ level, lower: Array.from(lower), upper: Array.from(upper) })) },
      baselines: Object.entries(methods).map(([name, method]) => ({ name, times: ahead, values: Array.from(method(history, point.length)) })),
      measure: valueName,
    },
    options,
  );
}

/** Times where the series has any, else numbers. */
function labels(times: readonly string[] | undefined, first: number, length: number): (string | number)[] {
  return times && times.length === length ? [...times] : Array.from({ length }, (_, index) => first + index);
}
