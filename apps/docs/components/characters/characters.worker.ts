import type { TextModel } from '@rekur/tasks';
import type { FromWorker, ToWorker } from './characters.ts';
import { read, sample, train } from './charactersRun.ts';

const post = (message: FromWorker): void => globalThis.postMessage(message);
const stop = new AbortController();
let model: TextModel | undefined;
let text = '';

globalThis.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  answer(data).catch((error: unknown) => post({ type: 'failed', message: error instanceof Error ? error.message : String(error) }));
});

async function answer(message: ToWorker): Promise<void> {
  if (message.type === 'stop') return stop.abort();
  if (message.type === 'train') {
    ({ text } = message);
    model = await train(text, post, stop.signal);
    return;
  }
  if (!model) throw new Error(`characters.worker: no model yet: '${message.type}' was asked for; 'train' is expected first`);
  if (message.type === 'sample') post({ type: 'sample', text: sample(model, text, message.temperature, message.seed), isFinal: true });
  if (message.type === 'read') post({ type: 'read', reading: read(model, message.text) });
}
