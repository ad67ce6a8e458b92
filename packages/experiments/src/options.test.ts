import { ValueError } from '@rekur/tensor';
import { describe, expect, test } from 'vitest';
import { boundsText, isWhole, optionsFor } from './options.js';
import { toyExperiment } from './testing/toyExperiment.js';

const { experiment } = toyExperiment();

describe('optionsFor', () => {
  test('gives the defaults, those of the paper with full, and those given in their place', () => {
    const usual = { count: 3, rate: 0.5, lags: [1, 2], cells: ['lstm'], mode: 'work', quick: false };
    expect(optionsFor(experiment)).toEqual(usual);
    expect(optionsFor(experiment, {}, { full: true })).toEqual({ ...usual, count: 30, lags: [1, 2, 3] });
    expect(optionsFor(experiment, { count: 5, quick: true, rate: undefined }, { full: true })).toEqual({ ...usual, count: 5, lags: [1, 2, 3], quick: true });
  });

  test('gives them in one order, whatever the order of those given', () => {
    expect(Object.keys(optionsFor(experiment, { quick: true, count: 4 }))).toEqual(Object.keys(experiment.options));
  });

  test.each([
    [{ cuont: 3 }, 'optionsFor: no such option: "cuont"; the options of toy are count, rate, lags, cells, mode, quick; did you mean "count"?'],
    [{ count: '3' }, 'optionsFor: wrong option: count is "3"; a number is expected'],
    [{ count: 0 }, 'optionsFor: wrong option: count is 0; a whole number from 1 to 100 is expected'],
    [{ count: 2.5 }, 'optionsFor: wrong option: count is 2.5; a whole number from 1 to 100 is expected'],
    [{ rate: NaN }, 'optionsFor: wrong option: rate is NaN; a number is expected'],
    [{ lags: [] }, 'optionsFor: wrong option: lags is []; a list of one or more is expected'],
    [{ lags: 4 }, 'optionsFor: wrong option: lags is 4; a list of one or more is expected'],
    [{ lags: [1, 0] }, 'optionsFor: wrong option: lags[1] is 0; a whole number of at least 1 is expected'],
    [{ lags: [2, 2] }, 'optionsFor: wrong option: lags is [2,2]; nothing twice is expected'],
    [{ cells: ['lstn'] }, 'optionsFor: wrong option: cells[0] is "lstn"; one of lstm, gru is expected; did you mean "lstm"?'],
    [{ mode: 'rest' }, 'optionsFor: wrong option: mode is "rest"; one of work, break is expected'],
    [{ quick: 1 }, 'optionsFor: wrong option: quick is 1; true or false is expected'],
  ])('refuses %j', (given, message) => {
    expect(() => optionsFor(experiment, given)).toThrow(new ValueError(message));
  });

  test('an experiment without options refuses any', () => {
    expect(() => optionsFor({ name: 'bare', options: {} }, { a: 1 })).toThrow(new ValueError('optionsFor: no such option: "a"; bare has no options'));
  });
});

test('numbers are whole where all that is written of them is, unless it is said', () => {
  const meaning = { en: '', ko: '' };
  expect([isWhole({ meaning, default: 3 }), isWhole({ meaning, default: 3, full: 0.5 }), isWhole({ meaning, default: [1, 2] }), isWhole({ meaning, default: 1, whole: false })]).toEqual([true, false, true, false]);
});

test('bounds are said as far as there are any', () => {
  expect([boundsText({ min: 1, max: 2 }), boundsText({ min: 1 }), boundsText({ max: 2 }), boundsText({})]).toEqual([' from 1 to 2', ' of at least 1', ' of at most 2', '']);
});
