import { describe, expect, test } from 'vitest';
import { flattenTree } from '@rekur/tensor';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from '@rekur/train';
import { encodeModelFile } from '../modelFile.js';
import type { TextEndEvent, TextEvent } from './events.js';
import { textModelFile } from './textModelFile.js';
import { trainText, type TrainTextOptions } from './trainText.js';

/** A text with little in it to learn, which is learned soon. */
const source = { name: 'rhyme', text: 'row, row, row your boat, gently down the stream.\n'.repeat(40) };
const small: TrainTextOptions = { steps: 12, hidden: 8, embedding: 4, batch: 4, time: 8 };

async function collect(options: TrainTextOptions = {}): Promise<TextEvent[]> {
  const events: TextEvent[] = [];
  for await (const event of trainText(source, { ...small, ...options })) events.push(event);
  return events;
}

function endOf(events: readonly TextEvent[]): TextEndEvent {
  const end = events[events.length - 1];
  if (end.type !== 'end') throw new Error(`last event is ${end.type}`);
  return end;
}

const bytesOf = (events: readonly TextEvent[]): string => Buffer.from(encodeModelFile(textModelFile(endOf(events).model))).toString('base64');

async function failing(options: TrainTextOptions, given = source): Promise<string> {
  try {
    for await (const event of trainText(given, { ...small, ...options })) expect(event.type).toBe('plan');
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('trainText', () => {
  test('tells its plan, trains, samples, and ends with bits per character on text that nothing has looked at', async () => {
    const events = await collect({ steps: 60, hidden: 24, embedding: 8, learningRate: 0.02 });
    expect(events[0]).toMatchObject({
      type: 'plan',
      lines: [
        'rhyme is a text of 1,960 characters, 20 of them distinct: learning to write it, character by character',
        'held out: the last 196 characters',
        'network: embedding 8 → lstm 24 → linear 21',
        'training: 60 steps of 4 × 8 characters, 1.09 passes over the text; Adam from a learning rate of 0.02; seed 1',
      ],
      settings: { seed: 1, steps: 60, hidden: 24, layers: 1, embedding: 8, batch: 4, time: 8, learningRate: 0.02, validationFraction: 0.1, cell: 'lstm' },
    });
    expect(events[1]).toMatchObject({ type: 'start', step: 0, totalSteps: 60 });
    expect(events.filter(({ type }) => type === 'step')).toHaveLength(60);
    const validations = events.filter((event) => event.type === 'validation');
    expect(validations).toHaveLength(10);
    expect(validations[0]).toMatchObject({ characters: 96, bitsPerCharacter: validations[0].loss / Math.LN2 });
    const samples = events.filter((event) => event.type === 'sample');
    expect(samples.map(({ step }) => step)).toEqual([6, 12, 18, 24, 30, 36, 42, 48, 54]);
    expect(samples[0].text).toHaveLength(150);
    const { model, reason } = endOf(events);
    expect(reason).toBe('completed');
    expect(model.card).toMatchObject({ source: 'rhyme', characters: 1764, arithmetic: 'separate', heldOut: { characters: 96 } });
    expect(model.card.heldOut?.bitsPerCharacter).toBeLessThan(Math.log2(20) / 2);
  });

  test('lets the learning rate fall in a straight line to a hundredth', async () => {
    const rates = (await collect({ learningRate: 0.02 })).flatMap((event) => (event.type === 'step' ? [event.learningRate] : []));
    expect(rates[0]).toBe(0.02);
    expect(rates[6]).toBeCloseTo(0.02 * (1 - 0.99 / 2), 12);
    expect(rates[11]).toBeCloseTo(0.02 * (1 - (0.99 * 11) / 12), 12);
  });

  test('gives the same model file to the byte for the same seed, and another for another seed', async () => {
    const [once, twice, other] = [await collect(), await collect(), await collect({ seed: 2 })];
    expect(bytesOf(once)).toBe(bytesOf(twice));
    expect(bytesOf(once)).not.toBe(bytesOf(other));
  });

  test('resumed from any checkpoint, through its bytes, gives the model file of a training that was never interrupted', async () => {
    const saved: Uint8Array[] = [];
    const whole = bytesOf(await collect({ checkpointEverySteps: 5, onCheckpoint: (each) => void saved.push(encodeCheckpoint(each)) }));
    expect(saved).toHaveLength(3);
    for (const bytes of saved) {
      const events: TextEvent[] = [];
      for await (const event of trainText(source, { resume: decodeCheckpoint(bytes) })) events.push(event);
      expect(bytesOf(events)).toBe(whole);
    }
  });

  test('stops when its signal is aborted, with a checkpoint and a model that is not measured', async () => {
    const controller = new AbortController();
    let last: Checkpoint | undefined;
    const events: TextEvent[] = [];
    for await (const event of trainText(source, { ...small, signal: controller.signal, onCheckpoint: (each) => void (last = each) })) {
      events.push(event);
      if (event.type === 'step' && event.step === 3) controller.abort();
    }
    expect(endOf(events)).toMatchObject({ reason: 'aborted', step: 3 });
    expect(endOf(events).model.card.heldOut).toBeNull();
    expect(last?.progress.step).toBe(3);
    expect(bytesOf(await collect({ resume: last }))).toBe(bytesOf(await collect()));
  });

  test('keeps the unknown character out of training: what only the end has is counted, not learned', async () => {
    const events: TextEvent[] = [];
    for await (const event of trainText({ name: 'two', text: 'ab'.repeat(200) + 'abcd'.repeat(10) }, { ...small, validationFraction: 0.1 })) events.push(event);
    expect(endOf(events).model.tokenizer.characters).toEqual(['a', 'b']);
    expect(events[0]).toMatchObject({ lines: expect.arrayContaining(['held out: the last 44 characters; 20 of them are characters that the rest does not have']) as unknown });
  });

  test('fits streams and steps to a text of a hundred characters', async () => {
    const events: TextEvent[] = [];
    const short = { name: 'short', text: 'so short a text as this can be learned too, if only by heart, and a tenth of it is put aside, as ever.' };
    for await (const event of trainText(short, { hidden: 4, embedding: 2, steps: 2 })) events.push(event);
    expect(events[0]).toMatchObject({ settings: { batch: 5, time: 16 } });
    expect(endOf(events).model.card.heldOut?.characters).toBe(4);
  });

  test('refuses a short text, and settings that are none', async () => {
    expect(await failing({}, { name: 'note', text: 'hello' })).toBe(
      'trainText: text is too short: note has 5 characters; at least 100 are expected; take a longer text',
    );
    expect(await failing({ steps: 0 })).toBe('trainText: steps is not a count: 0; a whole number of at least 1 is expected');
    expect(await failing({ seed: -1 })).toBe('trainText: seed is not a count: -1; a whole number of at least 0 is expected');
    expect(await failing({ learningRate: NaN })).toBe('trainText: not a learningRate: NaN; a finite number above 0 is expected');
    expect(await failing({ validationFraction: 0.9 })).toBe(
      'trainText: not a validationFraction: 0.9; a number above 0 and at most 0.5 is expected; 0.1 holds out the last tenth',
    );
    expect(await failing({ validationFraction: 0.001 })).toBe(
      'trainText: too little is held out: 0.001 of rhyme is 2 characters; at least 4 are expected; take a longer text or a greater validationFraction',
    );
    expect(await failing({ batch: 2000 })).toBe(
      'streamBatches: text is too short: 1764 ids for batch 2000 and time 8; at least batch · time + 1 = 16001 ids are expected; take a longer text, or a smaller batch or time',
    );
  });

  test('refuses to resume another training', async () => {
    let checkpoint = {} as Checkpoint;
    await collect({ onCheckpoint: (each) => void (checkpoint = each) });
    expect(await failing({ resume: checkpoint, steps: 13 })).toBe(
      'trainText: steps differs from the checkpoint: 13; 12 is expected, as before; leave steps out to go on, or train anew without resume',
    );
    expect(await failing({ resume: checkpoint }, { name: 'prose', text: source.text.replace('boat', 'goat') })).toBe(
      'trainText: checkpoint is of another text: it was made with rhyme, of other content than prose; the same text is expected; train anew without resume',
    );
    expect(await failing({ resume: { ...checkpoint, extra: '' } })).toBe(
      'trainText: checkpoint is of another task: it was not made by trainText; a checkpoint of a training on a text is expected; train anew without resume',
    );
  });

  test('keeps every parameter finite', async () => {
    for (const { value } of flattenTree(endOf(await collect()).model.parameters)) expect(value.data.every(Number.isFinite)).toBe(true);
  });
});
