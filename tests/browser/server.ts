// A static file server that allows what a strict page allows: its own files, nothing evaluated, nothing inline but one import map.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface StaticServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  /** Paths that were asked for and not found. */
  readonly missing: readonly string[];
  close(): Promise<void>;
}

export interface ServeOptions {
  /** What a page must send that compiles Programs and runs them on threads: it allows more, and is isolated from other origins. */
  readonly threads?: boolean;
}

const isolation = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/**
 * Serves folders by the first part of the path: `{ app: '/some/folder' }` answers `/app/index.html`.
 * Every page gets a content-security policy: scripts and workers from here, no `eval`, and inline only import maps, by their hash.
 */
export async function serve(folders: Readonly<Record<string, string>>, { threads = false }: ServeOptions = {}): Promise<StaticServer> {
  const missing: string[] = [];
  async function answer(path: string, response: ServerResponse): Promise<void> {
    const [, first, ...rest] = normalize(decodeURIComponent(path)).split('/');
    const file = Object.hasOwn(folders, first) ? join(folders[first], ...rest) : undefined;
    const content = file && (await readFile(file).catch(() => undefined));
    if (!content) {
      missing.push(path);
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const policy = policyFor(type.startsWith('text/html') ? content.toString() : '', threads);
    const headers = { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff', ...(threads && isolation) };
    response.writeHead(200, headers).end(content);
  }
  const server: Server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost').pathname, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    missing,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function policyFor(html: string, threads: boolean): string {
  const maps = [...html.matchAll(/<script type="importmap">([\s\S]*?)<\/script>/g)].map(([, text]) => text);
  const hashes = maps.map((text) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`).join('');
  const [compiling, started] = threads ? [" 'wasm-unsafe-eval'", ' blob:'] : ['', ''];
  return `default-src 'none'; script-src 'self'${compiling}${hashes}; worker-src 'self'${started}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`;
}
