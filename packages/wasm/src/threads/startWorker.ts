/** A thread to which messages can be sent. */
export interface WorkerHandle {
  post(message: object): void;
}

interface NodeWorker {
  postMessage(message: object): void;
  unref(): void;
}

interface NodeThreads {
  readonly Worker: new (source: string, options: { eval: boolean; name: string; stdin: boolean }) => NodeWorker;
}

/** Node's worker_threads, where they are. Asked of the process, since the package's main entry works in browsers too. */
function nodeThreads(): NodeThreads | undefined {
  const { process } = globalThis as { process?: { versions?: { node?: string }; getBuiltinModule?: (name: string) => unknown } };
  return process?.versions?.node === undefined ? undefined : (process.getBuiltinModule?.('node:worker_threads') as NodeThreads | undefined);
}

/** Starts a thread from its code: Node's, which does not keep the process alive, or a Web Worker. */
export function startWorker(source: string): WorkerHandle {
  const threads = nodeThreads();
  if (threads) {
    const worker = new threads.Worker(source, { eval: true, name: 'rekur', stdin: false });
    worker.unref();
    return { post: (message) => worker.postMessage(message) };
  }
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url, { name: 'rekur' });
  return { post: (message) => worker.postMessage(message) };
}

/** Why this place cannot have more than one thread, or undefined if it can. */
export function whyOneThread(): string | undefined {
  if (nodeThreads()) return undefined;
  const scope = globalThis as { crossOriginIsolated?: boolean; document?: unknown; Worker?: unknown; process?: { versions?: { node?: string } } };
  if (scope.process?.versions?.node !== undefined) return 'threads need Node 20.16 or newer, or Node 22.3 or newer';
  if (scope.crossOriginIsolated !== true) {
    return 'threads need a page that is cross-origin isolated: serve it with the headers "Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp"';
  }
  if (scope.document !== undefined) return "threads need a worker to wait in: a page's own thread must not wait (trainInWorker trains in one)";
  return scope.Worker === undefined ? 'threads need workers, which are not there' : undefined;
}
