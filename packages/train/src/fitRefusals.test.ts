import { describe, expect, test } from 'vitest';
import { linear, lastStep, lstm, type Module, sequential } from '@rekur/rnn';
import type { TensorEntry } from '@rekur/safetensors';
import { cast, flattenTree, mapTree, normal, randomKey, tensor, zeros } from '@rekur/tensor';
import type { Batch, BatchSource } from './batch.js';
import { type Checkpoint, checkpointContent, checkpointFromFile, decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';
import type { FitEvent } from './events.js';
import { fit } from './fit.js';
import type { FitOptions } from './fitOptions.js';
import { crossEntropy } from './losses/crossEntropy.js';
import { meanSquaredError } from './losses/meanSquaredError.js';
import { sgd } from './optimizers/sgd.js';

const module = sequential(lstm(3, 2), linear(2, 1));
const batch: Batch = { inputs: normal(randomKey(1), [2, 4, 3]), targets: normal(randomKey(2), [2, 4, 1]) };
const base: FitOptions = { loss: meanSquaredError, optimizer: sgd({ learningRate: 0.1 }), seed: 1 };
const ints = (values: number[] | number[][]) => tensor(values, { dtype: 'int32' });

async function collect(more: Partial<FitOptions> = {}, source: BatchSource = [batch], of: Module = module): Promise<FitEvent[]> {
  const events: FitEvent[] = [];
  for await (const event of fit(of, source, { ...base, ...more })) events.push(event);
  return events;
}

test.each<[Partial<FitOptions>, string]>([
  [{ epochs: -1 }, 'fit: epochs out of range: epochs is -1; a whole number, 0 or more, is expected'],
  [{ maxSteps: 1.5 }, 'fit: maxSteps out of range: maxSteps is 1.5; a whole number, 0 or more, is expected'],
  [{ validateEvery: 0, validation: [batch] }, 'fit: validateEvery out of range: validateEvery is 0; a whole number above 0 is expected'],
  [{ patience: NaN, validation: [batch] }, 'fit: patience out of range: patience is NaN; a whole number above 0 is expected'],
  [{ checkpoint: { everySteps: 0, save: () => undefined } }, 'fit: checkpoint.everySteps out of range: checkpoint.everySteps is 0; a whole number above 0 is expected'],
  [{ learningRate: 0.1 } as object, "fit: unknown option: 'learningRate'; one of loss, optimizer, "],
  [{ clipNorm: -1 }, 'fit: clipNorm out of range: clipNorm is -1; a number above 0 is expected'],
  [{ clipValue: 0 }, 'fit: clipValue out of range: clipValue is 0; a number above 0 is expected'],
  [{ patience: 2 }, 'fit: no validation: patience is 2; batches to validate on are expected; pass { validation }'],
  [{ validation: [] }, 'fit: no validation: validation is empty; batches to validate on are expected; pass { validation }'],
  [{ loss: 'huber' as never }, 'fit: no loss: loss is of type string; a loss is expected, such as crossEntropy or huber()'],
  [{ optimizer: sgd as never }, 'fit: no optimizer: optimizer is of type function; an optimiser is expected, such as adam()'],
  [{ optimizer: sgd({ learningRate: () => NaN }) }, 'learningRate: the rate of step 1 out of range: the rate of step 1 is NaN; a finite number, 0 or more, is expected'],
  [{ parameters: {} }, "fit: parameters do not fit the module: '0.weight_ih_l0' is missing; [8, 3] is expected"],
  [{ parameters: { ...module.initialize(randomKey(1)), 2: tensor([1]) } }, "fit: parameters do not fit the module: '2' is [1]; the module has no parameter of that name"],
])('fit refuses options %j', async (options, message) => {
  await expect(collect(options)).rejects.toThrow(message);
});

test.each<[string, Partial<Batch>, string]>([
  ['without targets', { targets: undefined }, 'fit: batch does not fit: its targets are of type undefined; { inputs, targets } are expected, each a tensor'],
  ['with a length of 0', { lengths: ints([4, 0]) }, 'fit: lengths out of range: row 1 has 0; 1 to 4 are expected'],
  ['with a length beyond its steps', { lengths: ints([5, 1]) }, 'fit: lengths out of range: row 0 has 5; 1 to 4 are expected'],
  ['with more targets than there are', { targetLengths: ints([4, 5]) }, 'fit: targetLengths out of range: row 1 has 5; 0 to 4 are expected'],
  ['with a weight below 0', { weights: tensor([1, -1]) }, 'fit: weight out of range: a weight is -1; finite numbers, 0 or more, are expected'],
  [
    'in which all weights are 0',
    { weights: tensor([0, 0]) },
    'fit: no target counts: none of float32[2, 4, 1] in step 1; at least one is expected that has a weight, and is not to be ignored',
  ],
  [
    'with weights of another dtype',
    { weights: tensor([true, false]) },
    "meanSquaredError: wrong dtype: weights are bool[2], the output is float32[2, 4, 1]; one dtype is expected; cast(weights, 'float32') converts",
  ],
])('fit refuses a batch %s', async (_title, part, message) => {
  await expect(collect({}, [{ ...batch, ...part }])).rejects.toThrow(message);
});

test('fit refuses a module without parameters, and a source without a length', async () => {
  await expect(collect({}, [batch], lastStep())).rejects.toThrow('fit: nothing to train: the module has no parameters; at least one is expected');
  await expect(collect({}, [])).rejects.toThrow(
    'fit: no batches: their length is 0; a length of at least 1 is expected; give an array, or { length, epoch(index) }',
  );
});

test('fit refuses epochs with fewer batches than their length says, rather than to wait for more', async () => {
  const message =
    'fit: too few batches: epoch 0 has 1; 3 are expected, as the length of the batches says; ' +
    'a generator gives its batches only once: give an array, or { length, epoch(index) }';
  await expect(collect({}, { length: 3, epoch: () => [batch] })).rejects.toThrow(message);
  let last: Checkpoint | undefined;
  await collect({ maxSteps: 2, checkpoint: { everySteps: 1, save: (each) => void (last = each) } }, [batch, batch, batch]);
  await expect(collect({ resume: last }, [batch])).rejects.toThrow(
    'fit: checkpoint is of other batches: 2 batches of epoch 0 are done, there are 1; the batches it was started with are expected',
  );
});

test('fit refuses a batch without reset after one that handed its state on', async () => {
  await expect(collect({}, [{ ...batch, reset: tensor([true, true]) }, batch])).rejects.toThrow(
    'fit: batch without reset: that of step 2 has none, those before it handed a state on; reset is expected in all batches or in none',
  );
});

test('fit says of a target that is no class where to look', async () => {
  const bad = { inputs: batch.inputs, targets: ints([[0, 1, 2, 9], [0, 0, 0, 0]]) };
  await expect(collect({ loss: crossEntropy }, [bad], linear(3, 3))).rejects.toThrow(/; look at the targets: so a loss marks one that it cannot count$/);
});

test('fit carries a state of the dtype of the parameters', async () => {
  const double = (x: typeof batch.inputs) => cast(x, 'float64');
  const carried = { inputs: double(batch.inputs), targets: double(batch.targets), reset: tensor([true, true]) };
  const events = await collect({ parameters: mapTree(module.initialize(randomKey(1)), double) }, [carried]);
  const end = events[events.length - 1];
  expect(end.type === 'end' && flattenTree(end.parameters).every(({ value }) => value.dtype === 'float64')).toBe(true);
});

describe('a validation loss that is not finite', () => {
  // Its squared error is beyond float32.
  const far = { inputs: zeros([1, 1, 1]), targets: tensor([[[1e20]]]) };
  const near = { inputs: tensor([[[1]]]), targets: tensor([[[1]]]) };

  test('is never the best', async () => {
    const validation = { length: 1, epoch: () => [far] };
    const events = await collect({ validation, epochs: 3 }, [near], linear(1, 1));
    expect(events.flatMap((event) => (event.type === 'validation' ? [[event.loss, event.isBest]] : []))).toEqual([
      [Infinity, false],
      [Infinity, false],
      [Infinity, false],
    ]);
    const end = events[events.length - 1];
    const last = events.findLast((event) => event.type === 'step');
    expect(end).toMatchObject({ bestStep: null, bestLoss: null, parameters: last?.parameters });
  });

  test('counts for patience, and training resumed after it stopped early stays stopped', async () => {
    let last: Checkpoint | undefined;
    const checkpoint = { everySteps: 100, save: (each: Checkpoint) => void (last = decodeCheckpoint(encodeCheckpoint(each))) };
    const options = { validation: [far], epochs: 9, patience: 2 };
    const ends = [await collect({ ...options, checkpoint }, [near], linear(1, 1)), await collect({ ...options, resume: last }, [near], linear(1, 1))];
    for (const events of ends) expect(events[events.length - 1]).toMatchObject({ reason: 'stopped early', step: 2 });
    expect(ends[1].map(({ type }) => type)).toEqual(['start', 'end']);
  });

  test('is not asked of a batch in which nothing counts', async () => {
    const ignored = { inputs: tensor([[[1]]]), targets: ints([[-100]]) };
    const counted = { inputs: tensor([[[1]]]), targets: ints([[1]]) };
    const events = await collect({ loss: crossEntropy, validation: [ignored, counted] }, [counted], linear(1, 2));
    const validation = events.find((event) => event.type === 'validation');
    expect(validation?.loss).toBeGreaterThan(0);
    expect(validation?.isBest).toBe(true);
  });
});

test('a checkpoint that lacks a part of its description is refused by name', async () => {
  let last: Checkpoint | undefined;
  await collect({ checkpoint: { everySteps: 1, save: (each) => void (last = each) } });
  const { tensors, metadata = {} } = checkpointContent(last as Checkpoint);
  const without = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'structure'));
  const file = (more: Record<string, string>) => ({ tensors, metadata: { ...without, ...more } }) as never;
  const expected = 'what encodeCheckpoint wrote is expected';
  expect(() => checkpointFromFile(file({}))).toThrow(`decodeCheckpoint: checkpoint is damaged: its structure is missing; ${expected}`);
  expect(() => checkpointFromFile(file({ structure: '{' }))).toThrow(`decodeCheckpoint: checkpoint is damaged: its structure is no JSON; ${expected}`);
  const whole = { structure: metadata['structure'], progress: metadata['progress'] };
  const damages: [Record<string, string>, string][] = [
    [{ structure: '{"parameters":{}}' }, 'its optimizer part is missing'],
    [{ structure: '{"parameters":5}' }, 'its parameters part is 5'],
    [{ progress: 'null' }, 'its progress is null'],
    [{ progress: '{"step":-1}' }, 'its progress is {"step":-1}'],
  ];
  for (const [damage, message] of damages) {
    expect(() => checkpointFromFile(file({ ...whole, ...damage }))).toThrow(`decodeCheckpoint: checkpoint is damaged: ${message}; ${expected}`);
  }
  const integers = new Map([...(tensors as ReadonlyMap<string, TensorEntry>)].map(([name, { shape, bytes }]) => [name, { dtype: 'I32', shape, bytes }]));
  const [first] = integers.keys();
  expect(() => checkpointFromFile({ tensors: integers, metadata } as never)).toThrow(
    `decodeCheckpoint: checkpoint is damaged: '${first}' is I32; ${expected}`,
  );
});
