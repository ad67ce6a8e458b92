import type { Output } from '../io.js';
import { fitting } from './width.js';

/** A line at the bottom of a terminal that changes, and lines that stay above it. */
export interface Status {
  /** Shows `text` in place of what was there; where the output is no terminal, nothing. */
  update(text: string): void;
  /** Writes a line that stays. */
  line(text: string): void;
  /** Removes the changing line. */
  clear(): void;
}

const ERASE = '\r\u001b[K';
const EVERY_MS = 100;

/** A status on `output`, at most ten times a second; with `silent` nothing at all. */
export function createStatus(output: Output, { silent = false, now = () => performance.now() }: { silent?: boolean; now?: () => number } = {}): Status {
  let shown = false;
  let lastMs = -Infinity;
  const write = (text: string): void => void output.write(text);
  const clear = (): void => {
    if (shown) write(ERASE);
    shown = false;
  };
  return {
    update(text) {
      if (silent || !output.isTerminal || now() - lastMs < EVERY_MS) return;
      lastMs = now();
      shown = true;
      // A line that wraps could not be erased.
      write(ERASE + fitting(text, output.columns - 1));
    },
    line(text) {
      if (silent) return;
      clear();
      write(`${text}\n`);
      lastMs = -Infinity;
    },
    clear,
  };
}

const BAR_WIDTH = 12;

/** `███░░░░░░░░░  25 %` */
export function bar(done: number, total: number): string {
  const part = total > 0 ? Math.min(1, done / total) : 1;
  const full = Math.floor(part * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${String(Math.floor(part * 100)).padStart(3)} %`;
}
