import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { memoryPlan, type PlannedBuffer } from './memoryPlan.js';

const buffers: PlannedBuffer[] = [
  { name: 'x', role: 'input', offset: 65536, bytes: 4096, first: 0, last: 9 },
  { name: 'gates', role: 'scratch', offset: 69632, bytes: 8192, first: 2, last: 5 },
  { name: 'gates backward', role: 'scratch', offset: 69632, bytes: 8192, first: 6, last: 11 },
  { name: 'loss', role: 'result', offset: 77824, bytes: 16, first: 11, last: 12 },
];

test('plans are drawn in every look', async () => {
  await expectEveryLook((options) => memoryPlan({ buffers }, options));
  await expectEveryLook((options) => memoryPlan({ buffers: buffers.slice(3) }, options));
});

test('the description tells what sharing saves, and the largest buffer', () => {
  expect(memoryPlan({ buffers }).description).toBe(
    '4 buffers over addresses and lines of the Program. 12 KiB instead of 20 KiB: 40% saved by sharing. The largest is gates with 8 KiB.',
  );
  expect(memoryPlan({ buffers: buffers.slice(0, 2) }, { language: 'ko' }).description).toBe('버퍼 2개의 주소와 프로그램 내 수명. 12 KiB, 공유 없음. 가장 큰 버퍼는 gates, 8 KiB.');
});

test('no buffers, none with bytes, and negative addresses are refused', () => {
  expect(() => memoryPlan({ buffers: [] })).toThrow('memoryPlan: nothing to draw: buffers is empty');
  expect(() => memoryPlan({ buffers: [{ ...buffers[0], bytes: 0 }] })).toThrow('memoryPlan: nothing to draw: all buffers have 0 bytes; at least one above 0 is expected');
  expect(() => memoryPlan({ buffers: [{ ...buffers[0], offset: -1 }] })).toThrow('memoryPlan: a value cannot be drawn: offset[0] is -1');
});
