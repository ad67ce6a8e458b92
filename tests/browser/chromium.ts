// Chromium from npm, so that the browser tests need nothing but `npm test`.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { type Browser, type BrowserServer, chromium } from 'playwright-core';

const home = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));

/** A new browser; close it. On a system for which npm has no Chromium, the installed Chrome. */
export const launchChromium = async (): Promise<Browser> => chromium.launch(await launchOptions());

/** The same for several processes, which connect to its `wsEndpoint()`. */
export const serveChromium = async (): Promise<BrowserServer> => chromium.launchServer(await launchOptions());

async function launchOptions() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const folder = await unpacked();
  return {
    executablePath: join(folder, 'chromium'),
    args: ['--disable-gpu'],
    // The libraries that a server without a desktop lacks come with the package.
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/** The folder with the unpacked browser: made once per version, and there whole or not at all. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const all = join(import.meta.dirname, '..', '.tmp');
  const folder = join(all, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(all, { recursive: true });
  const staging = await mkdtemp(`${folder}-`);
  // The package unpacks into the system's folder for temporary files, whatever lies there.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = staging;
  try {
    await Promise.all(['chromium.br', 'al2023.tar.br', 'fonts.tar.br'].map((file) => inflate(join(home, 'bin', file))));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  // Another run may have been faster.
  await rename(staging, folder).catch(() => rm(staging, { recursive: true }));
  return folder;
}
