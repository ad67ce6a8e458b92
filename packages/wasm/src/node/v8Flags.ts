import { spawnSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';

/** Why V8's flags are better left alone in this process, or undefined where it is plain Node. */
export function whyNoFlags({ bun, deno, electron }: Readonly<Record<string, string | undefined>> = process.versions): string | undefined {
  if (deno !== undefined) return `Deno ${deno} does not pass flags on to V8`;
  if (bun !== undefined) return `Bun ${bun} is not built on V8`;
  return electron === undefined ? undefined : `Electron ${electron} starts V8 itself, with flags that cannot be changed`;
}

/** As in 12.4. */
export function v8Version(): { readonly major: number; readonly minor: number } {
  const [major, minor] = process.versions.v8.split('.').map(Number);
  return { major, minor };
}

/**
 * Whether this V8 has a flag. V8 itself only tells by a complaint on standard error, when it is set; so this lists all flags in a process of its
 * own, which takes 50 ms or so.
 */
export function listsFlag(name: string): boolean {
  try {
    const { stdout, status } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8', timeout: 5000 });
    return status === 0 && stdout.includes(`--${name} `);
  } catch {
    // Where Node's permissions do not allow it.
    return false;
  }
}

/** Switches a flag that this V8 is known to have. */
export function setFlag(name: string, on: boolean): void {
  setFlagsFromString(`--${on ? '' : 'no-'}${name}`);
}
