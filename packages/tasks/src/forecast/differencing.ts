/** Which differences are taken: (1 − B)^ordinary · (1 − B^period)^seasonal, B the step back in time. */
export interface Differencing {
  readonly ordinary: 0 | 1;
  readonly seasonal: 0 | 1;
  readonly period: number;
}

/** How many values before one its difference looks at. */
export function differencingReach({ ordinary, seasonal, period }: Differencing): number {
  return ordinary + (seasonal ? period : 0);
}

/** The step backs whose sum, signed, is what a value is compared with: `[lag, sign]` each. */
export function differencingTerms({ ordinary, seasonal, period }: Differencing): [lag: number, sign: number][] {
  if (ordinary && seasonal) return [[1, 1], [period, 1], [period + 1, -1]];
  if (seasonal) return [[period, 1]];
  return ordinary ? [[1, 1]] : [];
}

/**
 * The differences of values, at the same positions [time]; the first {@link differencingReach}, which have no past, are 0.
 */
export function differenced(differencing: Differencing, values: ArrayLike<number>): Float64Array {
  const terms = differencingTerms(differencing);
  const reach = differencingReach(differencing);
  return Float64Array.from({ length: values.length }, (_, time) =>
    time < reach ? 0 : values[time] - terms.reduce((sum, [lag, sign]) => sum + sign * values[time - lag], 0),
  );
}
