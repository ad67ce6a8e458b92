import type { Module, Parameters, State } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import { flattenTree, tensor } from '@rekur/tensor';
import type { Batch } from './batch.js';
import { keyOfStep, lossContextOf } from './context.js';
import type { OptimizerState } from './optimizers/optimizer.js';
import type { ScheduleMemory } from './schedules/schedule.js';
import type { StepOptions, TrainingState } from './step.js';
import { forward, trainingStep } from './step.js';
import type { Inputs, TracedTree } from './tracedTree.js';
import { leavesOf, traceTree } from './tracedTree.js';
import type { Preparation } from './treeSession.js';
import { createTreeSession, preparationText } from './treeSession.js';

export interface StepResult {
  /** Mean loss of the batch, before the update. */
  readonly loss: number;
  /** Global norm of the gradients before clipping. */
  readonly gradientNorm: number;
  /** False if loss or gradient was not finite: then everything is as it was. */
  readonly finite: boolean;
}

/** A step's Program as it is before any engine looks at it, with the values of its inputs. */
export interface ReplayedStep extends TracedTree {
  readonly inputs: readonly Tensor[];
}

/** Everything that training changes, in an engine's memory; trees are copied in and out. */
export interface TrainingSession {
  /** Runs step number `step`, counted from 1. */
  run(batch: Batch, step: number, memory?: ScheduleMemory): StepResult;
  /** The Program of such a step from the state as it is now, to look into. */
  replay(batch: Batch, step: number, memory?: ScheduleMemory): ReplayedStep;
  /** Mean loss of a batch of the validation; the state that validation carries goes on. */
  evaluate(batch: Batch): number;
  /** The state from which validation goes on. */
  writeWatched(state: State): void;
  parameters(): Parameters;
  state(): TrainingState;
}

export interface TrainingSessionOptions extends StepOptions {
  readonly seed: number;
  readonly onDebug?: (message: string) => void;
}

/**
 * A session with the state of a training in it, and the Programs over it: the training step and the validation, one per batch shape.
 * @param watched what validation carries from batch to batch: of that structure, and of these types
 */
export function createTrainingSession(module: Module, options: TrainingSessionOptions, engine: Engine, first: TrainingState, watched: State): TrainingSession {
  const { parameters, optimizer, carried } = first;
  const dtype = flattenTree(parameters)[0]?.value.dtype ?? 'float32';
  const session = createTreeSession<Residents>(engine, { parameters, optimizer, carried, watched });
  const argumentsOf = (batch: Batch, step: number, memory?: ScheduleMemory): StepArguments => {
    const scalars = Object.entries(options.optimizer.scalars(step, memory)).map(([name, value]) => [name, tensor(value, { dtype })] as const);
    return { batch: definedOnly(batch), scalars: Object.fromEntries(scalars), key: keyOfStep(options.seed, step) };
  };
  const told = (what: string) => options.onDebug && ((each: Preparation) => options.onDebug?.(compiled(what, each)));

  const step = session.bind(
    ['parameters', 'optimizer', 'carried'],
    (state, { batch, scalars, key }: StepArguments) => {
      const { state: next, ...results } = trainingStep(module, options, state, batch as unknown as Batch, scalars, key);
      return { residents: { ...next }, results };
    },
    told('a training step'),
  );
  const validate = session.bind(
    ['parameters', 'watched'],
    (state, { batch }: { batch: Inputs }) => {
      const given = batch as unknown as Batch;
      const result = forward(module, state.parameters, state.watched, given);
      return { residents: { watched: result.carried }, results: { loss: options.loss(result.output, given.targets, lossContextOf(given)) } };
    },
    told('a validation step'),
  );
  const state = (): TrainingState => ({ parameters: session.read('parameters'), optimizer: session.read('optimizer'), carried: session.read('carried') });
  return {
    run(...call) {
      const { loss, gradientNorm, finite } = step(argumentsOf(...call));
      return { loss: loss.item(), gradientNorm: gradientNorm.item(), finite: finite.item() === 1 };
    },
    replay: (...call) => replayed(module, options, { state: { ...state() }, ...argumentsOf(...call) }),
    evaluate: (batch) => validate({ batch: definedOnly(batch) }).loss.item(),
    writeWatched: (value) => session.write('watched', value),
    parameters: () => session.read('parameters'),
    state,
  };
}

type Residents = {
  readonly parameters: Parameters;
  readonly optimizer: OptimizerState;
  readonly carried: State;
  readonly watched: State;
};

type StepArguments = { readonly batch: Inputs; readonly scalars: Readonly<Record<string, Tensor>>; readonly key: Tensor };

function replayed(module: Module, options: StepOptions, inputs: StepArguments & { readonly state: Inputs }): ReplayedStep {
  const whole = ({ state, batch, scalars, key }: Inputs): Inputs =>
    trainingStep(
      module,
      options,
      state as unknown as TrainingState,
      batch as unknown as Batch,
      scalars as Record<string, Tensor>,
      key as Tensor,
    ) as unknown as Inputs;
  const traced = traceTree(whole, inputs);
  return { ...traced, inputs: [...leavesOf(inputs), ...traced.captured] };
}

/** A tree has no undefined leaves. */
function definedOnly(batch: Batch): Inputs {
  return Object.fromEntries(Object.entries(batch as unknown as Inputs).filter(([, value]) => value !== undefined));
}

/** Of a step's arguments, the batch alone says which Program it is. */
function compiled(what: string, preparation: Preparation): string {
  const batch = preparation.arguments.flatMap(({ path, type }) => (path.startsWith('batch.') ? [{ path: path.slice('batch.'.length), type }] : []));
  return `fit: ${preparationText(what, { ...preparation, arguments: batch })}`;
}
