import { describe, expect, test } from 'vitest';
import { DataError } from '../error.js';
import { adding } from './adding.js';
import { copying } from './copying.js';
import type { GeneratedBatch, GeneratedBatches, GeneratedOptions } from './generatedBatches.js';
import { lagTask } from './lagTask.js';
import { embeddedReber, reber } from './reber.js';
import { temporalOrder } from './temporalOrder.js';

const tasks: Record<string, (options: GeneratedOptions) => GeneratedBatches> = { adding, copying, temporalOrder, embeddedReber, reber, lagTask };

const shown = ({ inputs, targets, lengths }: GeneratedBatch) => [inputs, targets, lengths].map((value) => value?.toArray());

describe.each(Object.entries(tasks))('%s', (name, task) => {
  test('gives the same examples for the same seed and others for another', () => {
    expect(shown(task({ batch: 3, seed: 1 }).at(4))).toEqual(shown(task({ batch: 3, seed: 1 }).at(4)));
    expect(shown(task({ batch: 3, seed: 1 }).at(4))).not.toEqual(shown(task({ batch: 3, seed: 2 }).at(4)));
    expect(shown(task({ batch: 3 }).at(0))).toEqual(shown(task({ batch: 3, seed: 0 }).at(0)));
  });

  test('is one stream, whatever the size of a batch', () => {
    const [large, small] = [task({ batch: 4, seed: 5 }).at(1), task({ batch: 2, seed: 5 })];
    const rows = (batch: GeneratedBatch) => (batch.inputs.toArray() as unknown[]).concat(batch.targets.toArray());
    const halves = [small.at(2), small.at(3)].map(rows);
    expect(rows(large)).toEqual([...halves[0].slice(0, 2), ...halves[1].slice(0, 2), ...halves[0].slice(2), ...halves[1].slice(2)]);
  });

  test('cuts the stream in epochs of which none repeats another', () => {
    const source = task({ batch: 2, steps: 3 });
    expect(source.length).toBe(3);
    const [first, second] = [Array.from(source.epoch(0), shown), Array.from(source.epoch(1), shown)];
    expect(first).toEqual([0, 1, 2].map((step) => shown(source.at(step))));
    expect(second).toEqual([3, 4, 5].map((step) => shown(source.at(step))));
  });

  test('has batches of one shape, with lengths within it and zeros behind them', () => {
    const source = task({ batch: 8, seed: 9 });
    for (const step of [0, 1, 2]) {
      const { inputs, targets, lengths } = source.at(step);
      expect([inputs.shape, targets.shape]).toEqual([source.at(7).inputs.shape, source.at(7).targets.shape]);
      if (!lengths) continue;
      expect([lengths.dtype, lengths.shape]).toEqual(['int32', [8]]);
      const [, time, width] = inputs.shape;
      lengths.data.forEach((length, row) => {
        expect(length >= 1 && length <= time).toBe(true);
        expect(inputs.data.subarray((row * time + length) * width, (row + 1) * time * width).every((value) => value === 0)).toBe(true);
        expect(inputs.data.subarray((row * time + length - 1) * width, (row * time + length) * width).some((value) => value !== 0)).toBe(true);
      });
    }
  });

  test('refuses counts that are none', () => {
    const message = (what: string, given: string, least: number) =>
      new DataError(`${name}: ${what} is not a count: ${given}; a whole number of at least ${least} is expected`);
    expect(() => task({ batch: 0 })).toThrow(message('batch', '0', 1));
    expect(() => task({ batch: 1, steps: 1.5 })).toThrow(message('steps', '1.5', 1));
    expect(() => task({ batch: 1 }).at(-1)).toThrow(message('step', '-1', 0));
    expect(() => task({ batch: 1 }).epoch(-1)).toThrow(message('epoch', '-1', 0));
  });
});

describe('symbols', () => {
  test.each([
    ['copying', copying, 10],
    ['temporalOrder', temporalOrder, 8],
    ['embeddedReber', embeddedReber, 7],
    ['lagTask', lagTask, 104],
  ] as const)('of %s are one-hot or ids, as asked', (name, task, symbols) => {
    const oneHot = task({ batch: 3, seed: 1 }).at(0);
    const { inputs: ids, targets, lengths }: GeneratedBatch = task({ batch: 3, seed: 1, as: 'ids' }).at(0);
    const [batch, time] = ids.shape;
    expect([ids.dtype, oneHot.inputs.dtype, oneHot.inputs.shape]).toEqual(['int32', 'float32', [batch, time, symbols]]);
    expect(targets.toArray()).toEqual(oneHot.targets.toArray());
    for (let row = 0; row < batch; row++) {
      const length = lengths?.data[row] ?? time;
      for (let step = 0; step < length; step++) {
        const place = row * time + step;
        const active = Array.from(oneHot.inputs.data.subarray(place * symbols, (place + 1) * symbols));
        expect([active.indexOf(1), active.reduce((sum, value) => sum + value)]).toEqual([ids.data[place], 1]);
      }
    }
    expect(() => task({ batch: 1, as: 'words' as 'ids' })).toThrow(
      new DataError(`${name}: no such form of a symbol: "words"; "oneHot" or "ids" is expected`),
    );
  });
});
