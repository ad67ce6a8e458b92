const BARS = Array.from('▁▂▃▄▅▆▇█');

/**
 * Numbers as bars of eight heights, one a character: the least is `▁`, the greatest `█`, what is no number a space.
 * @param range least and greatest, where several lines share them
 */
export function sparkline(values: readonly number[], range: readonly [number, number] = rangeOf(values)): string {
  const [least, most] = range;
  return values
    .map((value) => {
      if (!Number.isFinite(value)) return ' ';
      const height = most > least ? Math.round(((value - least) / (most - least)) * (BARS.length - 1)) : 0;
      return BARS[Math.min(BARS.length - 1, Math.max(0, height))];
    })
    .join('');
}

/** Least and greatest of those that are numbers. */
export function rangeOf(values: Iterable<number>): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

/** At most `width` means of neighbours, so that a long series fits into a line. */
export function resampled(values: ArrayLike<number>, width: number): number[] {
  const length = Math.min(width, values.length);
  return Array.from({ length }, (_, index) => {
    const [from, to] = [Math.floor((index * values.length) / length), Math.floor(((index + 1) * values.length) / length)];
    let sum = 0;
    for (let position = from; position < to; position++) sum += values[position];
    return sum / (to - from);
  });
}
