import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { operationTimes } from './operationTimes.js';

const operations = [
  { name: 'sum', amount: 1 },
  { name: 'matmul [64, 128] · [128, 512]', amount: 12 },
  { name: 'gates', amount: 5 },
  { name: 'sum', amount: 1.5 },
  { name: 'pack', amount: 0.5 },
];

test('operations are drawn in every look and unit', async () => {
  for (const unit of ['milliseconds', 'operations', 'bytes'] as const) await expectEveryLook((options) => operationTimes({ operations, unit, most: 2 }, options));
  await expectEveryLook((options) => operationTimes({ operations: [{ name: 'all', amount: 1 }] }, options));
});

test('equal names are added, the largest comes first, and what is left over is last', () => {
  expect(operationTimes({ operations, most: 2 }).description).toBe(
    'matmul [64, 128] · [128, 512]: 60% of 20 ms. matmul [64, 128] · [128, 512] 60%, gates 25%, 2 others 15%.',
  );
  expect(operationTimes({ operations, unit: 'bytes' }, { language: 'ko' }).description).toBe(
    '20 B 중 matmul [64, 128] · [128, 512]: 60%. matmul [64, 128] · [128, 512] 60%, gates 25%, sum 12.5%, pack 2.5%.',
  );
});

test('nothing, negative amounts and no bars are refused', () => {
  expect(() => operationTimes({ operations: [] })).toThrow('operationTimes: nothing to draw: operations is empty');
  expect(() => operationTimes({ operations: [{ name: 'a', amount: 0 }] })).toThrow('operationTimes: nothing to compare: all amounts are 0; at least one above 0 is expected');
  expect(() => operationTimes({ operations: [{ name: 'a', amount: -1 }] })).toThrow('operationTimes: a value cannot be drawn: amounts[0] is -1');
  expect(() => operationTimes({ operations, most: 0 })).toThrow('operationTimes: most out of range: 0; a whole number, 1 or more, is expected');
});
