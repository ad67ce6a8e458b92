import { characterTokenizerFromJSON } from '@rekur/datasets';
import type { Cell, Module, Parameters, State } from '@rekur/rnn';
import { moduleFromDescription, resetState } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import { describe, flattenTree, interpreter, rebuildTree, trace } from '@rekur/tensor';
import { crossEntropy } from '@rekur/train';
import { TaskError } from '../error.js';
import { measuringBatches } from './data.js';
import type { HeldOutFigure, TextModel } from './model.js';

export interface EvaluateOptions {
  readonly signal?: AbortSignal;
  readonly cells?: Readonly<Record<string, Cell>>;
  readonly engine?: Engine;
}

/**
 * Bits per character of a text: −log₂ of the probability that the model gives to each character after those before it, on
 * average. The text is read as up to 16 streams side by side, each from a state of zeros. An unknown character counts as the
 * one unknown id, which is cheaper than naming it: see `unknownIn` of the tokenizer.
 * @returns null if the signal was aborted
 * @throws TaskError for a text of fewer than 2 characters.
 */
export async function evaluateText(model: TextModel, text: string, { signal, cells, engine }: EvaluateOptions = {}): Promise<HeldOutFigure | null> {
  const ids = characterTokenizerFromJSON(model.tokenizer).encode(text);
  if (ids.length < 2) {
    throw new TaskError(describe('evaluateText', 'text is too short', `${ids.length} characters`, 'at least 2 are expected'));
  }
  return bitsPerCharacter(moduleFromDescription(model.module, { cells }), model.parameters, ids, { signal, engine });
}

/** As {@link evaluateText}, of ids. */
export async function bitsPerCharacter(
  module: Module,
  parameters: Parameters,
  ids: Int32Array,
  { signal, engine = interpreter }: EvaluateOptions = {},
): Promise<HeldOutFigure | null> {
  const batches = measuringBatches(ids);
  const weights = leavesOf(parameters);
  const first = batches.at(0);
  let state = module.initialState(first.inputs.shape[0]);
  const { program, captured } = trace(
    (inputs, targets, reset, ...values) => {
      const carried = resetState(rebuildTree(state, values.slice(weights.length)), reset);
      const result = module.apply(rebuildTree(parameters, values.slice(0, weights.length)), inputs, carried);
      return [crossEntropy(result.output, targets), ...leavesOf(result.state)];
    },
    [first.inputs, first.targets, first.reset, ...weights, ...leavesOf(state)],
  );
  const run = engine.prepare(program);
  let nats = 0;
  let characters = 0;
  for (const { inputs, targets, reset } of batches) {
    if (signal?.aborted) return null;
    const [loss, ...next] = run([inputs, targets, reset, ...weights, ...leavesOf(state), ...captured]);
    state = rebuildTree(state, next);
    nats += loss.item() * targets.size;
    characters += targets.size;
    await yieldToHost();
  }
  return { bitsPerCharacter: nats / characters / Math.LN2, characters };
}

function leavesOf(tree: Parameters | State): Tensor[] {
  return flattenTree(tree).map(({ value }) => value);
}

/** Lets the host handle events: signals, the page. */
function yieldToHost(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
