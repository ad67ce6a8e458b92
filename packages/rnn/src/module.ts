import type { DType, RandomKey, Tensor, Tree } from '@rekur/tensor';

/** What a model file says of a module: plain JSON, from which `moduleFromDescription` builds it again. */
export type ModuleDescription = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** State by dotted name; `{}` for a module that keeps none. */
export type State = { readonly [name: string]: Tree };
export type Parameters = { readonly [name: string]: Tree };

/** What is known of a batch beside its inputs. */
export interface ApplyContext {
  /** int32 [batch]: how many steps of each row count, from 1 to all, in any order. Default: all. */
  readonly lengths?: Tensor;
  /** uint32 [2]: the random key of this training step. Without it nothing is dropped out, as when a model is used. */
  readonly key?: Tensor;
}

/**
 * A part of a model: plain functions over parameters and state that the caller owns.
 */
export interface Module {
  readonly description: ModuleDescription;
  /** First values of the parameters, float32; the same key gives the same bits. */
  initialize(key: RandomKey): Parameters;
  /** The state before the first step: zeros. */
  initialState(batch: number, dtype?: DType): State;
  /** Pure: the same arguments give the same results, concrete or traced. */
  apply(parameters: Parameters, input: Tensor, state?: State, context?: ApplyContext): { output: Tensor; state: State };
}
