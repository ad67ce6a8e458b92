import type { DType, RandomKey, Tensor, Tree, ValueType } from '@rekur/tensor';
import type { Named } from './cell.js';

/** What a model file says of a module: plain JSON, from which `moduleFromDescription` builds it again. */
export type ModuleDescription = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** State by dotted name; `{}` for a module that keeps none. */
export type State = { readonly [name: string]: Tree };
export type Parameters = { readonly [name: string]: Tree };

/** What is known of a batch beside its inputs. A module that wraps others hands them `contextOfPart(context, name)`. */
export interface ApplyContext {
  /** int32 [batch]: how many steps of each row count, from 1 to all, in any order. Default: all. */
  readonly lengths?: Tensor;
  /** uint32 [2]: the random key of this training step. Without it nothing is dropped out, as when a model is used. */
  readonly key?: Tensor;
  /** Who looks at the states inside; it never changes what is computed. See `observe` and `gradientFlow`. */
  readonly observer?: Observer;
  /** Where in the model this module stands, such as `0.2`; the outermost is ''. */
  readonly path?: string;
}

/**
 * A part of a model: plain functions over parameters and state that the caller owns.
 */
export interface Module {
  readonly description: ModuleDescription;
  /** First values of the parameters, float32; the same key gives the same bits. */
  initialize(key: RandomKey): Parameters;
  /** The state before the first step: the learned one where a layer has one and `parameters` are given, else zeros. */
  initialState(batch: number, dtype?: DType, parameters?: Parameters): State;
  /** Pure: the same arguments give the same results, concrete or traced. */
  apply(parameters: Parameters, input: Tensor, state?: State, context?: ApplyContext): { output: Tensor; state: State };
}

/** Every step of one direction of one recurrent layer, each tensor [batch, time, its width]; zero at padded steps. */
export interface ObservedRun {
  readonly states: Named;
  readonly gates: Named;
}

/** What modules tell whoever looks inside while they are applied. Every method may be left out. */
export interface Observer {
  /** A recurrent layer has run in one direction; `path` is such as `0.l1_reverse`. */
  unrolled?(path: string, run: ObservedRun): void;
  /** A part of a module has been applied. */
  applied?(path: string, part: Module, output: Tensor): void;
  /** A tensor of this type, [batch, time, width], to add to a state part at every step: zeros, to differentiate by. */
  handle?(path: string, type: ValueType): Tensor | undefined;
}
