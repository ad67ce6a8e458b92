import { describe, expect, test } from 'vitest';
import { lstmCellWith } from '@rekur/rnn';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '@rekur/train';
import { TaskError } from '../error.js';
import { decodeModelFile, encodeModelFile } from '../modelFile.js';
import { classify, classifyAll } from './classify.js';
import { classifyModelFile, classifyModelFromFile } from './classifyModelFile.js';
import type { ClassifySource } from './data.js';
import type { ClassifyEndEvent, ClassifyEvent } from './events.js';
import { trainClassifier, type TrainClassifierOptions } from './train.js';

/** Texts of many lengths whose first character is the label: it must be kept to the end. Twice as many b as a. */
const texts: ClassifySource = {
  name: 'firsts',
  inputs: Array.from({ length: 90 }, (_, index) => `${index % 3 === 0 ? 'a' : 'b'}${'xyz'.repeat(3).slice(0, 1 + ((index * 7) % 9))}`),
  labels: Array.from({ length: 90 }, (_, index) => (index % 3 === 0 ? 'A' : 'B')),
};

/** Lines that rise or fall, with a second feature that says nothing, on another scale. */
const lines: ClassifySource = {
  name: 'lines',
  inputs: Array.from({ length: 60 }, (_, index) => Array.from({ length: 5 }, (_step, time) => [(index % 2 === 0 ? time : -time) + (index % 7), 1000 * (index % 5)])),
  labels: Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 'up' : 'down')),
};

const small: TrainClassifierOptions = { hidden: 8, embedding: 4, epochs: 12, batch: 8, learningRate: 0.03, bidirectional: false, dropout: 0 };

async function collect(source: ClassifySource, options: TrainClassifierOptions = {}): Promise<ClassifyEvent[]> {
  const events: ClassifyEvent[] = [];
  for await (const event of trainClassifier(source, { ...small, ...options })) events.push(event);
  return events;
}

function endOf(events: readonly ClassifyEvent[]): ClassifyEndEvent {
  const end = events[events.length - 1];
  if (end.type !== 'end') throw new Error(`last event is ${end.type}`);
  return end;
}

const bytesOf = (events: readonly ClassifyEvent[]): string => Buffer.from(encodeModelFile(classifyModelFile(endOf(events).model))).toString('base64');

