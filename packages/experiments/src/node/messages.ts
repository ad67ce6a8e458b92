import type { Json, Part } from '../experiment.js';

/** What a worker is started with. */
export interface WorkerTask {
  readonly experiment: string;
  readonly options: Readonly<Record<string, Json>>;
  /** Try vectors of 256 bits first. */
  readonly wideSimd: boolean;
}

export interface ToWorker {
  readonly part: Part;
}

export type FromWorker =
  | { readonly type: 'progress'; readonly done: number; readonly words?: string }
  | { readonly type: 'result'; readonly result: Json }
  | { readonly type: 'failed'; readonly error: { readonly name: string; readonly message: string; readonly stack: string } };
