// The forecasting task beside its baselines: the last 48 months of AirPassengers, each one step ahead, by models fitted to
// the first 96 with default options, for five seeds.
//
//   node benchmarks/forecast-seeds.mjs
import { airPassengers } from '@rekur/datasets';
import { trainForecast } from '@rekur/tasks';

const series = await airPassengers();
const errors = [];
let baselines = [];
for (const seed of [1, 2, 3, 4, 5]) {
  const started = performance.now();
  for await (const event of trainForecast(series, { seed })) {
    if (event.type === 'plan' && seed === 1) console.log(`${event.lines.join('\n')}\n`);
    if (event.type !== 'end') continue;
    const { backtest, contribution } = event.model.card;
    const [own, without, ...others] = backtest.rows;
    errors.push(own.rootMeanSquaredError);
    baselines = others;
    const covered = backtest.coverage.map(({ level, share }) => `${percent(share)} in ${percent(level)} intervals`).join(', ');
    console.log(
      `seed ${seed}: RMSE ${own.rootMeanSquaredError.toFixed(2)} (${without.rootMeanSquaredError.toFixed(2)} without LSTM, ` +
        `whose weight is ${contribution.weight.toFixed(2)}: in training ${contribution.errorWith.toFixed(2)} with, ` +
        `${contribution.errorWithout.toFixed(2)} without); ${covered}; ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
  }
}
errors.sort((a, b) => a - b);
console.log(`median of ${errors.length} seeds: RMSE ${errors[2].toFixed(2)}\n`);
console.table(
  baselines.map(({ method, rootMeanSquaredError, meanAbsoluteError, meanAbsoluteScaledError }) => ({
    method,
    RMSE: Number(rootMeanSquaredError.toFixed(2)),
    MAE: Number(meanAbsoluteError.toFixed(2)),
    MASE: Number(meanAbsoluteScaledError?.toFixed(3)),
  })),
);

function percent(share) {
  return `${(100 * share).toFixed(0)} %`;
}
