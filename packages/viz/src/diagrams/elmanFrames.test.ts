import { describe, expect, test } from 'vitest';
import { elmanFrames } from './elmanFrames.js';

const trace = [
  { input: [1], copy: [0, 0], hidden: [0.5, -0.5], output: [0.1] },
  { input: [2], copy: [0.5, -0.5], hidden: [0.7, 0.3], output: [0.2] },
];

describe('elmanFrames', () => {
  test('gives every step five phases: input, hidden, output, copy, rest', () => {
    expect(elmanFrames(trace).map(({ step, phase }) => `${step} ${phase}`)).toEqual(
      [1, 2].flatMap((step) => ['input', 'hidden', 'output', 'copy', 'rest'].map((phase) => `${step} ${phase}`)),
    );
  });

  test('copies begin at 0, are replaced by the hidden values and stay when all else is gone', () => {
    const frames = elmanFrames(trace);
    expect(frames[0]).toEqual({ phase: 'input', step: 1, input: [1], copy: [0, 0], hidden: null, output: null });
    expect(frames[3]).toEqual({ phase: 'copy', step: 1, input: [1], copy: [0.5, -0.5], hidden: [0.5, -0.5], output: [0.1] });
    expect(frames[4]).toEqual({ phase: 'rest', step: 1, input: null, copy: [0.5, -0.5], hidden: null, output: null });
    expect(frames[5].copy).toEqual([0.5, -0.5]);
    expect(frames[8].copy).toEqual([0.7, 0.3]);
  });

  test('refuses a copy that is not the hidden layer of the step before', () => {
    expect(() => elmanFrames([trace[0], { ...trace[1], copy: [0.5, 0.4] }])).toThrow(
      'elmanFrames: not a copy: copy[1] of step 2 is 0.4; -0.5, the hidden value of step 1, is expected',
    );
  });

  test('refuses sizes that change and values that are not finite', () => {
    expect(() => elmanFrames([trace[0], { ...trace[1], input: [1, 2] }])).toThrow('elmanFrames: wrong number of values: input of step 2 has 2; 1 expected');
    expect(() => elmanFrames([{ ...trace[0], hidden: [NaN, 0] }])).toThrow('elmanFrames: not a finite number: hidden of step 1[0] is NaN; a finite number is expected');
  });
});
