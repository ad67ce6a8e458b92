import { airPassengers, digits, firstNames } from '@rekur/datasets';
import { forecast, labelledFromDataset, trainClassifier, trainForecast } from '@rekur/tasks';

/** Airline passengers forecast for a year that the network never saw, beside the year before. */
export async function recordForecast(): Promise<object> {
  const { values, times, period, name, valueName } = await airPassengers();
  const known = values.length - period;
  const series = { name, values: values.slice(0, known), times: times.slice(0, known), period, valueName };
  for await (const event of trainForecast(series, { networks: 1, steps: 64, engine: 'wasm' })) {
    if (event.type !== 'end' || !event.model) continue;
    const { point, intervals } = forecast(event.model, { horizon: period });
    return {
      times,
      values: Array.from(values),
      known,
      shown: 48,
      point: Array.from(point),
      bands: intervals.map(({ level, lower, upper }) => ({ level, lower: Array.from(lower), upper: Array.from(upper) })),
      seasonalNaive: Array.from(values.slice(known - period, known)),
    };
  }
  throw new Error('recordForecast: the training ended without a model');
}

/** Digits and first names told apart: how often each label of the test part was taken for each. */
export async function recordConfusions(): Promise<object> {
  return {
    digits: await confusionOf(labelledFromDataset(await digits()), { epochs: 12, hidden: 32 }),
    names: await confusionOf(labelledFromDataset(await firstNames()), { epochs: 2, hidden: 32 }),
  };
}

async function confusionOf(source: Parameters<typeof trainClassifier>[0], options: Parameters<typeof trainClassifier>[1]): Promise<object> {
  for await (const event of trainClassifier(source, { ...options, engine: 'wasm' })) {
    if (event.type !== 'end') continue;
    const { heldOut } = event.model.card;
    if (!heldOut) throw new Error('recordConfusions: nothing was held out');
    return { labels: event.model.labels, counts: heldOut.confusion, accuracy: heldOut.accuracy };
  }
  throw new Error('recordConfusions: the training ended without a model');
}
