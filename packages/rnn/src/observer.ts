import type { Tensor, ValueType } from '@rekur/tensor';
import type { Named } from './cell.js';
import type { Module } from './module.js';

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
