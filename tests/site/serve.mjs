// The preview server of the site, and the lock that its builds take. By its path, not by a name: the site is an application, and no dependency.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../tooling/workspace.mjs';

/**
 * @typedef {object} Preview
 * @property {(options: { folder: string, base?: string, isolated?: boolean }) => Promise<{ port: number, close: () => Promise<void> }>} serveSite isolated,
 *   with the headers that threads need, unless said otherwise
 * @property {(folder: string) => string} baseOf the path that a site was built for
 * @property {(file: string) => Promise<() => void>} lock waits for a lock; what it returns gives it back
 */

const script = (name) => import(pathToFileURL(join(root, 'apps', 'docs', 'scripts', name)).href);

/** @type {Preview} */
const { serveSite, baseOf, lock } = { ...(await script('serve.mjs')), ...(await script('lock.mjs')) };

export { baseOf, lock, serveSite };
