// Puts what the test calls on the page.
import { openModelStore, readSafetensorsBlob, writeSafetensorsBlob } from '@rekur/safetensors/browser';
import { adam, decodeModel, encodeModel, fit, meanSquaredError, modelContent, modelFromContent } from '@rekur/train';
import { trainInWorker } from '@rekur/train/worker';
import { batch, epochs, learningRate, model, outputs, seed } from './wave.js';

/** Trains on the page itself. */
async function train() {
  const module = model();
  const losses = [];
  let parameters;
  for await (const event of fit(module, [batch], { loss: meanSquaredError, optimizer: adam({ learningRate }), seed, epochs })) {
    if (event.type === 'step') losses.push(event.loss);
    if (event.type === 'end') parameters = event.parameters;
  }
  return { module, parameters, losses };
}

globalThis.page = {
  async trainAndSave() {
    const { module, parameters, losses } = await train();
    const blob = writeSafetensorsBlob(modelContent(module, parameters, { note: 'a wave' }));
    const store = await openModelStore('page');
    await store.save('from Blob', blob);
    await store.save('from bytes', encodeModel(module, parameters, { note: 'a wave' }));
    store.close();
    const fromBlob = modelFromContent(await readSafetensorsBlob(blob));
    return { losses, outputs: outputs({ module, parameters }), fromBlob: outputs(fromBlob) };
  },

  async load() {
    const store = await openModelStore('page');
    const files = await store.list();
    const read = [];
    for (const { key } of files) {
      const found = decodeModel(await store.load(key));
      read.push({ key, note: found.extra.note, outputs: outputs(found) });
    }
    await store.delete('from Blob');
    return { read, left: (await store.list()).map(({ key, byteLength }) => ({ key, byteLength })) };
  },

  /** Import maps do not reach workers, so a page without a bundler names the worker that is whole. */
  async trainInWorker() {
    const module = model();
    const createWorker = () => new Worker('/packages/train/dist/standalone/worker.js', { type: 'module' });
    const optimizer = { name: 'adam', options: { learningRate } };
    const run = trainInWorker({ module, batches: [batch], loss: 'meanSquaredError', optimizer, seed, epochs, createWorker });
    for (;;) {
      const { value, done } = await run.next();
      if (done) return outputs({ module, parameters: value });
    }
  },

  /** A worker from elsewhere is refused by the policy, and the error says so. */
  async refusedWorker() {
    const createWorker = () => new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })));
    try {
      await trainInWorker({ module: model(), batches: [batch], loss: 'meanSquaredError', optimizer: 'adam', seed, createWorker }).next();
      return 'it ran';
    } catch (error) {
      return error.message;
    }
  },

  /** Saves a small file, and then a large one over it, for which there is no room. */
  async fill() {
    const store = await openModelStore('page');
    await store.save('wave', Uint8Array.of(1, 2, 3));
    const message = await store.save('wave', new Uint8Array(5_000_000)).then(() => 'saved', String);
    return { message, kept: Array.from(await store.load('wave')), files: (await store.list()).map(({ byteLength }) => byteLength) };
  },

  async missing() {
    const store = await openModelStore('another');
    return store.load('wave').catch(({ name, code, message }) => ({ name, code, message }));
  },
};
document.title = 'ready';
