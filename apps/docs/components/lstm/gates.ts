// One unit of an LSTM whose gates are set by hand instead of by weights: c' = f·c + i·g, h' = o·tanh(c').

export interface Gates {
  /** i, 0 … 1: how much of the candidate is let in. */
  readonly input: number;
  /** f, 0 … 1: how much of the cell state is kept. */
  readonly forget: number;
  /** g, −1 … 1: the candidate. */
  readonly cell: number;
  /** o, 0 … 1: how much of the cell state is shown. */
  readonly output: number;
}

export interface UnitState {
  readonly c: number;
  readonly h: number;
}

/** Every state so far; the first is the one before the first step. */
export type Run = readonly UnitState[];

export const atRest: Run = [{ c: 0, h: 0 }];

export function nextState({ c }: UnitState, { input, forget, cell, output }: Gates): UnitState {
  const next = forget * c + input * cell;
  return { c: next, h: output * Math.tanh(next) };
}

/** Steps that are shown. */
export const LONGEST_RUN = 40;

/** The run after one more step; at the end of what is shown nothing more happens. */
export function advance(run: Run, gates: Gates): Run {
  return run.length > LONGEST_RUN ? run : [...run, nextState(run[run.length - 1], gates)];
}

export const presets = {
  write: { input: 1, forget: 0, cell: 0.9, output: 0 },
  hold: { input: 0, forget: 1, cell: 0.9, output: 0 },
  read: { input: 0, forget: 1, cell: 0.9, output: 1 },
  erase: { input: 0, forget: 0, cell: 0.9, output: 1 },
  // As an ordinary hidden state: all is written anew, all is shown.
  open: { input: 1, forget: 1, cell: 0.2, output: 1 },
} as const satisfies Record<string, Gates>;
export type PresetName = keyof typeof presets;

/** σ(b). */
export function sigmoid(bias: number): number {
  return 1 / (1 + Math.exp(-bias));
}

/** What a forget gate that stands at σ(bias) leaves of a cell state after so many steps. */
export function leftAfter(bias: number, steps: number): number {
  return sigmoid(bias) ** steps;
}

/** Steps until half is left. */
export function halfLife(bias: number): number {
  return Math.log(0.5) / Math.log(sigmoid(bias));
}
