export { serveTraining } from './worker/serve.js';
export type { ServeOptions, WorkerScope } from './worker/serve.js';
export type { Named } from './worker/messages.js';
export { trainInWorker } from './trainInWorker.js';
export type { TrainingWorker, WorkerEvent, WorkerTraining } from './trainInWorker.js';
