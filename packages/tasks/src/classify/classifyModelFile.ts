import type { Cell } from '@rekur/rnn';
import { describe, flattenTree, trace } from '@rekur/tensor';
import { TaskError } from '../error.js';
import type { Field } from '../forecast/read.js';
import { inside, readList, readNumber, readOneOf, readText, readWhole } from '../forecast/read.js';
import type { ModelFile } from '../modelFile.js';
import { usedBy } from '../modelFile.js';
import type { ClassifyInput } from './data.js';
import { encoderFromJSON } from './encoder.js';
import type { ClassifyCard, ClassifyModel } from './model.js';
import type { ClassifyForm } from './network.js';
import { classifyNetwork } from './network.js';
import { poolings } from './settings.js';

/** The model as `encodeModelFile` and `modelFileContent` take it. */
export function classifyModelFile({ parameters, sample, ...rest }: ClassifyModel): ModelFile {
  const plain = typeof sample === 'string' ? sample : sample.map((step) => Array.from(step));
  return { task: 'classify', parameters, description: { ...rest, sample: plain } };
}

/**
 * The model of a file, as `decodeModelFile` read it. Nothing in it is trusted: network, encoder, labels and weights must fit.
 * @param options.cells cells of one's own that the model is made of
 * @throws TaskError for a model of another task, or one whose parts do not fit.
 */
export function classifyModelFromFile(file: ModelFile, { cells }: { cells?: Readonly<Record<string, Cell>> } = {}): ClassifyModel {
  if (file.task !== 'classify') {
    throw new TaskError(describe('classifyModelFromFile', 'model of another task', `its task is ${file.task}`, 'a model that was trained on labels is expected', usedBy[file.task]));
  }
  try {
    return checked(file, cells);
  } catch (cause) {
    throw new TaskError(
      describe('classifyModelFromFile', 'model is damaged', cause instanceof Error ? cause.message : String(cause), 'parts that fit together are expected', 'train it again'),
      { cause },
    );
  }
}

function checked({ parameters, description }: ModelFile, cells: Readonly<Record<string, Cell>> | undefined): ClassifyModel {
  const root: Field = { path: '', value: description };
  const weights = flattenTree(parameters);
  const wrong = weights.find(({ value }) => value.dtype !== 'float32');
  if (wrong) throw new TaskError(`${wrong.path} is ${wrong.value.dtype}, not float32`);
  // No size is greater than the number of weights, so that nothing is allocated by a size that the file only claims.
  const form = readForm(inside(root, 'form'), weights.reduce((sum, { value }) => sum + value.size, 0));
  const encoder = encoderFromJSON(description['encoder']);
  const labels = readList(inside(root, 'labels'), readText);
  if (encoder.kind !== form.input || encoder.size !== form.size) throw new TaskError(`its encoder has ${encoder.size} ${encoder.kind}, its network ${form.size} ${form.input}`);
  if (labels.length !== form.classes) throw new TaskError(`it has ${labels.length} labels for ${form.classes} outputs`);
  const network = classifyNetwork(form, cells);
  const input = form.input === 'characters' ? ({ shape: [1, 1], dtype: 'int32' } as const) : ({ shape: [1, 1, form.size], dtype: 'float32' } as const);
  // Shapes are checked by tracing, before anything is computed.
  trace((x) => [network.apply(parameters, x).output], [input]);
  const card = readCard(inside(root, 'card'));
  const sample = readSample(inside(root, 'sample'));
  encoder.encode(sample, card.settings.longest, 'its sample');
  return { form, parameters, encoder: encoder.toJSON(), labels, sample, card };
}

function readForm(field: Field, most: number): ClassifyForm {
  const size = (name: string): number => readWhole(inside(field, name), 1, most);
  return {
    input: readOneOf(inside(field, 'input'), ['characters', 'numbers']),
    size: size('size'),
    embedding: readWhole(inside(field, 'embedding'), 1),
    cell: readText(inside(field, 'cell')),
    ...readCellOptions(inside(field, 'cellOptions')),
    hidden: size('hidden'),
    layers: size('layers'),
    bidirectional: readOneOf(inside(field, 'bidirectional'), [true, false]),
    pooling: readOneOf(inside(field, 'pooling'), poolings),
    dropout: readNumber(inside(field, 'dropout'), 0),
    classes: size('classes'),
  };
}

/** Their names and types are checked where the cell is made. */
function readCellOptions({ value }: Field): Pick<ClassifyForm, 'cellOptions'> {
  return value === undefined ? {} : { cellOptions: Object(value) as ClassifyForm['cellOptions'] };
}

function readSample(field: Field): ClassifyInput {
  if (typeof field.value === 'string') return field.value;
  return readList(field, (step) => readList(step, (value) => readNumber(value)));
}

/** What is used of a card is checked; the rest is shown as it stands. */
function readCard(field: Field): ClassifyCard {
  readText(inside(field, 'source'));
  readWhole(inside(field, 'step'), 0);
  readWhole(inside(inside(field, 'settings'), 'longest'), 1);
  readList(inside(field, 'balance'), (each) => {
    readText(inside(each, 'label'));
    for (const part of ['training', 'validation', 'test']) readWhole(inside(each, part), 0);
  });
  const heldOut = inside(field, 'heldOut');
  if (heldOut.value !== null) {
    readNumber(inside(heldOut, 'accuracy'), 0);
    readNumber(inside(heldOut, 'f1'), 0);
    readWhole(inside(heldOut, 'examples'), 1);
    readText(inside(inside(heldOut, 'majority'), 'label'));
    readNumber(inside(inside(heldOut, 'majority'), 'accuracy'), 0);
    readList(inside(heldOut, 'classes'), (each) => {
      readText(inside(each, 'label'));
      for (const figure of ['examples', 'precision', 'recall', 'f1']) readNumber(inside(each, figure), 0);
    });
    readList(inside(heldOut, 'confusion'), (row) => readList(row, (cell) => readWhole(cell, 0)));
  }
  return field.value as ClassifyCard;
}
