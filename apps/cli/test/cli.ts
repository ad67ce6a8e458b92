// Runs the command line: as its users do, built and in a process of its own, or here, from its sources.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../src/cli.js';
import type { Output } from '../src/io.js';

/** What `rekur` runs. */
export const main = join(import.meta.dirname, '..', 'dist', 'main.js');

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** Null if a signal ended the process. */
  readonly exitCode: number | null;
}

export interface Running {
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `rekur …words` in a folder. */
export function start(folder: string, ...words: string[]): Running {
  if (!existsSync(main)) throw new Error(`${main} does not exist: these tests run the built command line; build it first`);
  const child = spawn(process.execPath, [main, ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject).on('close', (exitCode) => resolve({ stdout, stderr, exitCode }));
  });
  return { ended, kill: (signal) => void child.kill(signal) };
}

/** Runs `rekur …words` in a folder to its end. */
export function rekur(folder: string, ...words: string[]): Promise<Ended> {
  return start(folder, ...words).ended;
}

/** Waits until a file is there. */
export async function appearance(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Runs `rekur …words` from its sources in this process and its working folder. */
export function rekurHere(...words: string[]): Promise<Ended> {
  return rekurReading(undefined, ...words);
}

/** As {@link rekurHere}, with something on standard input; undefined for none. */
export async function rekurReading(given: string | undefined, ...words: string[]): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => ({ isTerminal: false, columns: 80, write: async (more) => void (text[name] += more) });
  const stdin = given === undefined ? undefined : { isTerminal: false, read: async () => given };
  const exitCode = await runCli(words, { stdin, stdout: output('stdout'), stderr: output('stderr') });
  return { ...text, exitCode };
}
