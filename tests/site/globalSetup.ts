// Builds the site once per run and starts one browser; the test files share both.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { root } from '../../tooling/workspace.mjs';
import { serveChromium } from '../browser/chromium.js';
import { serveSite } from './serve.js';

const docs = join(root, 'apps', 'docs');

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
  const folder = given === undefined ? await built(join(import.meta.dirname, '..', '.tmp', 'site'), '/') : resolve(process.env['INIT_CWD'] ?? '.', given);
  // The tests of the site have built it for a path, just before; turbo sees to that.
  const below = join(docs, '.tmp', 'site');
  const [isolated, plain, browser] = await Promise.all([serveSite({ folder }), serveSite({ folder, isolated: false }), serveChromium()]);
  project.provide('siteFolder', folder);
  project.provide('siteUrl', `http://localhost:${isolated.port}`);
  project.provide('plainSiteUrl', `http://localhost:${plain.port}`);
  project.provide('siteBelowPath', existsSync(join(below, 'sw.js')) ? below : await built(below, '/some/path/'));
  project.provide('browserEndpoint', browser.wsEndpoint());
  return async () => {
    await Promise.all([isolated.close(), plain.close(), browser.close()]);
  };
}

async function built(folder: string, base: string): Promise<string> {
  const environment = { ...process.env, INIT_CWD: '', NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [join('scripts', 'build.mjs'), '--base', base, '--out', folder], { cwd: docs, env: environment });
  return folder;
}
