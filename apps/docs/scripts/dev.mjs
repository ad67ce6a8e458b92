// `pnpm docs:dev [--port N]`: the site as it is written, reloaded when a page changes. Generated pages are made once, at the start.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'vitepress';
import { generate } from './generate.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '5173' }, host: { type: 'string' } } });

await generate();
const server = await createServer(join(import.meta.dirname, '..'), { port: Number(values.port), host: values.host });
await server.listen();
server.printUrls();
