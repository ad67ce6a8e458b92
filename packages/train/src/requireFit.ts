import type { Module, Parameters } from '@rekur/rnn';
import { describe, flattenTree, formatShape, randomKey, sameShape, Tensor, ValueError } from '@rekur/tensor';
import type { Batch, BatchSource } from './batch.js';
import type { Progress } from './checkpoint.js';
import { FitError } from './error.js';
import type { FitOptions } from './fitOptions.js';
import { requireLengthsWithin } from './losses/loss.js';
import { requireKnown, requireOptions } from './require.js';

const known: { readonly [Name in keyof Required<FitOptions>]: true } = {
  loss: true,
  optimizer: true,
  clipNorm: true,
  clipValue: true,
  seed: true,
  epochs: true,
  maxSteps: true,
  validation: true,
  validateEvery: true,
  patience: true,
  signal: true,
  engine: true,
  parameters: true,
  checkpoint: true,
  resume: true,
  onDebug: true,
};

/** @throws ValueError for unknown options and those out of range, FitError for those that do not go together. */
export function requireFitOptions(options: FitOptions): void {
  requireKnown('fit', options, known);
  const { loss, optimizer, epochs, maxSteps, clipNorm, clipValue, validateEvery, patience, checkpoint }: Partial<FitOptions> = options;
  if (typeof loss !== 'function') throw notMade('loss', loss, 'a loss is expected, such as crossEntropy or huber()');
  if (typeof optimizer?.update !== 'function') throw notMade('optimizer', optimizer, 'an optimiser is expected, such as adam()');
  const isWhole = (value: number): boolean => value === Infinity || Number.isInteger(value);
  requireOptions('fit', given({ epochs, maxSteps }), (value) => value >= 0 && isWhole(value), 'a whole number, 0 or more, is expected');
  const counts = given({ validateEvery, patience, 'checkpoint.everySteps': checkpoint?.everySteps });
  requireOptions('fit', counts, (value) => value > 0 && isWhole(value), 'a whole number above 0 is expected');
  requireOptions('fit', given({ clipNorm, clipValue }), (value) => value > 0, 'a number above 0 is expected');
  requireValidation(options);
}

/** @throws FitError for a source without batches, or one that a resumed training cannot be in the middle of. */
export function requireBatches({ length }: BatchSource, { epoch, batchInEpoch }: Progress): void {
  if (!(Number.isSafeInteger(length) && length > 0)) {
    throw new FitError(describe('fit', 'no batches', `their length is ${length}`, 'a length of at least 1 is expected', 'give an array, or { length, epoch(index) }'));
  }
  if (batchInEpoch < length) return;
  throw new FitError(
    describe('fit', 'checkpoint is of other batches', `${batchInEpoch} batches of epoch ${epoch} are done, there are ${length}`, 'the batches it was started with are expected'),
  );
}

/**
 * What a Program cannot check of its inputs.
 * @throws FitError for a batch without inputs or targets, ValueError for lengths or weights out of range.
 */
export function requireBatch({ inputs, targets, weights, lengths, targetLengths }: Batch): void {
  for (const [name, value] of Object.entries({ inputs, targets })) {
    if (value instanceof Tensor) continue;
    throw new FitError(describe('fit', 'batch does not fit', `its ${name} are of type ${typeof value}`, '{ inputs, targets } are expected, each a tensor'));
  }
  if (lengths) requireLengthsWithin('fit', 'lengths', lengths, 1, inputs.shape[1]);
  if (targetLengths) requireLengthsWithin('fit', 'targetLengths', targetLengths, 0, targets.shape[1]);
  const wrong = weights?.data.find((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong === undefined) return;
  throw new ValueError(describe('fit', 'weight out of range', `a weight is ${wrong}`, 'finite numbers, 0 or more, are expected'));
}

/** @throws FitError unless the parameters have the names and shapes of those that the module initialises. */
export function requireParameters(module: Module, parameters: Parameters): void {
  const shapes = (tree: Parameters) => new Map(flattenTree(tree).map(({ path, value }) => [path, value.shape]));
  const [found, wanted] = [shapes(parameters), shapes(module.initialize(randomKey(0)))];
  for (const path of new Set([...wanted.keys(), ...found.keys()])) {
    const [has, wants] = [found.get(path), wanted.get(path)];
    if (has && wants && sameShape(has, wants)) continue;
    throw new FitError(
      describe(
        'fit',
        'parameters do not fit the module',
        `'${path}' is ${has ? formatShape(has) : 'missing'}`,
        wants ? `${formatShape(wants)} is expected` : 'the module has no parameter of that name',
      ),
    );
  }
}

/** @throws FitError if there is no parameter. */
export function requireTrainable(parameters: Parameters): void {
  if (flattenTree(parameters).length > 0) return;
  throw new FitError(describe('fit', 'nothing to train', 'the module has no parameters', 'at least one is expected'));
}

/** @throws FitError for options about a validation that there is not. */
function requireValidation({ optimizer: { schedule }, validation, patience }: FitOptions): void {
  if (validation && validation.length > 0) return;
  const reasons = [
    schedule?.validation && `the schedule ${schedule.name} follows the validation loss`,
    validation && 'validation is empty',
    patience !== undefined && `patience is ${patience}`,
  ].filter((reason) => typeof reason === 'string');
  if (reasons.length === 0) return;
  throw new FitError(describe('fit', 'no validation', reasons[0], 'batches to validate on are expected', 'pass { validation }'));
}

/** Those that are not undefined. */
function given(options: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(Object.entries(options).filter((entry): entry is [string, number] => entry[1] !== undefined));
}

function notMade(name: string, value: unknown, expected: string): ValueError {
  return new ValueError(describe('fit', `no ${name}`, `${name} is of type ${typeof value}`, expected));
}
