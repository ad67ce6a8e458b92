import type { RunProgress } from '@rekur/experiments';
import { count, duration } from '../terminal/format.js';
import { createRemaining } from '../terminal/remaining.js';
import type { Reporter } from '../terminal/reporter.js';
import { bar } from '../terminal/status.js';

/** Shows how far a run is: a changing line on a terminal, a line for each finished part elsewhere. */
export function showProgress({ status, isLive }: Reporter): (progress: RunProgress) => void {
  const remaining = createRemaining();
  let stored = 0;
  return ({ done, parts, finishedParts, part, partDone, words, wasStored = false }) => {
    if (wasStored) {
      stored++;
      return;
    }
    if (stored > 0) status.line(`${count(stored)} of ${count(parts)} parts were done before`);
    stored = 0;
    const ms = remaining.estimate(done, 1);
    const left = ms === undefined ? '' : `, ${duration(ms)} left`;
    if (isLive) status.update(`${bar(done, 1)} ${count(finishedParts)}/${count(parts)} parts${left}; ${part}${words ? `: ${words}` : ''}`);
    else if (partDone === 1 && words === undefined) status.line(`${count(finishedParts)} of ${count(parts)} parts done: ${part}${left}`);
  };
}
