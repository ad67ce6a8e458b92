import { characterTokenizerFromJSON } from '@rekur/datasets';
import type { TextEvent, TextModel, TextSettingsOptions, TextSource } from '@rekur/tasks';
import { generate, textModelFile, trainText } from '@rekur/tasks';
import { loadCheckpoint, saveCheckpoint } from '@rekur/train/node';
import { count, duration, shellWord } from '../terminal/format.js';
import { createRemaining } from '../terminal/remaining.js';
import type { Reporter } from '../terminal/reporter.js';
import { bar } from '../terminal/status.js';
import { textResult } from './textResult.js';
import type { Session } from './session.js';
import { checkpointOf, sayHowToGoOn, saveModel, saveReport } from './session.js';
import { textReport } from './textReport.js';

/** Trains on a text, saves the model and shows what it writes. */
export async function trainOnText(source: TextSource, settings: TextSettingsOptions, session: Session): Promise<void> {
  const { reporter, interruption, resume } = session;
  const path = await checkpointOf(session);
  const events = trainText(source, {
    ...settings,
    ...session.run,
    signal: interruption.signal,
    resume: resume ? await loadCheckpoint(path) : undefined,
    onCheckpoint: (checkpoint) => saveCheckpoint(path, checkpoint),
    sampleEvery: reporter.wantsSamples ? undefined : 0,
  });
  const show = textProgress(reporter);
  for await (const event of events) {
    await reporter.event(event);
    session.report?.recording.note(event);
    show(event);
    if (event.type !== 'end') continue;
    if (event.reason === 'aborted') return sayHowToGoOn(session, `after ${count(event.step)} steps`);
    await finish(event.model, source, session);
  }
}

const SAMPLE_LENGTH = 400;

async function finish(model: TextModel, source: TextSource, session: Session): Promise<void> {
  const { reporter, out, run } = session;
  reporter.status.clear();
  const prompt = promptFor(model);
  const sample = Array.from(generate(model, { prompt, length: SAMPLE_LENGTH, ...run })).join('');
  await reporter.event({ type: 'sample', step: model.card.step, prompt, text: sample });
  await reporter.result(...textResult(model.card, prompt + sample, reporter.resultColors));
  await saveModel(session, textModelFile(model));
  if (session.report) await saveReport(session, textReport(model, source.text, prompt + sample, session.report.language));
  const asked = prompt === '' ? '' : ` --prompt ${shellWord(prompt)}`;
  await reporter.result(`next:  rekur generate ${shellWord(out)}${asked}`);
}

/** A beginning that the model knows all characters of. */
function promptFor({ tokenizer }: TextModel): string {
  const known = characterTokenizerFromJSON(tokenizer);
  return ['Call me ', 'The '].find((prompt) => known.unknownIn(prompt).length === 0) ?? '';
}

/** Shows each event as it comes: a changing line on a terminal, a few plain lines elsewhere. */
function textProgress({ status, colors, isLive }: Reporter): (event: TextEvent) => void {
  const remaining = createRemaining();
  let bits = NaN;
  let characters = 0;
  let elapsedMs = 0;
  const left = (step: number, total: number): string => {
    const ms = remaining.estimate(step, total);
    return ms === undefined ? '' : `, ${duration(ms)} left`;
  };
  let totalSteps = 0;
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
      case 'step': {
        bits = Number.isNaN(bits) ? event.loss / Math.LN2 : bits + 0.05 * (event.loss / Math.LN2 - bits);
        characters += event.targets;
        elapsedMs += event.elapsedMs;
        const rate = count(Math.round((characters / elapsedMs) * 1000));
        // Fits into 80 columns.
        status.update(`${bar(event.step, totalSteps)} ${count(event.step)}/${count(totalSteps)}, ${bits.toFixed(2)} bits, ${rate} characters/s${left(event.step, totalSteps)}`);
        break;
      }
      case 'validation': {
        const figure = `${event.bitsPerCharacter.toFixed(3)} bits per character on ${count(event.characters)} held-out characters`;
        status.line(`step ${count(event.step)} of ${count(totalSteps)}: ${figure}${left(event.step, totalSteps)}`);
        break;
      }
      case 'sample':
        if (isLive) for (const line of event.text.split('\n')) status.line(colors.dim(`  │ ${line}`));
        break;
      case 'epoch':
      case 'checkpoint':
      case 'end':
        break;
    }
  };
}
