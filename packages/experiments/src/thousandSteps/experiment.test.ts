import { expect, test } from 'vitest';
import type { PartContext } from '../experiment.js';
import { thousandSteps } from './experiment.js';
import type { CellOutcome, ThousandStepsResult } from './outcomes.js';
import type { CellName } from './recipes.js';

const quietly: PartContext = { onProgress: () => undefined };
const options = { cells: ['lstm1997-adam', 'elman'], lags: [40, 20], budget: 1000 } as const;

test('the parts are every cell at every lag from every seed, under keys of their own', () => {
  const keys = thousandSteps.parts(options, 2).map(({ key }) => key);
  expect(keys).toEqual([
    'lstm1997-adam/lag 40/seed 1',
    'lstm1997-adam/lag 40/seed 2',
    'lstm1997-adam/lag 20/seed 1',
    'lstm1997-adam/lag 20/seed 2',
    'elman/lag 40/seed 1',
    'elman/lag 40/seed 2',
    'elman/lag 20/seed 1',
    'elman/lag 20/seed 2',
  ]);
});

test('a part run twice gives the same JSON, and keeps the gradients of each step at the greatest lag alone', async () => {
  const [greatest, , other] = thousandSteps.parts(options, 2);
  const first = await thousandSteps.runPart(greatest, options, quietly);
  expect(JSON.parse(JSON.stringify(await thousandSteps.runPart(greatest, options, quietly)))).toEqual(first);
  expect(first.flow?.before).toHaveLength(41);
  expect(first.flow?.before[0]).toBe(first.reachBefore);
  expect((await thousandSteps.runPart(other, options, quietly)).flow).toBeNull();
});

test('the claim holds if an LSTM bridges 1,000 steps from nine seeds in ten and the Elman network from none', () => {
  const judged = (lstm: number, elman: number, lag = 1000) => thousandSteps.verdict(resultOf(lag, { 'lstm1997-adam': lstm, elman })).holds;
  expect(judged(9, 0)).toBe(true);
  expect(judged(8, 0)).toBe(false);
  expect(judged(10, 1)).toBe(false);
  expect(judged(10, 0, 500)).toBe(false);
});

test('the verdict says what was solved, what was given up after how many sequences, and that the paper trained otherwise', () => {
  const { lines } = thousandSteps.verdict(resultOf(1000, { 'lstm1997-adam': 9, elman: 0 }));
  expect(lines.map(({ en }) => en)).toEqual([
    'LSTM 1997, Adam bridges 1,000 steps from 9 of 10 seeds, after 5,000 sequences in the median; 0.27 of its first gradient comes back.',
    'Elman bridges 1,000 steps from none of 10 seeds, stopped after 60,000 sequences; almost nothing of its first gradient comes back (0).',
    "The paper's figure of 49,000 sequences is for online gradient descent with a truncated gradient; Adam on the whole gradient is another way of training.",
  ]);
  for (const { ko } of lines) expect(ko).toMatch(/[가-힣]/);
});

test('the table stands beside the paper', () => {
  expect(thousandSteps.table(resultOf(1000, { 'lstm1997-adam': 9, elman: 0 }))).toEqual([
    ['cell', 'lag', 'parameters', 'solved', 'sequences', "the paper's LSTM", 'gradient before', 'gradient after'],
    ['LSTM 1997, Adam', '1,000', '6,068', '9 of 10', '5,000', '49,000', '0.27', '0.0003'],
    ['Elman', '1,000', '6,068', '0 of 10', 'stopped after 60,000', '49,000', '0', '0'],
  ]);
  const [header, , elman] = thousandSteps.table(resultOf(1000, { 'lstm1997-adam': 9, elman: 0 }), 'ko');
  for (const name of header) expect(name).toMatch(/[가-힣]/);
  expect(elman.slice(3, 5)).toEqual(['10개 중 0개', '60,000개에서 중단']);
});

test('there are figures of who learned it and of the gradients, in both languages', () => {
  const result = resultOf(1000, { 'lstm1997-adam': 9, elman: 0 });
  for (const language of ['en', 'ko'] as const) {
    expect(thousandSteps.figures(result, { language }).map(({ id }) => id)).toEqual(['success-against-lag', 'gradients-untrained', 'gradients-trained']);
  }
});

/** Ten seeds for each cell, of which so many solved it, after 1,000, 2,000, … sequences. */
function resultOf(lag: number, solved: Partial<Record<CellName, number>>): ThousandStepsResult {
  const cells = Object.keys(solved) as CellName[];
  const outcomes = cells.flatMap((cell) =>
    Array.from({ length: 10 }, (_, index): CellOutcome => {
      const isSolved = index < (solved[cell] ?? 0);
      const [before, after] = cell === 'elman' ? [0, 0] : [0.27, 0.0003];
      return {
        cell,
        lag,
        seed: index + 1,
        isSolved,
        sequences: isSolved ? 1000 * (index + 1) : 60_000,
        tested: isSolved ? 10_000 : 250,
        wrong: isSolved ? 0 : 250,
        largestError: isSolved ? 0.1 : 0.6,
        parameterCount: 6068,
        reachBefore: before,
        reachAfter: after,
        flow: index === 0 ? { before: [before, 0.5, 1], after: [after, 0.5, 1] } : null,
      };
    }),
  );
  return { cells, lags: [lag], budget: 60_000, outcomes };
}
