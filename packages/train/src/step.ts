import { valueAndGrad } from '@rekur/autodiff';
import type { Module, Parameters, State } from '@rekur/rnn';
import { resetState } from '@rekur/rnn';
import type { Engine, Program, Tensor, Tree, ValueType } from '@rekur/tensor';
import { equal, flattenTree, formatType, mapTree, mul, rebuildTree, sub, tensor, trace, where } from '@rekur/tensor';
import type { Batch } from './batch.js';
import { clipByGlobalNorm, globalNorm } from './clip.js';
import type { Loss } from './losses/loss.js';
import type { Optimizer, OptimizerState } from './optimizers/optimizer.js';

/** All that a training step changes. */
export interface TrainingState {
  readonly parameters: Parameters;
  readonly optimizer: OptimizerState;
  /** State carried from batch to batch; `{}` without truncated backpropagation through time. */
  readonly carried: State;
}

export interface StepResult {
  readonly state: TrainingState;
  /** Mean loss of the batch, before the update. */
  readonly loss: number;
  /** Global norm of the gradients before clipping. */
  readonly gradientNorm: number;
  /** False if loss or gradient was not finite: then the state is as it was. */
  readonly finite: boolean;
}

export interface StepOptions {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Largest global norm of the gradients; none by default. */
  readonly clipNorm?: number;
}

type Inputs = { readonly [name: string]: Tree };

/**
 * The whole training step as one function of tensors: forward, loss, backward, clipping and optimiser. Traced, it is the one
 * Program that runs per batch. If loss or gradient is not finite, a flag inside it keeps everything as it was.
 */
export function trainingStep(
  module: Module,
  { loss, optimizer, clipNorm }: StepOptions,
  state: TrainingState,
  batch: Batch,
  scalars: Readonly<Record<string, Tensor>>,
): { state: TrainingState; loss: Tensor; gradientNorm: Tensor; finite: Tensor } {
  const objective = valueAndGrad((parameters: Parameters) => {
    const result = forward(module, parameters, state.carried, batch);
    return {
      value: loss(result.output, batch.targets, batch.weights),
      auxiliary: flattenTree(result.carried).map(({ value }) => value),
    };
  });
  const { value, gradient, auxiliary } = objective(state.parameters);
  const norm = globalNorm(gradient);
  const clipped = clipNorm === undefined ? gradient : clipByGlobalNorm(gradient, clipNorm, norm);
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
export function forward(module: Module, parameters: Parameters, carried: State, batch: Batch): { output: Tensor; carried: State } {
  const first = batch.reset ? resetState(carried, batch.reset) : undefined;
  const { output, state } = module.apply(parameters, batch.inputs, first);
  return { output, carried: batch.reset ? state : {} };
}

/**
 * Keeps one prepared Program per set of input types: the first batch of a shape traces, later ones run.
 */
export function programCache<Result>(
  engine: Engine,
  f: (inputs: Inputs) => { tree: Inputs; read: (leaves: Inputs) => Result },
): (inputs: Inputs) => Result {
  const prepared = new Map<string, (leaves: Tensor[]) => Result>();
  return (inputs) => {
    const leaves = flattenTree(inputs);
    const key = leaves.map(({ path, value }) => `${path}:${formatType(value)}`).join(' ');
    let run = prepared.get(key);
    if (!run) prepared.set(key, (run = prepare(engine, f, inputs, leaves.map(({ value }) => value))));
    return run(leaves.map(({ value }) => value));
  };
}

function prepare<Result>(
  engine: Engine,
  f: (inputs: Inputs) => { tree: Inputs; read: (leaves: Inputs) => Result },
  inputs: Inputs,
  types: readonly ValueType[],
): (leaves: Tensor[]) => Result {
  let result: ReturnType<typeof f> | undefined;
  const { program, captured }: { program: Program; captured: readonly Tensor[] } = trace((...leaves) => {
    result = f(rebuildTree(inputs, leaves));
    return flattenTree(result.tree).map(({ value }) => value);
  }, types);
  const run = engine.prepare(program);
  const { tree, read } = result as ReturnType<typeof f>;
  return (leaves) => read(rebuildTree(tree, run([...leaves, ...captured])));
}

/** Runs training steps on an engine. */
export function createStepper(module: Module, options: StepOptions, engine: Engine) {
  const run = programCache(engine, (inputs) => {
    const { state, batch, scalars } = inputs as unknown as {
      state: TrainingState;
      batch: Batch;
      scalars: Record<string, Tensor>;
    };
    const result = trainingStep(module, options, state, batch, scalars);
    return {
      tree: result as unknown as Inputs,
      read: (leaves) => leaves as unknown as { state: TrainingState; loss: Tensor; gradientNorm: Tensor; finite: Tensor },
    };
  });
  return (state: TrainingState, batch: Batch, step: number): StepResult => {
    const dtype = flattenTree(state.parameters)[0]?.value.dtype ?? 'float32';
    const scalars = Object.fromEntries(
      Object.entries(options.optimizer.scalars(step)).map(([name, value]) => [name, tensor(value, { dtype })]),
    );
    const result = run({ state, batch: definedOnly(batch), scalars } as unknown as Inputs);
    return {
      state: result.state,
      loss: result.loss.item(),
      gradientNorm: result.gradientNorm.item(),
      finite: result.finite.item() === 1,
    };
  };
}

/** Runs the model and its loss without training, carrying state from batch to batch where the batches ask for it. */
export function createEvaluator(module: Module, loss: Loss, engine: Engine) {
  const run = programCache(engine, (inputs) => {
    const { parameters, carried, batch } = inputs as unknown as { parameters: Parameters; carried: State; batch: Batch };
    const result = forward(module, parameters, carried, batch);
    return {
      tree: { loss: loss(result.output, batch.targets, batch.weights), carried: result.carried },
      read: (leaves) => leaves as unknown as { loss: Tensor; carried: State },
    };
  });
  return (parameters: Parameters, carried: State, batch: Batch): { loss: number; carried: State } => {
    const result = run({ parameters, carried, batch: definedOnly(batch) } as unknown as Inputs);
    return { loss: result.loss.item(), carried: result.carried };
  };
}

/** A tree has no undefined leaves. */
function definedOnly(batch: Batch): Batch {
  return Object.fromEntries(Object.entries(batch).filter(([, value]) => value !== undefined)) as unknown as Batch;
}
