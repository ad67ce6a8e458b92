import type { CellName } from './recipes.js';
import type { LagOutcome } from './training.js';

/** Shares of the gradient at each step, from that which shows x or y on; see `gradientReach`. */
export interface Flow {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** One cell at one lag from one seed. */
export interface CellOutcome extends LagOutcome {
  readonly cell: CellName;
  readonly lag: number;
  readonly seed: number;
  /** The share of the gradient that reaches the step that shows x or y, before and after training. */
  readonly reachBefore: number;
  readonly reachAfter: number;
  /** Of the first seed at the greatest lag, else null. */
  readonly flow: Flow | null;
}

export interface ThousandStepsResult {
  readonly cells: readonly CellName[];
  /** Ascending. */
  readonly lags: readonly number[];
  readonly budget: number;
  readonly outcomes: readonly CellOutcome[];
}

/** All seeds of one cell at one lag, in a few numbers. */
export interface LagSummary {
  readonly runs: number;
  readonly solved: number;
  /** Median of the runs that solved it; null if none did. */
  readonly sequences: number | null;
  readonly parameterCount: number;
  /** Medians. */
  readonly reachBefore: number;
  readonly reachAfter: number;
}

/** Undefined where nothing was run. */
export function summaryOf({ outcomes }: ThousandStepsResult, cell: CellName, lag: number): LagSummary | undefined {
  const runs = outcomes.filter((outcome) => outcome.cell === cell && outcome.lag === lag);
  if (runs.length === 0) return undefined;
  const solved = runs.filter(({ isSolved }) => isSolved);
  return {
    runs: runs.length,
    solved: solved.length,
    sequences: solved.length > 0 ? median(solved.map(({ sequences }) => sequences)) : null,
    parameterCount: runs[0].parameterCount,
    reachBefore: median(runs.map(({ reachBefore }) => reachBefore)),
    reachAfter: median(runs.map(({ reachAfter }) => reachAfter)),
  };
}

export function greatestLag({ lags }: Pick<ThousandStepsResult, 'lags'>): number {
  return Math.max(...lags);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
