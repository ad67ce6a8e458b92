import type { GeneratedBatches, LagTaskBatch } from '@rekur/datasets';
import { lagTask } from '@rekur/datasets';
import type { Module, Parameters } from '@rekur/rnn';
import { flattenTree, randomKey, sigmoid, type Tensor, tensor } from '@rekur/tensor';
import type { OptimizerState } from '@rekur/train';
import { createTreeSession, engineFor, trainingStep } from '@rekur/train';
import type { PartContext } from '../experiment.js';
import { LARGEST_ERROR, largestErrors, targetsOf } from './answers.js';
import type { Recipe } from './recipes.js';

export interface LagTraining {
  readonly lag: number;
  readonly seed: number;
  /** Ends without success after so many sequences. */
  readonly budget: number;
}

export interface LagOutcome {
  /** All of 10,000 new sequences are answered with errors below 0.2. */
  readonly isSolved: boolean;
  /** Sequences that were trained on, until it was solved or given up. */
  readonly sequences: number;
  /** Of the last test: its sequences, those that were answered wrongly, and the largest error. */
  readonly tested: number;
  readonly wrong: number;
  readonly largestError: number;
  readonly parameterCount: number;
}

/** What training leaves behind. */
export interface TrainedNetwork {
  readonly outcome: LagOutcome;
  readonly before: Parameters;
  readonly after: Parameters;
}

/** Sequences between two tests. */
const TEST_EVERY = 1000;
const TEST_BATCH = 250;
/** So many are answered rightly before a network counts as having learned the task. */
export const FINAL_TEST = 10_000;

/**
 * Trains on new sequences until the task is solved: every 1,000 sequences 250 new ones are tested, and if they are all right, 10,000
 * others. A step whose gradient is not finite changes nothing.
 * @throws the signal's reason when it is aborted
 */
export async function trainAtLag(network: Module, recipe: Recipe, { lag, seed, budget }: LagTraining, { onProgress, signal }: PartContext): Promise<TrainedNetwork> {
  // Two streams of one seed, one to train on and one to test with: no other seed has either.
  const [training, testing] = [2 * seed, 2 * seed + 1];
  const batches = lagTask({ lag, as: 'ids', batch: recipe.batch, seed: training });
  const before = network.initialize(randomKey(seed));
  const session = sessionOf(network, recipe, before);
  const test = testerOf(session.answer, lagTask({ lag, as: 'ids', batch: TEST_BATCH, seed: testing }));
  const parameterCount = flattenTree(before).reduce((sum, { value }) => sum + value.size, 0);

  let [sequences, steps] = [0, 0];
  let tested = { tested: 0, wrong: 0, largestError: 1 };
  let isSolved = false;
  while (sequences < budget && !isSolved) {
    const next = Math.min(sequences + TEST_EVERY, budget);
    for (; sequences < next; sequences += recipe.batch) session.step(batches.at(steps), ++steps);
    tested = test(TEST_BATCH);
    if (tested.wrong === 0) tested = test(FINAL_TEST);
    isSolved = tested.wrong === 0;
    onProgress(isSolved ? 1 : Math.min(sequences / budget, 1), progressText(sequences, tested));
    await nextTask();
    signal?.throwIfAborted();
  }
  return { outcome: { isSolved, sequences, ...tested, parameterCount }, before, after: session.read() };
}

/** The network in an engine's memory: training steps and answers over the same parameters. */
function sessionOf(network: Module, { loss, optimizer, clipNorm }: Recipe, first: Parameters) {
  const session = createTreeSession<Residents>(engineFor(), { parameters: first, optimizer: optimizer.initialize(first) });
  const train = session.bind(['parameters', 'optimizer'], (residents, { inputs, lengths, targets, scalars }: StepArguments) => {
    const { state, loss: value } = trainingStep(network, { loss, optimizer, clipNorm }, { ...residents, carried: {} }, { inputs, lengths, targets }, scalars);
    return { residents: { parameters: state.parameters, optimizer: state.optimizer }, results: { loss: value } };
  });
  const run = session.bind(['parameters'], ({ parameters }, { inputs, lengths }: Omit<StepArguments, 'targets' | 'scalars'>) => ({
    results: { outputs: sigmoid(network.apply(parameters, inputs, undefined, { lengths }).output) },
  }));
  return {
    /** Training step number `number`, from 1. */
    step(batch: LagTaskBatch, number: number): void {
      const scalars = Object.entries(optimizer.scalars(number)).map(([name, value]) => [name, tensor(value)] as const);
      train({ inputs: batch.inputs, lengths: batch.lengths, targets: targetsOf(batch), scalars: Object.fromEntries(scalars) });
    },
    answer: ({ inputs, lengths }: LagTaskBatch): Tensor => run({ inputs, lengths }).outputs,
    read: (): Parameters => session.read('parameters'),
  };
}

type Residents = { readonly parameters: Parameters; readonly optimizer: OptimizerState };

type StepArguments = { readonly inputs: Tensor; readonly lengths: Tensor; readonly targets: Tensor; readonly scalars: Readonly<Record<string, Tensor>> };

/** Tests with so many sequences that were never seen before; ends with the first batch that has a wrong answer. */
function testerOf(answer: (batch: LagTaskBatch) => Tensor, batches: GeneratedBatches<LagTaskBatch>) {
  let used = 0;
  return (count: number): Pick<LagOutcome, 'tested' | 'wrong' | 'largestError'> => {
    let [tested, wrong, largestError] = [0, 0, 0];
    while (tested < count && wrong === 0) {
      const batch = batches.at(used++);
      const errors = largestErrors(answer(batch), targetsOf(batch));
      tested += errors.length;
      wrong += errors.filter((error) => !(error < LARGEST_ERROR)).length;
      largestError = Math.max(largestError, ...errors);
    }
    return { tested, wrong, largestError };
  };
}

function progressText(sequences: number, { tested, wrong }: Pick<LagOutcome, 'tested' | 'wrong'>): string {
  return `${sequences.toLocaleString('en')} sequences, ${wrong} of ${tested.toLocaleString('en')} wrong`;
}

/** Lets a page breathe and an abort arrive. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
