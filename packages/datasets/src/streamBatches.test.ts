import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataError } from './error.js';
import { streamBatches } from './streamBatches.js';

const count = (length: number) => Int32Array.from({ length }, (_, index) => index);

test('streamBatches cuts the text into streams that lie end to end', () => {
  const stream = streamBatches(count(10), { batch: 2, time: 2 });
  expect(stream.length).toBe(2);
  expect(stream.dropped).toBe(1);
  expect(Array.from(stream, ({ inputs, targets, reset }) => [inputs.toArray(), targets.toArray(), reset.toArray()])).toEqual([
    [[[0, 1], [4, 5]], [[1, 2], [5, 6]], [true, true]],
    [[[2, 3], [6, 7]], [[3, 4], [7, 8]], [false, false]],
  ]);
  const { inputs, targets, reset } = stream.at(1);
  expect([inputs.dtype, targets.dtype, reset.dtype]).toEqual(['int32', 'int32', 'bool']);
  expect([inputs.shape, targets.shape, reset.shape]).toEqual([[2, 2], [2, 2], [2]]);
});

test('the streams, one after the other, are the text, and each target is the id after its input', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 7 }), fc.nat(100), (batch, time, more) => {
      const ids = count(batch * time + 1 + more);
      const stream = streamBatches(ids, { batch, time });
      const rows = Array.from({ length: batch }, () => [] as number[]);
      let windows = 0;
      for (const { inputs, targets, reset } of stream) {
        for (let row = 0; row < batch; row++) rows[row].push(...inputs.data.subarray(row * time, (row + 1) * time));
        expect(Array.from(targets.data)).toEqual(Array.from(inputs.data, (id) => id + 1));
        expect(reset.data.every((flag) => flag === (windows === 0 ? 1 : 0))).toBe(true);
        windows++;
      }
      expect(windows).toBe(stream.length);
      expect(stream.dropped).toBeLessThan(batch * time);
      expect(rows.flat()).toEqual(Array.from(ids.subarray(0, ids.length - 1 - stream.dropped)));
    }),
  );
});

test('any window can be made without those before it', () => {
  const stream = streamBatches(count(100), { batch: 3, time: 4 });
  const all = Array.from(stream, ({ inputs }) => inputs.toArray());
  expect(stream.at(5).inputs.toArray()).toEqual(all[5]);
  expect(() => stream.at(8)).toThrow(new DataError('at: no such item: 8; a whole number from 0 to 7 is expected'));
});

test('streamBatches refuses a text that does not fill one window', () => {
  expect(streamBatches(count(7), { batch: 2, time: 3 }).length).toBe(1);
  expect(() => streamBatches(count(6), { batch: 2, time: 3 })).toThrow(
    new DataError(
      'streamBatches: text is too short: 6 ids for batch 2 and time 3; ' +
        'at least batch · time + 1 = 7 ids are expected; take a longer text, or a smaller batch or time',
    ),
  );
  expect(() => streamBatches(count(0), { batch: 2, time: 3 })).toThrow('text is too short: 0 ids');
});

test('streamBatches refuses a batch or time that is no count', () => {
  expect(() => streamBatches(count(9), { batch: 0, time: 3 })).toThrow(
    new DataError('streamBatches: batch is not a count: 0; a whole number of at least 1 is expected'),
  );
  expect(() => streamBatches(count(9), { batch: 1, time: 1.5 })).toThrow(
    new DataError('streamBatches: time is not a count: 1.5; a whole number of at least 1 is expected'),
  );
});
