import { duration } from '../terminal/format.js';
import { createRemaining } from '../terminal/remaining.js';
import type { Reporter } from '../terminal/reporter.js';
import { bar } from '../terminal/status.js';
import type { DemoJob, JobEvent } from './job.js';

/** Parts of the way at which a plain line is written where there is no terminal. */
const PLAIN_LINES = 5;

/** Shows how far several trainings are, in one line, until all have ended. @throws CliError if one fails. */
export async function watchJobs(jobs: readonly DemoJob[], reporter: Reporter): Promise<void> {
  const { status, isLive } = reporter;
  const places = jobs.map(({ name }) => ({ name, part: 0, note: '', leftMs: 0 }));
  let written = 0;

  const show = (): void => {
    const part = Math.min(...places.map((place) => place.part));
    const left = duration(Math.max(...places.map((place) => place.leftMs)));
    const each = places.map(({ name, part: own, note }) => `${name} ${Math.floor(100 * own)} %${own < 1 ? note : ''}`).join('   ');
    status.update(`${bar(part, 1)}  ${each}   about ${left} left`);
    if (isLive || Math.floor(part * PLAIN_LINES) <= written) return;
    written = Math.floor(part * PLAIN_LINES);
    status.line(each);
  };

  await Promise.all(
    jobs.map(async ({ events }, index) => {
      const place = places[index];
      const remaining = createRemaining();
      for await (const event of events) {
        if (event.type === 'plan') event.lines.forEach((line, at) => status.line(at === 0 ? reporter.colors.bold(line) : `  ${line}`));
        const progress = progressOf(event);
        if (!progress) continue;
        place.part = progress.done / progress.total;
        place.note = progress.note;
        place.leftMs = remaining.estimate(progress.done, progress.total) ?? 0;
        show();
      }
      place.part = 1;
      place.leftMs = 0;
      show();
    }),
  );
  status.clear();
}

function progressOf(event: JobEvent): { done: number; total: number; note: string } | undefined {
  if (event.type === 'step') return { done: event.step, total: event.totalSteps, note: `, ${(event.loss / Math.LN2).toFixed(2)} bits` };
  if (event.type === 'progress') return { done: event.done, total: event.total, note: `, ${event.unit}` };
  return undefined;
}