async function failing(source: ClassifySource, options: TrainClassifierOptions = {}): Promise<unknown> {
  try {
    for await (const event of trainClassifier(source, { ...small, ...options })) expect(event.type).toBe('plan');
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('trainClassifier', () => {
  test('tells its plan, learns texts of many lengths, and measures itself on examples that nothing has looked at', async () => {
    const events = await collect(texts);
    expect(events[0]).toMatchObject({
      type: 'plan',
      task: 'classify',
      lines: [
        'firsts has 90 texts of up to 10 characters, 5 of them distinct: learning to tell 2 labels apart',
        'parts: 63 to learn from, 9 to watch, 18 held out',
        'labels: B 66.7 %, A 33.3 %; always saying "B" is the baseline',
        'network: embedding 4 → gru 8 → last step → linear 2',
        'training: 96 steps of 8 examples, 12 passes over the examples; Adam from a learning rate of 0.03; seed 1',
      ],
      balance: [
        { label: 'A', training: 21, validation: 3, test: 6 },
        { label: 'B', training: 42, validation: 6, test: 12 },
      ],
    });
    const validations = events.filter((event) => event.type === 'validation');
    expect(validations).toHaveLength(12);
    expect(validations[11]).toMatchObject({ examples: 9, accuracy: 1 });
    const { model, reason } = endOf(events);
    expect(reason).toBe('completed');
    expect(model.card).toMatchObject({ source: 'firsts', heldOut: { examples: 18, accuracy: 1, f1: 1, majority: { label: 'B', accuracy: 2 / 3 } } });
  });

  test('learns sequences of numbers, whatever their scale, in both directions and layers, with dropout', async () => {
    const { model } = endOf(await collect(lines, { bidirectional: true, layers: 2, dropout: 0.1 }));
    expect(model.card.heldOut).toMatchObject({ accuracy: 1, examples: 12 });
    const rising = [[1, 0], [2, 0], [3, 0], [4, 0], [5, 0]];
    expect(classify(model, rising).label).toBe('up');
    expect(classify(model, rising.toReversed()).label).toBe('down');
  });

  test.each(['mean', 'max'] as const)('reads the %s of all steps on request', async (pooling) => {
    expect(endOf(await collect(texts, { pooling })).model.card.heldOut?.accuracy).toBeGreaterThan(0.9);
  });

  test('measures on the test part of a source that has one', async () => {
    const part = { inputs: texts.inputs.slice(60), labels: texts.labels.slice(60) };
    const { model } = endOf(await collect({ name: 'firsts', inputs: texts.inputs.slice(0, 60), labels: texts.labels.slice(0, 60), test: part }, { epochs: 1 }));
    expect(model.card.heldOut?.examples).toBe(30);
    expect(model.sample).toBe(part.inputs[0]);
  });

  test('gives the same model file to the byte for the same seed, and another for another seed', async () => {
    const [once, twice, other] = [await collect(texts, { epochs: 2 }), await collect(texts, { epochs: 2 }), await collect(texts, { epochs: 2, seed: 2 })];
    expect(bytesOf(once)).toBe(bytesOf(twice));
    expect(bytesOf(once)).not.toBe(bytesOf(other));
  });

  test('resumed from any checkpoint, through its bytes, gives the model file of a training that was never interrupted', async () => {
    const saved: Uint8Array[] = [];
    const options = { epochs: 2, dropout: 0.2 };
    const whole = bytesOf(await collect(texts, { ...options, checkpointEverySteps: 5, onCheckpoint: (each: Checkpoint) => void saved.push(encodeCheckpoint(each)) }));
    expect(saved.length).toBeGreaterThan(2);
    for (const bytes of saved) expect(bytesOf(await collect(texts, { ...options, resume: decodeCheckpoint(bytes) }))).toBe(whole);
  });

  test('stopped by a signal ends with what it has, not measured', async () => {
    const controller = new AbortController();
    const events: ClassifyEvent[] = [];
    for await (const event of trainClassifier(texts, { ...small, signal: controller.signal })) {
      events.push(event);
      if (event.type === 'step' && event.step === 3) controller.abort();
    }
    expect(endOf(events)).toMatchObject({ reason: 'aborted', step: 3, model: { card: { heldOut: null } } });
  });

  test('refuses a checkpoint of other examples or settings', async () => {
    let checkpoint: Checkpoint | undefined;
    await collect(texts, { epochs: 1, onCheckpoint: (each) => void (checkpoint = each) });
    expect(await failing({ ...texts, name: 'others', labels: [...texts.labels].reverse() }, { epochs: 1, resume: checkpoint })).toEqual(
      new TaskError('trainClassifier: checkpoint is of other examples: it was made with firsts, of other content than others; the same examples are expected; train anew without resume'),
    );
    expect(await failing(texts, { epochs: 2, resume: checkpoint })).toEqual(
      new TaskError('trainClassifier: epochs differs from the checkpoint: 2; 1 is expected, as before; leave epochs out to go on, or train anew without resume'),
    );
  });

  test.each([
    [{ ...texts, inputs: ['a'], labels: ['A'] }, {}, 'trainClassifier: too few examples: firsts has 1; at least 10 are expected'],
    [{ ...texts, labels: ['A'] }, {}, 'trainClassifier: labels do not fit the inputs: 1 labels for 90 inputs of firsts; one per input is expected'],
    [{ ...texts, labels: texts.labels.map(() => 'A') }, {}, 'trainClassifier: nothing to tell apart: every label of firsts is "A"; at least 2 labels are expected'],
    [{ ...texts, test: { inputs: ['x'], labels: ['C'] } }, {}, 'trainClassifier: unknown label in the test part: "C"; labels of the training part are expected; leave such examples out'],
    [{ ...texts, inputs: texts.inputs.map(() => '') }, {}, 'classify: not a text: input 1 is an empty text; a text of at least one character is expected'],
    [{ ...lines, inputs: lines.inputs.map(() => [[1], [1, 2]]) }, {}, 'classify: number of features differs: step 2 of input 1 has 2; steps of 1 numbers each are expected'],
    [{ ...lines, inputs: lines.inputs.map(() => [[NaN]]) }, {}, 'classify: value is not finite: step 1 of input 1 holds NaN; finite numbers are expected; fill or remove missing values first'],
    [texts, { epochs: 0 }, 'trainClassifier: epochs is not a count: 0; a whole number of at least 1 is expected'],
    [texts, { learningRate: 0 }, 'trainClassifier: not a learningRate: 0; a finite number above 0 is expected'],
    [texts, { dropout: 1 }, 'trainClassifier: not a dropout: 1; a rate from 0 up to but not including 1 is expected; 0 drops nothing'],
    [texts, { testFraction: 0.9 }, 'trainClassifier: not a testFraction: 0.9; a number above 0 and at most 0.5 is expected; 0.1 holds out every tenth example'],
    [texts, { pooling: 'first' as 'last' }, 'trainClassifier: not a pooling: "first"; last, mean, max is expected'],
  ])('refuses what cannot be used: %#', async (source, options, message) => {
    expect(await failing(source, options)).toEqual(new TaskError(message));
  });
});

describe('classify', () => {
  test('gives every label with its probability, the likeliest first, the same alone and among others, in the order given', async () => {
    const { model } = endOf(await collect(texts, { epochs: 3 }));
    const inputs = ['bxyzxyz', 'a', 'bx', 'axyz'];
    const together = classifyAll(model, inputs);
    expect(together).toEqual(inputs.map((input) => classify(model, input)));
    for (const { label, probability, probabilities } of together) {
      expect(probabilities[0]).toEqual({ label, probability });
      expect(probability).toBeGreaterThanOrEqual(0.5);
      expect(probabilities.reduce((sum, each) => sum + each.probability, 0)).toBeCloseTo(1, 6);
    }
    expect(new Set(together.map(({ probability }) => probability)).size).toBe(4);
    expect(() => classify(model, [[1]])).toThrow(new TaskError('classify: not a text: input 1 is a list of numbers; a text of at least one character is expected'));
  });

  test('works with cells that were made with options, which the model file keeps', async () => {
    const { model } = endOf(await collect(texts, { epochs: 1, cell: lstmCellWith({ forgetBias: 2 }) }));
    expect(model.form).toMatchObject({ cell: 'lstm', cellOptions: { forgetBias: 2 } });
    const loaded = classifyModelFromFile(decodeModelFile(encodeModelFile(classifyModelFile(model))));
    expect(classify(loaded, 'axy')).toEqual(classify(model, 'axy'));
  });

  test('works with a model from its file, which is refused where its parts do not fit', async () => {
    const { model } = endOf(await collect(lines, { epochs: 1 }));
    const file = decodeModelFile(encodeModelFile(classifyModelFile(model)));
    const loaded = classifyModelFromFile(file);
    expect(classifyAll(loaded, lines.inputs)).toEqual(classifyAll(model, lines.inputs));
    const { description } = file;
    const form = description['form'] as object;
    const refusal = (changed: object, task: 'classify' | 'text' = 'classify'): string => {
      try {
        classifyModelFromFile({ ...file, task, description: { ...description, ...changed } });
      } catch (error) {
        return (error as TaskError).message;
      }
      return 'nothing was thrown';
    };
    const damaged = (what: string): string => `classifyModelFromFile: model is damaged: ${what}; parts that fit together are expected; train it again`;
    expect(refusal({}, 'text')).toBe(
      'classifyModelFromFile: model of another task: its task is text; a model that was trained on labels is expected; rekur generate uses models of texts',
    );
    expect(refusal({ labels: ['up'] })).toBe(damaged('it has 1 labels for 2 outputs'));
    expect(refusal({ form: { ...form, hidden: 1e9 } })).toMatch(/model is damaged: form\.hidden is 1000000000, not a whole number from 1 to \d+;/);
    expect(refusal({ form: { ...form, cell: 'transformer' } })).toMatch(/model is damaged: cellFromDescription: not a cell: cell is 'transformer'; .*; pass cells of your own as { cells };/);
    expect(refusal({ form: { ...form, cell: 'lstm', cellOptions: { speed: 1 } } })).toMatch(/model is damaged: cellFromDescription: .*'speed'/);
    expect(refusal({ form: { ...form, size: 3 } })).toBe(damaged('its encoder has 2 numbers, its network 3 numbers'));
    expect(refusal({ encoder: { kind: 'numbers', scalers: [] } })).toBe(damaged('its scalers are missing'));
    expect(refusal({ card: {} })).toBe(damaged('card.source is missing, not text'));
    expect(refusal({ form: { ...form, layers: 2 } })).toMatch(/model is damaged: .*weight_ih_l1/);
    expect(refusal({})).toBe('nothing was thrown');
  });
});
