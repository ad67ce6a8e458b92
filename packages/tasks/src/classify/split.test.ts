import { describe, expect, test } from 'vitest';
import { TaskError } from '../error.js';
import { stratifiedSplit } from './split.js';

/** 100 of class 0, 50 of class 1, 1 of class 2, mixed. */
const classes = Array.from({ length: 151 }, (_, index) => (index === 75 ? 2 : index % 3 === 1 ? 1 : 0));
const shares = { validation: 0.1, test: 0.2 };

describe('stratifiedSplit', () => {
  test('puts every example into one part, and every class into all parts in proportion', () => {
    const { training, validation, test: held } = stratifiedSplit(classes, shares, 1);
    expect([...training, ...validation, ...held].sort((a, b) => a - b)).toEqual(classes.map((_, index) => index));
    const counts = (part: readonly number[]): number[] => [0, 1, 2].map((each) => part.filter((index) => classes[index] === each).length);
    expect(counts(held)).toEqual([20, 10, 0]);
    expect(counts(validation)).toEqual([10, 5, 0]);
    expect(counts(training)).toEqual([70, 35, 1]);
  });

  test('draws the same parts for the same seed, others for another', () => {
    expect(stratifiedSplit(classes, shares, 1)).toEqual(stratifiedSplit(classes, shares, 1));
    expect(stratifiedSplit(classes, shares, 2).test).not.toEqual(stratifiedSplit(classes, shares, 1).test);
  });

  test('leaves out the test part where there is one already', () => {
    expect(stratifiedSplit(classes, { validation: 0.1, test: 0 }, 1).test).toEqual([]);
  });

  test('refuses so few examples that nothing can be held out', () => {
    expect(() => stratifiedSplit([0, 1, 0, 1], shares, 1)).toThrow(
      new TaskError('trainClassifier: no example for validation: 4 examples of 2 classes; more examples of each class are expected'),
    );
  });
});
