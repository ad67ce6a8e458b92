import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Batch } from '@rekur/train';
import type { EncodedExamples } from './batches.js';
import { exampleBatches } from './batches.js';

/** Example `i` is a sequence of nothing but i + 1, of class i. */
const examplesOf = (lengths: readonly number[]): EncodedExamples => ({
  sequences: lengths.map((length, index) => ({ length, data: new Int32Array(length).fill(index + 1) })),
  classes: Int32Array.from(lengths, (_, index) => index),
});

const epochOf = (examples: EncodedExamples, rows: number, seed: number | undefined, epoch: number): Batch[] => {
  const source = exampleBatches(examples, rows, seed);
  const batches = Array.from('epoch' in source ? source.epoch(epoch) : source);
  expect(batches).toHaveLength(source.length);
  return batches;
};

test('every example is in one batch of every epoch, whole, with its class and length; padding is 0, and rows that fill up weigh 0', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 9 }), fc.option(fc.nat(), { nil: undefined }), fc.nat(5), (given, rows, seed, epoch) => {
      const seen: number[] = [];
      for (const { inputs, targets, weights, lengths: counts } of epochOf(examplesOf(given), rows, seed, epoch)) {
        const [batch, time] = inputs.shape;
        expect([batch, targets.shape, weights?.shape]).toEqual([rows, [rows], [rows]]);
        for (let row = 0; row < rows; row++) {
          const values = Array.from(inputs.data.subarray(row * time, (row + 1) * time));
          if (weights?.data[row] === 0) {
            expect(values.every((value) => value === 0)).toBe(true);
            continue;
          }
          const index = targets.data[row];
          seen.push(index);
          expect(counts?.data[row] ?? time).toBe(given[index]);
          expect(values).toEqual(Array.from({ length: time }, (_, step) => (step < given[index] ? index + 1 : 0)));
        }
      }
      expect(seen.sort((a, b) => a - b)).toEqual(given.map((_, index) => index));
    }),
  );
});

test('the order is another one each epoch, and the same one for the same seed and epoch', () => {
  const examples = examplesOf(Array.from({ length: 40 }, (_, index) => 1 + (index % 7)));
  const order = (seed: number, epoch: number): number[] => epochOf(examples, 4, seed, epoch).flatMap(({ targets }) => Array.from(targets.data));
  expect(order(1, 0)).toEqual(order(1, 0));
  expect(order(1, 1)).not.toEqual(order(1, 0));
  expect(order(2, 0)).not.toEqual(order(1, 0));
});
