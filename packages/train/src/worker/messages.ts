// What the page and its training worker say to each other. Everything is packed (pack.ts): plain data that a structured clone keeps.

/** A loss or an optimiser by name, with its options. */
export interface Named {
  readonly name: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

export type ToWorker = TrainMessage | { readonly type: 'stop' } | { readonly type: 'saved' };

export interface TrainMessage {
  readonly type: 'train';
  /** Description of the module. */
  readonly module: unknown;
  readonly batches: unknown;
  readonly validation?: unknown;
  readonly loss: Named;
  readonly optimizer: Named;
  /** Whether the signal had been given before training began. */
  readonly stopped: boolean;
  /** Whether the page wants to hear what `fit` tells `onDebug`. */
  readonly debugs: boolean;
  /** Name of the engine, if the page chose one. */
  readonly engine?: string;
  /** Of `fit`'s checkpoint option: `save` stays with the page. */
  readonly checkpoint?: { readonly everySteps: number; readonly extra?: string };
  /** All other options of `fit`. */
  readonly options: unknown;
}

export type FromWorker =
  | { readonly type: 'event'; readonly event: unknown }
  /** To be saved, and answered with `saved`. */
  | { readonly type: 'checkpoint'; readonly checkpoint: unknown }
  | { readonly type: 'debug'; readonly message: string }
  | { readonly type: 'done'; readonly parameters: unknown }
  | { readonly type: 'failed'; readonly error: { readonly name: string; readonly message: string; readonly stack: string } };
