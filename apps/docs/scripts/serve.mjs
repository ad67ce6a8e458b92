// A server of static files that sends the two headers which threads need; the tests use it too.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { createGzip } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const compressed = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt']);

/** Without them a browser gives a page no memory that threads share. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** The base a site was built for, as its first page writes it: `/`, or `/sub/path/`. */
export function baseOf(folder) {
  return /(?:href|src)="(\/[^"]*?)assets\//.exec(readFileSync(join(folder, 'index.html'), 'utf8'))?.[1] ?? '/';
}

/**
 * Serves a folder until `close` is called.
 * @param {{ folder: string, base?: string, isolated?: boolean, port?: number, host?: string }} options port 0 takes a free one
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export function serveSite({ folder, base = '/', isolated = true, port = 0, host = 'localhost' }) {
  const server = createServer((request, response) => {
    const found = fileOf(folder, base, request.url ?? '/');
    if (found.redirect) return response.writeHead(301, { Location: found.redirect }).end();
    const type = extname(found.file);
    const headers = { 'Content-Type': types[type] ?? 'application/octet-stream', 'Cache-Control': 'no-cache', ...(isolated && isolation) };
    const shrinks = compressed.has(type) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    response.writeHead(found.status, shrinks ? { ...headers, 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : headers);
    const content = createReadStream(found.file);
    content.on('error', () => response.destroy());
    (shrinks ? content.pipe(createGzip()) : content).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const close = () =>
        new Promise((done) => {
          server.close(done);
          server.closeAllConnections();
        });
      resolve({ port: server.address().port, close });
    });
  });
}

/** `/guide/text` is `guide/text.html`, `/api/` is `api/index.html`; what is not there is `404.html`. */
function fileOf(folder, base, url) {
  const missing = { status: 404, file: join(folder, '404.html') };
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return missing;
  }
  if (`${path}/` === base) return { redirect: base };
  if (!path.startsWith(base)) return missing;
  const inside = normalize(join(folder, path.slice(base.length)));
  if (inside !== folder && !inside.startsWith(folder + sep)) return missing;
  const candidates = path.endsWith('/') ? [join(inside, 'index.html')] : [inside, `${inside}.html`];
  const file = candidates.find((each) => statSync(each, { throwIfNoEntry: false })?.isFile());
  return file ? { status: 200, file } : missing;
}
