// Builds the site once per run and starts one browser; the test files share both.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { root } from '../../tooling/workspace.mjs';
import { serveChromium } from '../browser/chromium.js';
import { lock, serveSite } from './serve.mjs';

const docs = join(root, 'apps', 'docs');
const temporary = join(import.meta.dirname, '..', '.tmp');

declare module 'vitest' {
  interface ProvidedContext {
    /** The built site. */
    siteFolder: string;
    /** The site at the root of a server that isolates pages: threads are there. */
    siteUrl: string;
    /** The same without the headers: one thread. */
    plainSiteUrl: string;
    /** The site as it is built for a folder of a server. */
    siteBelowPath: string;
    /** Where the browser listens. */
    browserEndpoint: string;
  }
}

/** `REKUR_SITE_DIR=folder` takes a built site (`pnpm docs:build`), for whoever works at these tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['REKUR_SITE_DIR'];
  const folder = given === undefined ? await built(join(temporary, 'site'), '/') : resolve(process.env['INIT_CWD'] ?? '.', given);
  const below = await belowPath();
  const [isolated, plain, browser] = await Promise.all([serveSite({ folder }), serveSite({ folder, isolated: false }), serveChromium()]);
  project.provide('siteFolder', folder);
  project.provide('siteUrl', `http://localhost:${isolated.port}`);
  project.provide('plainSiteUrl', `http://localhost:${plain.port}`);
  project.provide('siteBelowPath', below);
  project.provide('browserEndpoint', browser.wsEndpoint());
  return async () => {
    await Promise.all([isolated.close(), plain.close(), browser.close()]);
  };
}

/** The site below a path: as its own tests built it last, else built here. */
async function belowPath(): Promise<string> {
  const folder = join(temporary, 'site-below');
  const theirs = join(docs, '.tmp', 'site');
  // They may be building it at this moment.
  const unlock = await lock(join(docs, '.tmp', 'build.lock'));
  try {
    if (existsSync(join(theirs, 'sw.js'))) {
      rmSync(folder, { recursive: true, force: true });
      cpSync(theirs, folder, { recursive: true });
      return folder;
    }
  } finally {
    unlock();
  }
  return built(folder, '/some/path/');
}

async function built(folder: string, base: string): Promise<string> {
  const environment = { ...process.env, INIT_CWD: '', NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [join('scripts', 'build.mjs'), '--base', base, '--out', folder], { cwd: docs, env: environment });
  return folder;
}
