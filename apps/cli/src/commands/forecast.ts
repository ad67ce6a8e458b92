import type { Command } from 'commander';
import { forecast, forecastModelFromFile } from '@rekur/tasks';
import { UsageError } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { levels, whole } from '../options.js';
import type { EngineFlags } from '../options/engine.js';
import { addEngineFlags, ENVIRONMENT_HELP, runOptionsFor } from '../options/engine.js';
import { eventLine } from '../terminal/json.js';
import { forecastCsv, forecastLines } from '../training/seriesResult.js';
import { readModel } from './model.js';

interface ForecastCommandOptions extends CommonOptions, EngineFlags {
  readonly horizon?: number;
  readonly level?: readonly number[];
  readonly seed?: number;
  readonly csv?: boolean;
}

const EXAMPLES = `
Examples:
  rekur forecast air-passengers.safetensors
  rekur forecast air-passengers.safetensors --horizon 24 --level 0.5,0.9
  rekur forecast air-passengers.safetensors --csv > forecast.csv

Intervals come from simulated futures; the same seed gives the same ones on every machine.`;

/** Adds `rekur forecast` to the program. */
export function addForecast(program: Command, io: Io): void {
  const command = program
    .command('forecast')
    .summary('forecast with a model')
    .description('Forecasts what follows the series that a model was trained on, with intervals.')
    .argument('<model>', 'model file of a series')
    .option('--horizon <n>', 'steps ahead (default: as trained)', whole)
    .option('--level <p>', 'probability of an interval, or several: 0.8,0.95 (default: 0.8,0.95)', levels)
    .option('--seed <n>', 'of the simulated futures (default: as trained)', whole)
    .option('--json', 'one JSON object on standard output')
    .option('--csv', 'CSV on standard output, numbers in full');
  addEngineFlags(command)
    .addHelpText('after', EXAMPLES + ENVIRONMENT_HELP)
    .action(async (path: string, _local: unknown, command: Command) => {
      await show(path, command.optsWithGlobals<ForecastCommandOptions>(), io);
    });
}

async function show(path: string, options: ForecastCommandOptions, io: Io): Promise<void> {
  const { horizon, level, seed, json, csv } = options;
  const { stdout } = io;
  if (json && csv) throw new UsageError('forecast: two formats: --json and --csv; one of them is expected');
  const run = runOptionsFor('forecast', options, io);
  const model = forecastModelFromFile(await readModel('forecast', path));
  const ahead = forecast(model, { horizon, level, seed, ...run });
  if (json) return stdout.write(eventLine({ type: 'forecast', valueName: model.valueName, ...ahead }));
  const lines = csv ? forecastCsv(model.valueName, ahead) : forecastLines(model.valueName, ahead);
  await stdout.write(lines.map((line) => `${line}\n`).join(''));
}
