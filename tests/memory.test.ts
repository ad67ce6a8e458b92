import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { linear, lstm, sequential } from '@rekur/rnn';
import { normal, randomKey } from '@rekur/tensor';
import { adam, fit, meanSquaredError } from '@rekur/train';
import { afterEach, beforeEach, expect, test } from 'vitest';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Every memory that WebAssembly is given while a test runs. */
const memories: WebAssembly.Memory[] = [];
const { Memory } = WebAssembly;

beforeEach(() => {
  memories.length = 0;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
});

afterEach(() => {
  WebAssembly.Memory = Memory;
});

test('memory stays the same from step 50 to step 2,000', async () => {
  const batches = Array.from({ length: 4 }, (_, index) => ({
    inputs: normal(randomKey(index), [8, 10, 3]),
    targets: normal(randomKey(index + 10), [8, 10, 2]),
  }));
  const seen: { bytes: number; heap: number }[] = [];
  const module = sequential(lstm(3, 16), linear(16, 2));
  for await (const event of fit(module, batches, { loss: meanSquaredError, optimizer: adam(), seed: 1, clipNorm: 1, epochs: 500, engine: 'wasm' })) {
    if (event.type !== 'step' || ![50, 2000].includes(event.step)) continue;
    // What a turn of the event loop still holds goes with the next ones.
    for (let turn = 0; turn < 4; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      collect();
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    seen.push({ bytes: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0), heap: heapUsed + arrayBuffers });
  }
  const [early, late] = seen;
  expect(early.bytes).toBeGreaterThan(0);
  expect(late.bytes).toBe(early.bytes);
  expect(late.heap / early.heap).toBeLessThan(1.02);
}, 120_000);
