import type { FromWorker, ToWorker } from './race.ts';
import { draw, train } from './raceRun.ts';

const post = (message: FromWorker): void => globalThis.postMessage(message);

globalThis.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const work = data.type === 'train' ? train(data, post) : draw(data).then((figures) => post({ type: 'drawn', figures }));
  work.catch((error: unknown) => post({ type: 'failed', message: error instanceof Error ? error.message : String(error) }));
});
