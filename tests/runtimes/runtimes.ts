// The runtimes that npm has as packages, and how a program is run in one.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const requireOfBinaries = createRequire(join(import.meta.dirname, 'binaries', 'package.json'));

/** Which there must be on Linux on x64, and may be missing elsewhere: they are optional dependencies, each for one system. */
export const isExpected = process.platform === 'linux' && process.arch === 'x64';

export interface Runtime {
  readonly name: string;
  /** What starts it, and the words before the program; undefined where its package is not installed. */
  readonly command: readonly string[] | undefined;
}

function installed(name: string, packageName: string, file: string, ...words: string[]): Runtime {
  try {
    const path = join(dirname(requireOfBinaries.resolve(`${packageName}/package.json`)), file);
    return { name, command: existsSync(path) ? [path, ...words] : undefined };
  } catch {
    return { name, command: undefined };
  }
}

export const runtimes: readonly Runtime[] = [
  { name: `the Node that runs the tests`, command: [process.execPath] },
  installed('Node 24', 'node-24', 'bin/node'),
  installed('Node 26', 'node-26', 'bin/node'),
  installed('Bun', '@oven/bun-linux-x64', 'bin/bun'),
  installed('Deno', '@deno/linux-x64-glibc', 'deno', 'run', '--no-prompt'),
];

/** What the program printed. @throws Error with what it wrote to standard error if it fails or takes too long */
export async function run({ command }: Runtime, ...words: string[]): Promise<string> {
  const [program, ...rest] = command ?? [];
  const { stdout } = await promisify(execFile)(program, [...rest, ...words], { timeout: 60_000, killSignal: 'SIGKILL' });
  return stdout;
}
