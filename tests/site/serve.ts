// The preview server of the site, with types.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../tooling/workspace.mjs';

export interface ServeOptions {
  readonly folder: string;
  readonly base?: string;
  /** Whether the headers are sent that threads need; yes unless said otherwise. */
  readonly isolated?: boolean;
}

export interface SiteServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

interface Preview {
  serveSite(options: ServeOptions): Promise<SiteServer>;
  baseOf(folder: string): string;
}

// Not a dependency: the site is an application, of which one script is used.
const { serveSite, baseOf } = (await import(pathToFileURL(join(root, 'apps', 'docs', 'scripts', 'serve.mjs')).href)) as Preview;

export { baseOf, serveSite };
