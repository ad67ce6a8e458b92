// Installs what is compared with into peers/, where nothing else needs it. The packages lie outside the workspace, so that
// working on this project does not download them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'peers');
const FILES = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
/** Which versions lie there; written last, so that a broken installation is done again. */
const STAMP = join(folder, 'node_modules', '.installed');

/** As a module in peers/ would. */
export const requireOfPeers = createRequire(join(folder, 'package.json'));

/** Installs them where they are missing or others are wanted now. Without a network the benchmarks go on without them. */
export function installPeers(say) {
  const hash = createHash('sha256');
  for (const file of FILES) hash.update(readFileSync(join(folder, file)));
  const wanted = hash.digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  say('install the peers into benchmarks/peers (once; up to 300 MB to download)');
  const { status, stdout, stderr, error } = spawnSync('pnpm', ['install', '--frozen-lockfile', '--ignore-scripts', '--prefer-offline'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, pnpm_config_fetch_retries: '1', pnpm_config_fetch_retry_mintimeout: '1000' },
  });
  if (status === 0) {
    writeFileSync(STAMP, wanted);
    return;
  }
  const reason = /\bERR_\w+/.exec(`${stdout ?? ''}${stderr ?? ''}`)?.[0] ?? error?.code ?? `pnpm ended with ${status}`;
  say(`peers: could not be installed (${reason}; is there a network?), so those that are missing do not take part; \`pnpm install\` in benchmarks/peers tells more`);
}
