import type { Io } from '../io.js';
import { colorsFor } from '../io.js';
import { eventLine } from './json.js';
import { createStatus } from './status.js';

export interface ReporterOptions {
  /** One JSON object per line on standard output, nothing else. */
  readonly json?: boolean;
  /** Results only. */
  readonly quiet?: boolean;
  /** False for no colours. */
  readonly color?: boolean;
}

/** Where a command says what: progress on standard error, results on standard output, or events as JSON. */
export type Reporter = ReturnType<typeof createReporter>;

/** A reporter for the options that all commands share. */
export function createReporter(io: Io, { json = false, quiet = false, color = true }: ReporterOptions) {
  return {
    /** A line that changes, and lines that stay, about work under way. */
    status: createStatus(io.stderr, { silent: json || quiet }),
    /** For `status`. */
    colors: colorsFor(io.stderr, color),
    /** For `result`. */
    resultColors: colorsFor(io.stdout, color),
    /** True where `status.update` is seen. */
    isLive: io.stderr.isTerminal && !json && !quiet,
    /** True where samples of unfinished work are seen. */
    wantsSamples: json || (io.stderr.isTerminal && !quiet),
    /** Writes an event where events are wanted. */
    async event(event: object): Promise<void> {
      if (json) await io.stdout.write(eventLine(event));
    },
    /** Writes lines of the result where people read. */
    async result(...lines: readonly string[]): Promise<void> {
      if (!json) await io.stdout.write(lines.map((line) => `${line}\n`).join(''));
    },
    /** Writes lines that even a quiet run says, but no program reads. */
    async notice(...lines: readonly string[]): Promise<void> {
      if (!json) await io.stderr.write(lines.map((line) => `${line}\n`).join(''));
    },
  };
}
