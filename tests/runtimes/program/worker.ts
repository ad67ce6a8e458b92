import { reports } from './report.js';

const wait = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 0));

(globalThis as unknown as { postMessage: (message: unknown) => void }).postMessage(await reports(wait));
