import type { Json, Part, RunProgress } from './experiment.js';
import { plainJson } from './json.js';

/** Results that an earlier run left, and where to leave those of this one. */
export interface PartStore {
  /** The stored result of a part, or undefined. */
  readonly load: (part: Part) => Json | undefined | Promise<Json | undefined>;
  readonly save: (part: Part, result: Json) => void | Promise<void>;
}

export interface ScheduleOptions {
  /** How many parts run at a time. */
  readonly atOnce: number;
  readonly run: (part: Part, onProgress: (done: number, words?: string) => void) => Promise<unknown>;
  readonly store?: PartStore;
  readonly onProgress?: (progress: RunProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs parts, some at a time, and gives their results in the order of the parts: the same ones, however many run at a time. What is stored is not
 * run again. The first error ends it; parts that are under way are then no longer waited for.
 */
export async function runParts(parts: readonly Part[], { atOnce, run, store, onProgress, signal }: ScheduleOptions): Promise<Json[]> {
  const results = new Map<string, Json>();
  const progressOf = new Map<string, number>(parts.map(({ key }) => [key, 0]));
  let stopped = false;
  const tell = (part: Part, partDone: number, more: Pick<RunProgress, 'words' | 'wasStored'> = {}): void => {
    if (stopped) return;
    progressOf.set(part.key, partDone);
    const done = [...progressOf.values()].reduce((sum, each) => sum + each, 0) / parts.length;
    onProgress?.({ done, parts: parts.length, finishedParts: results.size, part: part.key, partDone, ...more });
  };
  const waiting: Part[] = [];
  for (const part of parts) {
    const stored = await store?.load(part);
    if (stored === undefined) waiting.push(part);
    else {
      results.set(part.key, stored);
      tell(part, 1, { wasStored: true });
    }
  }
  const lane = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined && !stopped; part = waiting.shift()) {
      const current = part;
      signal?.throwIfAborted();
      const result = plainJson(current.key, await run(current, (done, words) => tell(current, Math.min(1, Math.max(0, done)), { words })));
      if (stopped) return;
      await store?.save(current, result);
      results.set(current.key, result);
      tell(current, 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, lane));
  } finally {
    stopped = true;
  }
  return parts.map(({ key }) => results.get(key) as Json);
}
