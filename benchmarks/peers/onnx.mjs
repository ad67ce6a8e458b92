// An LSTM's forward pass in ONNX Runtime, native or in WebAssembly, on one thread.
import { lstmModel } from './onnx-model.mjs';

/** @param {{ flavour: 'web' | 'node' }} settings */
export async function createContestant({ flavour }) {
  const runtime = await (flavour === 'web' ? import('onnxruntime-web') : import('onnxruntime-node'));
  const { InferenceSession, Tensor, env } = runtime.default ?? runtime;
  env.wasm.numThreads = 1;
  env.wasm.simd = true;
  const executionProviders = [flavour === 'web' ? 'wasm' : 'cpu'];

  return {
    describe: () => ({ version: env.versions[flavour] ?? env.versions.common }),
    async prepare({ what, batch, time, input, hidden }) {
      const state = what === 'step';
      const model = lstmModel({ batch, time, input, hidden, state });
      const session = await InferenceSession.create(model, { executionProviders, intraOpNumThreads: 1, interOpNumThreads: 1 });
      const tensor = (...shape) => new Tensor('float32', new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(0.1), shape);
      const feeds = { x: tensor(time, batch, input) };
      if (state) Object.assign(feeds, { h: tensor(1, batch, hidden), c: tensor(1, batch, hidden) });
      return {
        async run() {
          const results = await session.run(feeds);
          if (!state) return;
          feeds.h = results.nextH;
          feeds.c = results.nextC;
        },
        release: () => session.release(),
      };
    },
  };
}
