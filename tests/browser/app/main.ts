// What a user writes: a model trained in a worker while the page stays responsive, kept in IndexedDB, and a cell of one's own.
import type { Module } from '@rekur/rnn';
import { linear, recurrent, sequential } from '@rekur/rnn';
import { openModelStore } from '@rekur/safetensors/browser';
import { decodeModel, encodeModel } from '@rekur/train';
import { trainInWorker, type TrainingWorker } from '@rekur/train/worker';
import { batch, epochs, learningRate, model, outputs, seed } from '../plain/wave.js';
import { minimalCell } from './cell.js';

interface Trained {
  outputs: number[];
  /** Ticks of a timer of the page while training ran. */
  ticks: number;
}

async function train(module: Module, createWorker?: () => TrainingWorker): Promise<Trained> {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const optimizer = { name: 'adam', options: { learningRate } };
  const run = trainInWorker({ module, batches: [batch], loss: 'meanSquaredError', optimizer, seed, epochs, createWorker });
  for (;;) {
    const { value, done } = await run.next();
    if (!done) continue;
    clearInterval(timer);
    const store = await openModelStore('app');
    await store.save('model', encodeModel(module, value));
    const loaded = decodeModel(await store.load('model'), { cells: { minimal: minimalCell } });
    return { outputs: outputs(loaded), ticks };
  }
}

const app = {
  train: () => train(model()),
  trainOwnCell: () =>
    train(
      sequential(recurrent(minimalCell, 1, 8), linear(8, 1)),
      () => new Worker(new URL('./own-worker.ts', import.meta.url), { type: 'module' }),
    ),
  async fail(): Promise<string> {
    const optimizer = { name: 'sgd', options: { learningRate: 1e30 } };
    try {
      for await (const _event of trainInWorker({ module: model(), batches: [batch], loss: 'meanSquaredError', optimizer, seed, epochs }));
      return 'nothing was thrown';
    } catch (error) {
      return String(error);
    }
  },
};

Object.assign(globalThis, { app });
document.title = 'ready';
