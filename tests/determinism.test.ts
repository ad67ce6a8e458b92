import { expect, test } from 'vitest';
import { embedding, gru, linear, lstm, sequential } from '@rekur/rnn';
import { flattenTree, randomBits, randomKey, tensor, type Tensor } from '@rekur/tensor';
import { adam, crossEntropy, fit } from '@rekur/train';

/**
 * Read off Node 20, 24 and 26, Deno 2 and Bun 1 (another JavaScript engine), all equal. It changes only when what an operation
 * computes is redefined; then it must be read off all of them again.
 */
const HASH_OF_TRAINED_BITS = 3_630_012_558;

test.each(['wasm', 'interpreter'] as const)('40 training steps of embedding, LSTM, bidirectional GRU and Adam give the same bits on every runtime: %s', async (engine) => {
  const [vocabulary, batch, time] = [84, 4, 12];
  const ids = (seed: number): Tensor =>
    tensor(Int32Array.from(randomBits(randomKey(seed), batch * time), (word) => word % vocabulary), { shape: [batch, time] });
  const model = sequential(embedding(vocabulary, 16), lstm(16, 24), gru(24, 20, { bidirectional: true }), linear(40, vocabulary));
  const batches = [{ inputs: ids(1), targets: ids(2), reset: tensor(new Array<boolean>(batch).fill(false)) }];
  const options = { loss: crossEntropy, optimizer: adam({ learningRate: 3e-3 }), seed: 1, clipNorm: 1, epochs: 40, engine };
  let hash = 0;
  for await (const event of fit(model, batches, options)) {
    if (event.type !== 'end') continue;
    for (const { value } of flattenTree(event.parameters)) {
      for (const word of new Uint32Array(value.data.slice().buffer)) hash = (Math.imul(hash, 31) + word) >>> 0;
    }
  }
  expect(hash).toBe(HASH_OF_TRAINED_BITS);
});
