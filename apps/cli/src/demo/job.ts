import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Forecast, ForecastCard, TextCard } from '@rekur/tasks';
import { CliError } from '../errors.js';

/** A line of `rekur train --json`, as far as the demo looks at it. */
export type JobEvent =
  | { readonly type: 'plan'; readonly lines: readonly string[] }
  | { readonly type: 'step'; readonly step: number; readonly totalSteps: number; readonly loss: number }
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly unit: string }
  | { readonly type: 'end'; readonly model?: { readonly card: TextCard | ForecastCard } }
  | { readonly type: 'interrupted'; readonly checkpoint: string | null }
  | { readonly type: 'saved' }
  | { readonly type: 'sample'; readonly prompt?: string; readonly text: string }
  | ({ readonly type: 'forecast'; readonly valueName: string } & Forecast);

type Left = 'nothing' | 'checkpoint' | 'model';

/** A training in a process of its own. */
export interface DemoJob {
  readonly name: string;
  /** Its events as they come; ends when the process does. @throws CliError if it fails. */
  readonly events: AsyncIterable<JobEvent>;
  /** What it ended with; after the last event. */
  result(): JobResult;
  /** What it left in its folder; after the last event. */
  readonly left: () => Left;
  /** Stops it; it saves a checkpoint first. */
  stop(): void;
}

export interface JobResult {
  readonly textCard: TextCard;
  readonly sample: string;
  readonly seriesCard: ForecastCard;
  readonly ahead: { readonly valueName: string } & Forecast;
}

/**
 * Starts `rekur …words` in a process of its own, on a core of its own where there are two. It stops with a checkpoint when
 * `signal` is aborted.
 */
export function startJob(name: string, words: readonly string[], signal: AbortSignal): DemoJob {
  // Detached: a Ctrl-C reaches this process alone, which passes it on once. Should this process die, the other ends too,
  // as nobody reads its output any more.
  const child = spawn(process.execPath, [process.argv[1], ...words], { stdio: ['ignore', 'pipe', 'pipe'], detached: true, windowsHide: true });
  const stop = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', stop, { once: true });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const result: Partial<Record<keyof JobResult, unknown>> = {};
  let left: Left = 'nothing';

  async function* read(): AsyncGenerator<JobEvent> {
    for await (const line of createInterface({ input: child.stdout })) {
      const event = JSON.parse(line) as JobEvent;
      if (event.type === 'end') result.textCard = result.seriesCard = event.model?.card;
      if (event.type === 'sample') result.sample = (event.prompt ?? '') + event.text;
      if (event.type === 'forecast') result.ahead = event;
      if (event.type === 'interrupted' && event.checkpoint !== null) left = 'checkpoint';
      if (event.type === 'saved') left = 'model';
      yield event;
    }
    const exitCode = await ended;
    if (exitCode !== 0 && !signal.aborted) throw new CliError(`demo: training on ${name} failed: ${complaint.trim() || `exit code ${exitCode}`}`);
  }

  return { name, events: read(), result: () => result as JobResult, left: () => left, stop };
}
