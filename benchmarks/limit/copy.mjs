// One of several kernels that run at once, each in its own worker on its own memory: told how often, it says how long.
import { parentPort, workerData } from 'node:worker_threads';
import { createMatmul } from './matmul-kernel.mjs';

const run = createMatmul(workerData);
parentPort.on('message', (runs) => {
  const start = performance.now();
  for (let count = 0; count < runs; count++) run();
  parentPort.postMessage(performance.now() - start);
});
