// What lies behind the border between past and future reaches nothing that is learnt from.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standardScaler } from './scalers/standardScaler.js';
import { splitByTime } from './splitByTime.js';
import { windows } from './windows.js';

/** A series long enough for at least one window in each part. */
const cases = fc
  .record({
    length: fc.integer({ min: 1, max: 8 }),
    horizon: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 3 }),
    train: fc.nat(20),
    validation: fc.nat(10),
    test: fc.nat(10),
  })
  .map(({ length, horizon, stride, train, validation, test: last }) => ({
    length,
    horizon,
    stride,
    train: train + length + horizon,
    validation: validation + horizon,
    test: last + horizon,
  }));

const indices = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test('training windows hold training values alone, and no test target is in any of them', () => {
  fc.assert(
    fc.property(cases, ({ length, horizon, stride, ...counts }) => {
      // The values are their own indices.
      const series = indices(0, counts.train + counts.validation + counts.test);
      const { train, validation, validationStart, testStart } = splitByTime(series, counts);
      const options = { length, horizon, stride };
      const learnt = new Set(windows(train, options).flatMap(({ input, target }) => [...input, ...target]));
      const validated = windows([...train, ...validation], { ...options, firstTarget: validationStart });
      const tested = windows(series, { ...options, firstTarget: testStart });
      expect(Array.from(learnt).every((index) => index < validationStart)).toBe(true);
      expect(validated.every(({ input, target }) => [...input, ...target].every((index) => index < testStart))).toBe(true);
      expect(validated.every(({ target }) => target.every((index) => !learnt.has(index)))).toBe(true);
      expect(tested.every(({ target }) => target.every((index) => index >= testStart && !learnt.has(index)))).toBe(true);
      // An input ends right before its target: it reaches into the past, never into what it is to tell.
      for (const { input, target, at } of [...validated, ...tested]) {
        expect([...input, ...target]).toEqual(indices(at - length, at + horizon));
      }
      // Step by step, all test values are forecast.
      if (stride <= horizon && (counts.test - horizon) % stride === 0) {
        expect(new Set(tested.flatMap(({ target }) => Array.from(target)))).toEqual(new Set(indices(testStart, series.length)));
      }
    }),
  );
});

test('another future changes neither the scaler nor a training window', () => {
  fc.assert(
    fc.property(cases, fc.double({ min: -1e6, max: 1e6, noNaN: true }), ({ length, horizon, stride, ...counts }, shift) => {
      const learn = (values: Float64Array) => {
        const { train } = splitByTime(values, counts);
        const scaler = standardScaler(train);
        return [scaler.toJSON(), windows(scaler.transform(train), { length, horizon, stride })];
      };
      const series = Float64Array.from(indices(0, counts.train + counts.validation + counts.test), (index) => Math.sin(index));
      const other = series.map((value, index) => (index < counts.train ? value : value + shift));
      expect(learn(other)).toEqual(learn(series));
    }),
  );
});
