import { expect, test } from 'vitest';
import { datasets } from '@rekur/datasets';
import { labelledFromDataset } from './fromDataset.js';

const countsOf = (labels: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(labels)].sort().map((label) => [label, labels.filter((each) => each === label).length]));

test('digits are sequences of 8 rows of 8 pixels in two parts, as many of each as scikit-learn counts', async () => {
  const { inputs, labels, test: held } = labelledFromDataset(await datasets.digits.load());
  expect([inputs.length, held?.inputs.length, inputs[0].length, inputs[0][0].length]).toEqual([898, 899, 8, 8]);
  const counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
  expect(countsOf([...labels, ...(held?.labels ?? [])])).toEqual(Object.fromEntries(counts.map((count, digit) => [String(digit), count])));
});

test('names are texts in two parts that share none', async () => {
  const { inputs, labels, test: held } = labelledFromDataset(await datasets['first-names'].load());
  expect(countsOf([...labels, ...(held?.labels ?? [])])).toEqual({ F: 4944, M: 3897 });
  const known = new Set(inputs);
  expect(held?.inputs.some((name) => known.has(name))).toBe(false);
});
