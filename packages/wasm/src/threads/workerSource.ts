import { BARRIER } from '../emit/barrier.js';

/** Places in the words that a pool's threads share. */
export const WORD = { turn: 0, command: 1, program: 2, threads: 3, ready: 4, failed: 5, sent: 6, text: 8 } as const;

/** What a worker is woken for. */
export const COMMAND = { messages: 1, run: 2, prepare: 3, end: 4 } as const;

/** Bytes for the text of an error, behind the words. */
export const TEXT_BYTES = 4000;
export const TEXT_START = 64;

/**
 * The worker's code, as text: it needs nothing, so it runs the same from Node's worker_threads and from a Blob in a page. It sleeps
 * until the turn changes. Messages bring Programs; for a run it takes the part of one thread.
 */
export const workerSource = `
const node = typeof require === 'function' ? require('node:worker_threads') : undefined;
const receive = (listener) => node ? node.parentPort.on('message', listener) : (self.onmessage = ({ data }) => listener(data));
const programs = new Map();
let words, thread, turn = 0, received = 0;
const fail = (error, memory) => {
  const text = new TextEncoder().encode(String(error && error.stack || error)).subarray(0, ${TEXT_BYTES});
  new Uint8Array(words.buffer, ${TEXT_START}).set(text);
  Atomics.store(words, ${WORD.failed}, text.length || 1);
  if (!memory) return;
  const status = new Int32Array(memory.buffer);
  Atomics.store(status, ${BARRIER.abandoned / 4}, 1);
  Atomics.notify(status, ${BARRIER.round / 4});
};
const serve = () => {
  for (;;) {
    for (let looks = 0; looks < 20000 && Atomics.load(words, ${WORD.turn}) === turn; looks++);
    while (Atomics.load(words, ${WORD.turn}) === turn) Atomics.wait(words, ${WORD.turn}, turn);
    turn = Atomics.load(words, ${WORD.turn});
    const command = Atomics.load(words, ${WORD.command});
    // One that has been received already needs no return: nothing would come.
    if (command === ${COMMAND.messages}) {
      if (received < Atomics.load(words, ${WORD.sent})) return;
      continue;
    }
    if (command === ${COMMAND.end}) { if (node) process.exit(0); self.close(); return; }
    const program = programs.get(Atomics.load(words, ${WORD.program}));
    try { program.exports[command === ${COMMAND.prepare} ? 'prepare' : 'program'](thread, Atomics.load(words, ${WORD.threads})); } catch (error) { fail(error, program.memory); }
  }
};
receive((message) => {
  try {
    if (message.words) { words = message.words; thread = message.thread; turn = message.turn; }
    if (message.module) {
      const instance = new WebAssembly.Instance(message.module, { env: { memory: message.memory } });
      programs.set(message.program, { exports: instance.exports, memory: message.memory });
    }
    if (message.forget !== undefined) programs.delete(message.forget);
  } catch (error) { fail(error); }
  Atomics.add(words, ${WORD.ready}, 1);
  // Others may be on their way: they only arrive when this function is over.
  if (++received === Atomics.load(words, ${WORD.sent})) serve();
});
`;
