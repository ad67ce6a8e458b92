import type { Series } from '@rekur/datasets';
import type { ForecastEvent, ForecastModel, ForecastSettingsOptions } from '@rekur/tasks';
import { forecast, forecastCheckpointContent, forecastCheckpointFromFile, forecastModelFile, trainForecast } from '@rekur/tasks';
import { readSafetensorsFile, writeSafetensorsFile } from '@rekur/safetensors/node';
import { count, decimal, duration, shellWord } from '../terminal/format.js';
import { createRemaining } from '../terminal/remaining.js';
import type { Reporter } from '../terminal/reporter.js';
import { bar } from '../terminal/status.js';
import { backtestLines, forecastLines } from './seriesResult.js';
import type { Session } from './session.js';
import { checkpointOf, sayHowToGoOn, saveModel, saveReport } from './session.js';
import { seriesReport } from './seriesReport.js';

/** Fits a forecaster to a series, saves the model and shows how good it is and what it forecasts. */
export async function trainOnSeries(name: string, series: Series, settings: ForecastSettingsOptions, session: Session): Promise<void> {
  const { reporter, interruption, resume } = session;
  const path = await checkpointOf(session);
  const events = trainForecast(
    { ...series, name },
    {
      ...settings,
      ...session.run,
      signal: interruption.signal,
      resume: resume ? forecastCheckpointFromFile(await readSafetensorsFile(path)) : undefined,
      onCheckpoint: (checkpoint) => writeSafetensorsFile(path, forecastCheckpointContent(checkpoint)),
    },
  );
  reporter.status.line(reporter.colors.bold(inference(name, series)));
  const show = seriesProgress(reporter, session.run.engine.name);
  let done = 0;
  for await (const event of events) {
    await reporter.event(event);
    session.report?.recording.note(event);
    show(event);
    if (event.type === 'progress') ({ done } = event);
    if (event.type !== 'end') continue;
    if (event.reason === 'aborted') return sayHowToGoOn(session, `after ${done} updates`);
    await finish(event.model, session);
  }
}

/** What follows from the source: `sales is a monthly series of 144 values: forecasting it`. */
function inference(name: string, { frequency, values }: Series): string {
  const kind = frequency === 'other' ? '' : `${frequency.replace('business-daily', 'business-day')} `;
  return `${name} is ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}series of ${count(values.length)} values: learning to forecast it`;
}

async function finish(model: ForecastModel, session: Session): Promise<void> {
  const { reporter, out, run } = session;
  reporter.status.clear();
  const ahead = forecast(model, run);
  await reporter.event({ type: 'forecast', valueName: model.valueName, ...ahead });
  await reporter.result(...backtestLines(model.card, reporter.resultColors), '', ...forecastLines(model.valueName, ahead));
  await saveModel(session, forecastModelFile(model));
  if (session.report) await saveReport(session, seriesReport(model, ahead, session.report.language));
  await reporter.result(`next:  rekur forecast ${shellWord(out)} --horizon ${2 * ahead.point.length}`);
}

const phases = {
  choose: 'networks that decide how much weight networks get',
  measure: 'networks that are measured on the held-out end',
  final: 'networks on all values',
} as const;

/** Shows each event as it comes: a changing line on a terminal, a few plain lines elsewhere. */
function seriesProgress({ status }: Reporter, engine: string): (event: ForecastEvent) => void {
  const remaining = createRemaining();
  let phase = '';
  return (event) => {
    switch (event.type) {
      case 'plan':
        for (const line of event.lines) status.line(`  ${line}`);
        status.line(`  engine: ${engine}`);
        break;
      case 'progress': {
        const ms = remaining.estimate(event.done, event.total);
        const left = ms === undefined ? '' : `, at most ${duration(ms)} left`;
        if (phase !== event.phase) status.line(`training ${phases[event.phase]}${left}`);
        ({ phase } = event);
        status.update(`${bar(event.done, event.total)}  ${event.unit}, step ${event.step}, loss ${event.loss.toFixed(3)}${left}`);
        break;
      }
      case 'choice': {
        const { weight, errorWithout, errorWith } = event.contribution;
        status.line(`  weight of the networks: ${weight.toFixed(2)}; one-step error ${decimal(errorWithout)} without them, ${decimal(errorWith)} with them`);
        break;
      }
      case 'backtest':
      case 'end':
        break;
    }
  };
}
