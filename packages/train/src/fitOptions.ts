import type { Parameters } from '@rekur/rnn';
import type { BatchSource } from './batch.js';
import type { Checkpoint } from './checkpoint.js';
import type { EngineChoice } from './engineFor.js';
import type { StepOptions } from './step.js';

/** What `fit` is told beside module and batches. */
export interface FitOptions extends StepOptions {
  /** First values of the parameters and the masks of dropout come from it. */
  readonly seed: number;
  /** Passes over the batches. Default 1. */
  readonly epochs?: number;
  /** Ends after so many steps, if that is sooner. */
  readonly maxSteps?: number;
  readonly validation?: BatchSource;
  /** Steps between validations. Default: once per epoch. */
  readonly validateEvery?: number;
  /** Ends after so many validations in a row without a lower loss (one that is not finite is not lower). Default: never. */
  readonly patience?: number;
  /** Stops after the step under way, with a checkpoint if they are kept. */
  readonly signal?: AbortSignal;
  /** What runs the Programs: `'wasm'`, `'interpreter'`, or an engine. Default: `'wasm'`; the interpreter for float64 and where nothing can be compiled. */
  readonly engine?: EngineChoice;
  /** Start from these instead of the seed's. */
  readonly parameters?: Parameters;
  /** Keeps checkpoints: every so many steps, and when stopped. */
  readonly checkpoint?: {
    readonly everySteps: number;
    readonly save: (checkpoint: Checkpoint) => void | Promise<void>;
    /** Stored along with it. */
    readonly extra?: string;
  };
  /** Go on from here; everything else must be as it was. */
  readonly resume?: Checkpoint;
  /** Is told what `fit` does beside training, such as compiling a step for batches of another shape. */
  readonly onDebug?: (message: string) => void;
}
