import { describe, ProgramError } from '@rekur/tensor';
import { BARRIER, COUNTERS } from '../emit/barrier.js';
import { startWorker } from './startWorker.js';
import type { WorkerHandle } from './startWorker.js';
import { COMMAND, TEXT_BYTES, TEXT_START, WORD, workerSource } from './workerSource.js';

/** One thread's part of a run, of as many threads. */
export type Part = (thread: number, threads: number) => void;

/** Threads that wait for Programs to run their part of. They never keep the process alive. */
export interface Pool {
  /** Threads there are, this one included. */
  readonly threads: number;
  /** Gives a Program to all threads; they take part from the next run on that finds them ready. */
  add(module: WebAssembly.Module, memory: WebAssembly.Memory): number;
  forget(program: number): void;
  /** Runs a Program on all threads that are ready, this one included. @throws ProgramError with the stack of what failed in another one */
  run(program: number, which: 'prepare' | 'program', part: Part, memory: WebAssembly.Memory): void;
}

/** Threads that have just been started need some ten milliseconds to be there. */
const STARTING_MS = 2000;

export function createPool(threads: number): Pool {
  // In a page a worker is only started when this thread is back in its event loop: nobody may wait for it here.
  let mayWait = (globalThis as { process?: unknown }).process !== undefined;
  const words = new Int32Array(new SharedArrayBuffer(TEXT_START + TEXT_BYTES));
  const workers: WorkerHandle[] = [];
  let sent = 0;
  let programs = 0;
  const send = (message: object): void => {
    Atomics.add(words, WORD.sent, 1);
    wake(COMMAND.messages);
    for (const worker of workers) worker.post(message);
    sent += workers.length;
  };
  const wake = (command: number): void => wakeAll(words, command);
  const isReady = (): boolean => Atomics.load(words, WORD.ready) === sent && Atomics.load(words, WORD.failed) === 0;
  Atomics.store(words, WORD.sent, 1);
  for (let thread = 1; thread < threads; thread++) {
    const worker = startWorker(workerSource);
    worker.post({ words, thread, turn: 0 });
    workers.push(worker);
    sent++;
  }

  const waitUntilReady = (mostMs: number): boolean => {
    const end = performance.now() + mostMs;
    while (!isReady() && performance.now() < end && Atomics.load(words, WORD.failed) === 0) Atomics.wait(words, WORD.failed, 0, 1);
    return isReady();
  };

  /** One that has waited in vain does not wait again. */
  const waitOnce = (): boolean => {
    const ready = mayWait && waitUntilReady(STARTING_MS);
    mayWait &&= ready;
    return ready;
  };

  const pool: Pool = {
    threads,
    add(module, memory) {
      send({ program: programs, module, memory });
      return programs++;
    },
    forget: (program) => send({ forget: program }),
    run(program, which, part, memory) {
      if (Atomics.load(words, WORD.failed) !== 0) throw failure(words);
      const status = new Int32Array(memory.buffer, 0, BARRIER.taken / 4 + COUNTERS);
      status.fill(0, BARRIER.taken / 4);
      if (!isReady() && !waitOnce()) {
        part(0, 1);
        return;
      }
      Atomics.store(status, BARRIER.came / 4, 0);
      Atomics.store(status, BARRIER.abandoned / 4, 0);
      Atomics.store(words, WORD.program, program);
      Atomics.store(words, WORD.threads, threads);
      wake(which === 'prepare' ? COMMAND.prepare : COMMAND.run);
      try {
        part(0, threads);
      } catch (error) {
        // The others must not wait for this one for ever.
        Atomics.store(status, BARRIER.abandoned / 4, 1);
        Atomics.notify(status, BARRIER.round / 4);
        throw error;
      }
      if (Atomics.load(words, WORD.failed) !== 0) throw failure(words);
    },
  };
  unused.register(pool, words);
  return pool;
}

/** Threads end when nothing holds their pool any more: the engine and all its sessions are gone. */
const unused = new FinalizationRegistry<Int32Array<SharedArrayBuffer>>((words) => wakeAll(words, COMMAND.end));

function wakeAll(words: Int32Array<SharedArrayBuffer>, command: number): void {
  Atomics.store(words, WORD.command, command);
  Atomics.add(words, WORD.turn, 1);
  Atomics.notify(words, WORD.turn);
}

function failure(words: Int32Array): ProgramError {
  const length = Math.min(Atomics.load(words, WORD.failed), TEXT_BYTES);
  const text = new TextDecoder().decode(new Uint8Array(words.buffer, TEXT_START, length).slice());
  return new ProgramError(describe('wasm', 'a thread failed', text, 'all threads run the same Program', 'threads: 1 runs without others; please report this'));
}
