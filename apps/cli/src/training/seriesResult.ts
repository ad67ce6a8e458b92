import type { Forecast, ForecastCard } from '@rekur/tasks';
import type { Colors } from '../io.js';
import { count, decimal, decimalsFor } from '../terminal/format.js';
import { table } from '../terminal/table.js';

/** The errors on the held-out end beside those of the baselines, as lines. */
export function backtestLines({ backtest, settings }: Pick<ForecastCard, 'backtest' | 'settings'>, colors: Colors): string[] {
  const header = ['one step ahead', 'RMSE', 'MAE', 'MASE'];
  const decimals = decimalsFor(backtest.rows.map(({ rootMeanSquaredError }) => rootMeanSquaredError));
  const rows = backtest.rows.map(({ method, rootMeanSquaredError, meanAbsoluteError, meanAbsoluteScaledError }) => [
    method,
    decimal(rootMeanSquaredError, decimals),
    decimal(meanAbsoluteError, decimals),
    meanAbsoluteScaledError === null ? '–' : meanAbsoluteScaledError.toFixed(3),
  ]);
  const [head, model, ...others] = table([header, ...rows]);
  const covered = backtest.coverage.map(({ level, share }) => `${percent(share)} of the values lay in ${percent(level)} intervals`);
  return [
    `held out: the last ${count(settings.holdout)} values, each forecast from those before it`,
    head,
    colors.bold(model),
    ...others,
    ...(covered.length > 0 ? [`  ${covered.join(', ')}`] : []),
  ];
}

/** A forecast with its intervals, as lines. */
export function forecastLines(valueName: string, { times, point, intervals }: Forecast): string[] {
  const decimals = decimalsFor(point);
  const header = ['time', valueName, ...intervals.map(({ level }) => `${percent(level)} interval`)];
  const rows = Array.from(point, (value, step) => [
    times?.[step] ?? `+${step + 1}`,
    decimal(value, decimals),
    ...intervals.map(({ lower, upper }) => `${decimal(lower[step], decimals)} … ${decimal(upper[step], decimals)}`),
  ]);
  return table([header, ...rows]);
}

/** A forecast as CSV: `time,passengers,lower_80,upper_80,…`, numbers in full. */
export function forecastCsv(valueName: string, { times, point, intervals }: Forecast): string[] {
  const header = ['time', valueName, ...intervals.flatMap(({ level }) => [`lower_${percentNumber(level)}`, `upper_${percentNumber(level)}`])];
  const rows = Array.from(point, (value, step) => [
    times?.[step] ?? String(step + 1),
    String(value),
    ...intervals.flatMap(({ lower, upper }) => [String(lower[step]), String(upper[step])]),
  ]);
  return [header, ...rows].map((row) => row.map(csvCell).join(','));
}

function csvCell(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** `80 %`, `99.5 %` */
function percent(share: number): string {
  return `${percentNumber(share)} %`;
}

function percentNumber(share: number): string {
  return String(Math.round(share * 1000) / 10);
}
