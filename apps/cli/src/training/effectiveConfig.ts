import { trainClassifier, trainForecast, trainText } from '@rekur/tasks';
import type { TrainConfig } from '../options/configFile.js';
import type { TrainValues } from '../options/trainOptions.js';
import { trainOptions } from '../options/trainOptions.js';
import { settingsFor } from './settingsFor.js';
import type { Source } from './source.js';

/**
 * Every option with the value that a training would use, under the names of a configuration file. Defaults that depend on the
 * data are in it: the task says them before it trains.
 */
export async function effectiveConfig(word: string, source: Source, values: TrainValues): Promise<TrainConfig> {
  const all = { out: `${source.name}.safetensors`, ...(await plannedSettings(source, values)), ...values };
  const own = trainOptions.flatMap(({ name, kinds }) => {
    const value = (all as TrainValues)[name];
    return value === undefined || !(kinds as readonly string[]).includes(source.kind) ? [] : [[name, value] as const];
  });
  return { source: word, ...Object.fromEntries(own) };
}

async function plannedSettings(source: Source, values: TrainValues): Promise<object> {
  const settings = settingsFor(values);
  const events =
    source.kind === 'text'
      ? trainText(source, settings)
      : source.kind === 'series'
        ? trainForecast({ ...source.series, name: source.name }, settings)
        : trainClassifier(source.examples, settings);
  for await (const event of events) {
    if (event.type === 'plan') return event.task === 'forecast' ? event.plan.settings : event.settings;
  }
  return {};
}
