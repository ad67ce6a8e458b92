// What a user writes: a model trained in a worker, kept in IndexedDB, and a cell of one's own. Vite, webpack and esbuild build it.
import { linear, recurrent, sequential } from '@rekur/rnn';
import { openModelStore } from '@rekur/safetensors/browser';
import { decodeModel, encodeModel } from '@rekur/train';
import { trainInWorker } from '@rekur/train/worker';
import { batch, epochs, learningRate, model, outputs, seed } from '../plain/wave.js';
import { minimalCell } from './cell.js';

async function train(module, createWorker) {
  const optimizer = { name: 'adam', options: { learningRate } };
  const run = trainInWorker({ module, batches: [batch], loss: 'meanSquaredError', optimizer, seed, epochs, createWorker });
  const types = [];
  for (;;) {
    const { value, done } = await run.next();
    if (!done) {
      types.push(value.type);
      continue;
    }
    const store = await openModelStore('app');
    await store.save('model', encodeModel(module, value));
    const loaded = decodeModel(await store.load('model'), { cells: { minimal: minimalCell } });
    return { steps: types.filter((type) => type === 'step').length, outputs: outputs(loaded) };
  }
}

globalThis.page = {
  train: () => train(model()),

  trainOwnCell() {
    const createWorker = () => new Worker(new URL('./own-worker.js', import.meta.url), { type: 'module' });
    return train(sequential(recurrent(minimalCell, 1, 8), linear(8, 1)), createWorker);
  },

  async fail() {
    const optimizer = { name: 'sgd', options: { learningRate: 1e30 } };
    try {
      for await (const event of trainInWorker({ module: model(), batches: [batch], loss: 'meanSquaredError', optimizer, seed, epochs })) {
        if (event.type === 'end') return 'it ended';
      }
    } catch (error) {
      return { text: String(error), stack: error.stack };
    }
  },

  async abort() {
    const controller = new AbortController();
    const optimizer = { name: 'adam', options: { learningRate } };
    const training = { module: model(), batches: [batch], loss: 'meanSquaredError', optimizer, seed, epochs: 1e6, signal: controller.signal };
    for await (const event of trainInWorker(training)) {
      if (event.type === 'step') controller.abort();
      if (event.type === 'end') return event.reason;
    }
  },
};
document.title = 'ready';
