import { characterTokenizerFromJSON } from '@rekur/datasets';
import type { Cell, Module, Parameters } from '@rekur/rnn';
import { moduleFromDescription, resetState } from '@rekur/rnn';
import type { Engine, Tensor } from '@rekur/tensor';
import { describe } from '@rekur/tensor';
import type { Preparation } from '@rekur/train';
import { createTreeSession, crossEntropy, engineFor } from '@rekur/train';
import { TaskError } from '../error.js';
import type { RunOptions } from '../running.js';
import { tellPrepared } from '../running.js';
import { measuringBatches } from './data.js';
import type { HeldOutFigure, TextModel } from './model.js';

export interface EvaluateOptions extends RunOptions {
  readonly signal?: AbortSignal;
  readonly cells?: Readonly<Record<string, Cell>>;
}

/**
 * Bits per character of a text: −log₂ of the probability that the model gives to each character after those before it, on
 * average. The text is read as up to 16 streams side by side, each from a state of zeros. An unknown character counts as the
 * one unknown id, which is cheaper than naming it: see `unknownIn` of the tokenizer.
 * @returns null if the signal was aborted
 * @throws TaskError for a text of fewer than 2 characters.
 */
export async function evaluateText(model: TextModel, text: string, options: EvaluateOptions = {}): Promise<HeldOutFigure | null> {
  const ids = characterTokenizerFromJSON(model.tokenizer).encode(text);
  if (ids.length < 2) {
    throw new TaskError(describe('evaluateText', 'text is too short', `${ids.length} characters`, 'at least 2 are expected'));
  }
  const onPrepared = tellPrepared('evaluateText', 'a step', options);
  const module = moduleFromDescription(model.module, { cells: options.cells });
  return bitsPerCharacter(module, model.parameters, ids, { signal: options.signal, engine: engineFor(options.engine), onPrepared });
}

interface MeasureOptions {
  readonly engine: Engine;
  readonly signal?: AbortSignal;
  readonly onPrepared?: (preparation: Preparation) => void;
}

type Step = { readonly inputs: Tensor; readonly targets: Tensor; readonly reset: Tensor };

/** As {@link evaluateText}, of ids. */
export async function bitsPerCharacter(module: Module, parameters: Parameters, ids: Int32Array, options: MeasureOptions): Promise<HeldOutFigure | null> {
  const batches = measuringBatches(ids);
  const first = module.initialState(batches.at(0).inputs.shape[0]);
  const session = createTreeSession(options.engine, { weights: parameters, state: first });
  const measure = session.bind(
    ['weights', 'state'],
    (residents, { inputs, targets, reset }: Step) => {
      const { output, state } = module.apply(residents.weights, inputs, resetState(residents.state, reset));
      return { residents: { state }, results: { loss: crossEntropy(output, targets) } };
    },
    options.onPrepared,
  );
  let nats = 0;
  let characters = 0;
  for (const { inputs, targets, reset } of batches) {
    if (options.signal?.aborted) return null;
    nats += measure({ inputs, targets, reset }).loss.item() * targets.size;
    characters += targets.size;
    await yieldToHost();
  }
  return { bitsPerCharacter: nats / characters / Math.LN2, characters };
}

/** Lets the host handle events: signals, the page. */
function yieldToHost(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
