import { characterTokenizerFromJSON } from '@rekur/datasets';
import type { Cell, ModuleDescription, Parameters } from '@rekur/rnn';
import { moduleFromDescription } from '@rekur/rnn';
import { describe, flattenTree, interpreter } from '@rekur/tensor';
import { TaskError } from '../error.js';
import type { ModelFile } from '../modelFile.js';
import { usedBy } from '../modelFile.js';
import { characterStepper } from './characterStepper.js';
import type { TextCard, TextModel } from './model.js';

/** The model as `encodeModelFile` and `modelFileContent` take it. */
export function textModelFile({ module, parameters, tokenizer, card }: TextModel): ModelFile {
  return { task: 'text', parameters, description: { module, tokenizer, card } };
}

/**
 * The model of a file, as `decodeModelFile` read it. Nothing in it is trusted: network, tokenizer and weights must fit.
 * @param options.cells cells of one's own that the model is made of
 * @throws TaskError for a model of another task, or one whose parts do not fit.
 */
export function textModelFromFile(file: ModelFile, { cells }: { cells?: Readonly<Record<string, Cell>> } = {}): TextModel {
  if (file.task !== 'text') {
    throw new TaskError(
      describe('textModelFromFile', 'model of another task', `its task is ${file.task}`, 'a model that was trained on a text is expected', usedBy[file.task]),
    );
  }
  try {
    return checked(file, cells);
  } catch (cause) {
    throw new TaskError(
      describe('textModelFromFile', 'model is damaged', cause instanceof Error ? cause.message : String(cause), 'parts that fit together are expected', 'train it again'),
      { cause },
    );
  }
}

function checked({ parameters, description }: ModelFile, cells: Readonly<Record<string, Cell>> | undefined): TextModel {
  const tokenizer = characterTokenizerFromJSON(description['tokenizer']);
  checkParameters(description['module'], parameters);
  const stepper = characterStepper(moduleFromDescription(description['module'], { cells }), parameters, interpreter);
  // The greatest id: the embedding has a row for it, and there is a logit for it.
  const logits = stepper.read(tokenizer.size - 1);
  if (logits.length !== tokenizer.size) {
    throw new TaskError(`it has ${logits.length} outputs for ${tokenizer.size} characters`);
  }
  return {
    module: description['module'] as ModuleDescription,
    parameters,
    tokenizer: tokenizer.toJSON(),
    card: checkedCard(description['card']),
  };
}

/** Sizes are at most the number of weights, so that nothing is allocated by a size that the file only claims. */
function checkParameters(module: unknown, parameters: Parameters): void {
  let most = 0;
  for (const { path, value } of flattenTree(parameters)) {
    if (value.dtype !== 'float32') throw new TaskError(`${path} is ${value.dtype}, not float32`);
    most += value.size;
  }
  JSON.stringify(module, (name, value: unknown) => {
    if (typeof value === 'number' && value > most) throw new TaskError(`${name} is ${value}, and there are ${most} weights`);
    return value;
  });
}

function checkedCard(card: unknown): TextCard {
  const { source, step, heldOut } = Object(card) as Partial<Record<keyof TextCard, unknown>>;
  const { bitsPerCharacter, characters } = Object(heldOut) as Record<string, unknown>;
  const measured = heldOut === null || (typeof bitsPerCharacter === 'number' && typeof characters === 'number');
  if (typeof source !== 'string' || typeof step !== 'number' || !measured) throw new TaskError('its card is not readable');
  return card as TextCard;
}
