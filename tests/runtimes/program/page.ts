// For a browser: `page.own()` trains in the page's own thread, `page.worker()` in a worker.
import { reports } from './report.js';

const wait = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 0));

const inWorker = (): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker('./worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });

Object.assign(globalThis, { page: { own: () => reports(wait), worker: inWorker } });
document.title = 'ready';
