import { valueAndGrad } from '@rekur/autodiff';
import type { Module, Parameters, State } from '@rekur/rnn';
import { resetState } from '@rekur/rnn';
import type { Tensor } from '@rekur/tensor';
import { equal, flattenTree, mapTree, mul, rebuildTree, sub, where } from '@rekur/tensor';
import type { Batch } from './batch.js';
import { clipByGlobalNorm, clipByValue, globalNorm } from './clip.js';
import { applyContextOf, lossContextOf } from './context.js';
import type { Loss } from './losses/loss.js';
import type { Optimizer, OptimizerState } from './optimizers/optimizer.js';
import type { Inputs } from './tracedTree.js';
import { inOrderOf, leavesOf } from './tracedTree.js';

/** All that a training step changes. */
export interface TrainingState {
  readonly parameters: Parameters;
  readonly optimizer: OptimizerState;
  /** State carried from batch to batch; `{}` without truncated backpropagation through time. */
  readonly carried: State;
}

export interface StepOptions {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Largest global norm of the gradients; none by default. */
  readonly clipNorm?: number;
  /** Largest size of any element of the gradients, before `clipNorm`; none by default. */
  readonly clipValue?: number;
}

/**
 * The whole training step as one function of tensors: forward, loss, backward, clipping and optimiser. Traced, it is the one
 * Program that runs per batch. If loss or gradient is not finite, a flag inside it keeps everything as it was.
 *
 * @param scalars what the optimiser's `scalars` gives for this step
 * @param key uint32 [2], for modules that drop out; without it they do not
 */
export function trainingStep(
  module: Module,
  { loss, optimizer, clipNorm, clipValue }: StepOptions,
  state: TrainingState,
  batch: Batch,
  scalars: Readonly<Record<string, Tensor>>,
  key?: Tensor,
): { state: TrainingState; loss: Tensor; gradientNorm: Tensor; finite: Tensor } {
  const objective = valueAndGrad((parameters: Parameters) => {
    const result = forward(module, parameters, state.carried, batch, key);
    return {
      value: loss(result.output, batch.targets, lossContextOf(batch)),
      auxiliary: leavesOf(inOrderOf('carried state', state.carried, result.carried)),
    };
  });
  const { value, gradient, auxiliary } = objective(state.parameters);
  const norm = globalNorm(gradient);
  const bounded = clipValue === undefined ? gradient : clipByValue(gradient, clipValue);
  const clipped = clipNorm === undefined ? bounded : clipByGlobalNorm(bounded, clipNorm, clipValue === undefined ? norm : globalNorm(bounded));
  const updated = optimizer.update({ parameters: state.parameters, gradients: clipped, state: state.optimizer, scalars });
  const carried = rebuildTree(state.carried, auxiliary);
  // x − x is 0 for finite x and NaN otherwise.
  const finite = equal(mul(sub(value, value), sub(norm, norm)), 0);
  const next = { parameters: updated.parameters, optimizer: updated.state, carried };
  return { state: keepUnless(finite, next, state), loss: value, gradientNorm: norm, finite };
}

function keepUnless(flag: Tensor, next: TrainingState, before: TrainingState): TrainingState {
  const old = flattenTree(before as unknown as Inputs);
  let index = 0;
  return mapTree(next as unknown as Inputs, (leaf) => where(flag, leaf, old[index++].value)) as unknown as TrainingState;
}

/** The model's output on a batch, and the state to carry to the next one (`{}` if none is carried). */
export function forward(module: Module, parameters: Parameters, carried: State, batch: Batch, key?: Tensor): { output: Tensor; carried: State } {
  const first = batch.reset ? resetState(carried, batch.reset, firstState(module, parameters, batch.reset.shape[0])) : undefined;
  const { output, state } = module.apply(parameters, batch.inputs, first, applyContextOf(batch, key));
  return { output, carried: batch.reset ? state : {} };
}

/** The state of a row that starts afresh: the learned one where a layer has one; undefined stands for zeros. */
function firstState(module: Module, parameters: Parameters, batch: number): State | undefined {
  const dtype = flattenTree(parameters)[0]?.value.dtype ?? 'float32';
  const learned = module.initialState(batch, dtype, parameters);
  return flattenTree(learned).some(({ value }) => value.recorded ?? value.data.some(Boolean)) ? learned : undefined;
}
