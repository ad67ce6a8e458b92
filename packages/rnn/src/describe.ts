import type { Cell } from './cell.js';
import { cellFromDescription } from './cells/index.js';
import { type Fields, fieldsOf, refuse } from './descriptionFields.js';
import { dropout } from './layers/dropout.js';
import { embedding } from './layers/embedding.js';
import { lastStep } from './layers/last.js';
import { linear } from './layers/linear.js';
import { maxOverTime, meanOverTime } from './layers/pooling.js';
import { recurrent } from './layers/recurrent.js';
import { residual } from './layers/residual.js';
import { sequential } from './layers/sequential.js';
import type { Module } from './module.js';

type OwnCells = Readonly<Record<string, Cell>>;

const builders: Readonly<Record<string, (fields: Fields, own: OwnCells) => Module>> = {
  sequential: (fields, own) => sequential(...fields.list('modules').map((part) => moduleFromDescription(part, { cells: own }))),
  recurrent: buildRecurrent,
  linear: (fields) => linear(fields.size('inputSize'), fields.size('outputSize'), { bias: fields.flag('bias') }),
  embedding: (fields) => embedding(fields.size('count'), fields.size('width')),
  dropout: (fields) => dropout(fields.rate('rate')),
  residual: (fields, own) => residual(moduleFromDescription(fields.raw('module'), { cells: own })),
  lastStep: () => lastStep(),
  meanOverTime: () => meanOverTime(),
  maxOverTime: () => maxOverTime(),
};

/** A file must not make its reader build more than any network has. */
const MOST_LAYERS = 1000;

/** Options that a file does not name have their defaults: files from before an option existed stay readable. */
function buildRecurrent(fields: Fields, own: OwnCells): Module {
  const cell = cellFromDescription({ name: fields.text('cell'), options: fields.cellOptions() }, own);
  const variational = fieldsOf(fields.raw('variationalDropout') ?? {});
  return recurrent(cell, fields.size('inputSize'), fields.size('hiddenSize'), {
    layers: fields.size('layers', MOST_LAYERS),
    bias: fields.flag('bias'),
    bidirectional: fields.flag('bidirectional'),
    ...(fields.raw('projectionSize') !== undefined && { projectionSize: fields.size('projectionSize') }),
    dropout: fields.rate('dropout', 0),
    variationalDropout: { input: variational.rate('input', 0), recurrent: variational.rate('recurrent', 0) },
    residual: fields.flag('residual', false),
    learnInitialState: fields.flag('learnInitialState', false),
    remat: fields.flag('remat', false),
  });
}

/**
 * Builds a module from its description, as read from a model file. Nothing in it is evaluated: kinds and cells are looked up.
 * @param options.cells cells of one's own, beside the built-in ones
 * @throws ValueError naming what is unknown or has the wrong type.
 */
export function moduleFromDescription(description: unknown, options: { cells?: OwnCells } = {}): Module {
  const fields = fieldsOf(description);
  const kind = fields.text('kind');
  const build = Object.hasOwn(builders, kind) ? builders[kind] : undefined;
  if (!build) refuse(`kind is '${kind}'`, `one of ${Object.keys(builders).join(', ')} is expected`);
  return build(fields, options.cells ?? {});
}
