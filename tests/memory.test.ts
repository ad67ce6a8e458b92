import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { valueAndGrad } from '@rekur/autodiff';
import { linear, lstm, sequential } from '@rekur/rnn';
import { flattenTree, normal, randomKey, rebuildTree, trace } from '@rekur/tensor';
import { adam, fit, meanSquaredError } from '@rekur/train';
import { explainProgram, wasmEngine } from '@rekur/wasm';
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

test.each([
  [8, 50],
  [32, 200],
])('a batch of %i over %i steps takes at most 1.3 times the memory that the plan says', (batch, time) => {
  const layer = lstm(64, 128);
  const parameters = layer.initialize(randomKey(1));
  const inputs = normal(randomKey(2), [batch, time, 64]);
  const targets = normal(randomKey(3), [batch, time, 128]);
  const leaves = flattenTree(parameters).map(({ value }) => value);
  const { program, captured } = trace((x, wanted, ...weights) => {
    const loss = valueAndGrad((given: typeof parameters) => meanSquaredError(layer.apply(given, x).output, wanted));
    const { value, gradient } = loss(rebuildTree(parameters, weights));
    return [value, ...flattenTree(gradient).map((leaf) => leaf.value)];
  }, [inputs, targets, ...leaves]);
  const planned = explainProgram(program, undefined, { width: 128 }).memory.total;
  const values = [inputs, targets, ...leaves, ...captured];
  const run = wasmEngine({ width: 128 }).prepare(program);
  for (let count = 0; count < 3; count++) run(values);
  const bytes = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  // Values that the backward pass needs of every step are the most of it: h, c, four gates and tanh c.
  expect(bytes).toBeGreaterThan(7 * 4 * batch * time * 128);
  expect(bytes).toBeLessThan(1.3 * planned);
});
