import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { memoryUse, type MemoryUseData } from './memoryUse.js';

const data: MemoryUseData = {
  reserved: 65536,
  residents: 0,
  arguments: 32768,
  results: 16384,
  scratch: 8192,
  scratchUnshared: 24576,
  kernels: 8192,
  largest: [
    { name: 'a', meaning: 'layer.weight_hh', role: 'input', bytes: 32768, from: 0, to: 4 },
    { name: 'b', role: 'scratch', bytes: 8192, from: 2, to: 6 },
    { name: 'c', meaning: 'loss', role: 'result', bytes: 4096, from: 9 },
    { name: 'd', meaning: 'loss', role: 'result', bytes: 4096, from: 9 },
  ],
};

test('memory is drawn in every look, with buffers and without', async () => {
  const svgs = await expectEveryLook((options) => memoryUse(data, options));
  for (const svg of svgs) for (const name of ['loss', 'loss (d)']) expect(svg).toContain(`>${name}</text>`);
  await expectEveryLook((options) => memoryUse({ ...data, largest: [] }, options));
});

test('the description names every use that has bytes', () => {
  expect(memoryUse(data).description).toBe(
    'Memory of a compiled Program, 128 KiB: reserved 64 KiB · 50%, arguments 32 KiB · 25%, results 16 KiB · 12.5%, scratch 8 KiB · 6.3%, kernels 8 KiB · 6.3%.',
  );
});

test('bytes below zero, and none at all, are refused', () => {
  expect(() => memoryUse({ ...data, kernels: -8 })).toThrow('memoryUse: a value cannot be drawn: kernels[0] is -8');
  expect(() => memoryUse({ ...data, reserved: 0, arguments: 0, results: 0, scratch: 0, kernels: 0 })).toThrow('memoryUse: nothing to draw: all regions have 0 bytes; at least one above 0 is expected');
});
