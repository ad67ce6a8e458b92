import type { ClassifyEvent, ClassifyModel, ClassifySettingsOptions, ClassifySource } from '@rekur/tasks';
import { classifyModelFile, trainClassifier } from '@rekur/tasks';
import { loadCheckpoint, saveCheckpoint } from '@rekur/train/node';
import { count, duration, shellWord } from '../terminal/format.js';
import { createRemaining } from '../terminal/remaining.js';
import type { Reporter } from '../terminal/reporter.js';
import { bar } from '../terminal/status.js';
import { fitting } from '../terminal/width.js';
import { labelsResult, percent } from './labelsResult.js';
import type { Session } from './session.js';
import { labelsReport } from './labelsReport.js';
import { checkpointOf, sayHowToGoOn, saveModel, saveReport } from './session.js';

/** Trains a classifier, saves the model and shows how good it is. */
export async function trainOnLabels(source: ClassifySource, settings: ClassifySettingsOptions, session: Session): Promise<void> {
  const { reporter, interruption, resume } = session;
  const path = await checkpointOf(session);
  const events = trainClassifier(source, {
    ...settings,
    ...session.run,
    signal: interruption.signal,
    resume: resume ? await loadCheckpoint(path) : undefined,
    onCheckpoint: (checkpoint) => saveCheckpoint(path, checkpoint),
  });
  const show = labelsProgress(reporter);
  for await (const event of events) {
    await reporter.event(event);
    session.report?.recording.note(event);
    show(event);
    if (event.type !== 'end') continue;
    if (event.reason === 'aborted') return sayHowToGoOn(session, `after ${count(event.step)} steps`);
    await finish(event.model, session);
  }
}

/** Columns of the example in the last line. */
const LONGEST_ASKED = 40;

async function finish(model: ClassifyModel, session: Session): Promise<void> {
  const { reporter, out } = session;
  reporter.status.clear();
  await reporter.result(...labelsResult(model.card, reporter.resultColors));
  await saveModel(session, classifyModelFile(model));
  if (session.report) await saveReport(session, labelsReport(model, session.report.language));
  const asked = typeof model.sample === 'string' ? shellWord(fitting(model.sample, LONGEST_ASKED)) : '--file yours.csv';
  await reporter.result(`next:  rekur classify ${shellWord(out)} ${asked}`);
}

/** Shows each event as it comes: a changing line on a terminal, a few plain lines elsewhere. */
function labelsProgress({ status, colors }: Reporter): (event: ClassifyEvent) => void {
  const remaining = createRemaining();
  let totalSteps = 0;
  let loss = NaN;
  const left = (step: number): string => {
    const ms = remaining.estimate(step, totalSteps);
    return ms === undefined ? '' : `, ${duration(ms)} left`;
  };
  return (event) => {
    switch (event.type) {
      case 'plan':
        event.lines.forEach((line, index) => status.line(index === 0 ? colors.bold(line) : `  ${line}`));
        break;
      case 'start':
        ({ totalSteps } = event);
        status.line(`  engine: ${event.engine}`);
        remaining.estimate(event.step, totalSteps);
        if (event.step > 0) status.line(`going on after ${count(event.step)} of ${count(totalSteps)} steps`);
        break;
      case 'step':
        loss = Number.isNaN(loss) ? event.loss : loss + 0.05 * (event.loss - loss);
        status.update(`${bar(event.step, totalSteps)} ${count(event.step)}/${count(totalSteps)}, loss ${loss.toFixed(3)}${left(event.step)}`);
        break;
      case 'validation':
        status.line(`step ${count(event.step)} of ${count(totalSteps)}: ${percent(event.accuracy)} of ${count(event.examples)} watched examples right${left(event.step)}`);
        break;
      case 'epoch':
      case 'checkpoint':
      case 'end':
        break;
    }
  };
}
