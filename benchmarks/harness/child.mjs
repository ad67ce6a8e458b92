// The parent's side of a contestant: a process of its own that answers questions, one JSON line each way. It ends when its
// standard input does, so that none outlives this process however that ends.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Longer than any compilation or any sample takes. */
const PATIENCE_MS = 180_000;
const KEPT_OUTPUT = 2000;

/** An error that the contestant reported, or its end; `kind` is the name of the error there. */
export class ContestantError extends Error {
  constructor(kind, message) {
    super(message);
    this.name = 'ContestantError';
    this.kind = kind;
  }
}

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/**
 * @param {string[]} command
 * @param {Record<string, string | undefined>} environment added to this process's own; undefined takes a variable away
 */
export function startChild([program, ...words], environment = {}) {
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  running.add(child);
  const waiting = new Map();
  let errors = '';
  let next = 0;
  let ended;

  const endAll = (reason) => {
    ended = reason;
    running.delete(child);
    for (const { reject } of waiting.values()) reject(new ContestantError('Ended', reason));
    waiting.clear();
  };
  child.stderr.on('data', (data) => (errors = (errors + data).slice(-KEPT_OUTPUT)));
  child.stdin.on('error', () => {}); // the end of the process says more
  child.on('error', (error) => endAll(error.message));
  child.on('exit', (code, signal) => endAll(`the process ended (${signal ?? code})${errors && `: ${lastLines(errors)}`}`));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = parseReply(line);
    const question = waiting.get(reply?.id);
    if (!question) return;
    waiting.delete(reply.id);
    if (reply.error) question.reject(new ContestantError(reply.error.name, reply.error.message));
    else question.resolve(reply.result);
  });

  return {
    /** @returns {Promise<any>} what the contestant answers */
    ask(question) {
      if (ended) return Promise.reject(new ContestantError('Ended', ended));
      const id = next++;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
        const settle = (then) => (value) => {
          clearTimeout(timer);
          then(value);
        };
        waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
        child.stdin.write(`${JSON.stringify({ id, ...question })}\n`);
      });
    },
    close() {
      child.stdin.end();
      setTimeout(() => child.kill('SIGKILL'), 2000).unref();
    },
  };
}

/** Libraries print to standard output too. */
function parseReply(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function lastLines(text) {
  return text.trim().split('\n').slice(-3).join(' | ');
}
