/** What a cell declares of itself, and one unit's numbers. A `Cell` of `@rekur/rnn` has the first three fields. */
export interface CellDiagramData {
  readonly name: string;
  /** State parts in order; the first is the output. */
  readonly states: readonly string[];
  readonly gates: readonly string[];
  /** Of one unit at one step: printed, and the valves stand as far open as the gates say. What is left out is not printed. */
  readonly values?: CellValues;
}

export interface CellValues {
  readonly gates?: Readonly<Record<string, number>>;
  /** The state before the step. */
  readonly previous?: Readonly<Record<string, number>>;
  /** The state after it. */
  readonly next?: Readonly<Record<string, number>>;
  readonly input?: number;
}
