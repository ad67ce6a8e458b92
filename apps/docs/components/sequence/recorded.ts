/** What is read of `data/order-matters.json`, a run of the experiment as the command line saves it. */
export interface Recorded {
  readonly experiment: string;
  readonly options: Readonly<Record<string, string | number>>;
  readonly result: {
    readonly cell: string;
    readonly readings: readonly Reading[];
    readonly pictures: readonly { readonly subject: string; readonly arrangement: string; readonly size: number; readonly pixels: readonly number[] }[];
  };
}

export interface Reading {
  readonly reader: string;
  readonly arrangement: string;
  readonly right: number;
  readonly tested: number;
}

/** Mean share of right answers over the seeds. */
export function accuracyOf(readings: readonly Reading[], reader: string, arrangement: string): number {
  const found = readings.filter((reading) => reading.reader === reader && reading.arrangement === arrangement);
  return found.reduce((sum, { right, tested }) => sum + right / tested, 0) / found.length;
}
