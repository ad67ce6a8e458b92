import { refuse, requireValues } from './refuse.js';

export type ElmanPhase = 'input' | 'hidden' | 'output' | 'copy' | 'rest';

/** The values of one step: `copy` is what the buffer held when the input came, [hidden]. */
export interface ElmanStep {
  readonly input: readonly number[];
  readonly copy: readonly number[];
  readonly hidden: readonly number[];
  readonly output: readonly number[];
}

/** One picture: what is in the nodes while a phase goes on; null where nothing is. */
export interface ElmanFrame {
  readonly phase: ElmanPhase;
  /** From 1. */
  readonly step: number;
  readonly input: readonly number[] | null;
  readonly copy: readonly number[];
  readonly hidden: readonly number[] | null;
  readonly output: readonly number[] | null;
}

/**
 * Five pictures for every step: the input arrives; the hidden layer computes from it and the stored values; the result goes on
 * to the output; it is copied into the buffer and replaces what was there; it stays when all else is gone.
 * @throws FigureError for values that are not finite, sizes that change, or a copy that is not the hidden layer of the step before
 */
export function elmanFrames(trace: readonly ElmanStep[]): ElmanFrame[] {
  trace.forEach((values, index) => {
    for (const name of ['input', 'copy', 'hidden', 'output'] as const) {
      requireValues('elmanFrames', `${name} of step ${index + 1}`, values[name], trace[0][name === 'copy' ? 'hidden' : name].length);
    }
    const stored = trace[index - 1]?.hidden;
    const changed = stored?.findIndex((value, unit) => Math.abs(value - values.copy[unit]) > 1e-6) ?? -1;
    if (stored !== undefined && changed >= 0) {
      const given = `copy[${changed}] of step ${index + 1} is ${values.copy[changed]}`;
      refuse('elmanFrames', 'not a copy', given, `${stored[changed]}, the hidden value of step ${index}, is expected`);
    }
  });
  return trace.flatMap(({ input, copy, hidden, output }, index) => {
    const step = index + 1;
    return [
      { phase: 'input', step, input, copy, hidden: null, output: null },
      { phase: 'hidden', step, input, copy, hidden, output: null },
      { phase: 'output', step, input, copy, hidden, output },
      { phase: 'copy', step, input, copy: hidden, hidden, output },
      { phase: 'rest', step, input: null, copy: hidden, hidden: null, output: null },
    ] satisfies ElmanFrame[];
  });
}
