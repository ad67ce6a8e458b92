// `pnpm docs:preview [--port N] [--out FOLDER] [--no-isolation]`: serves the built site under the base it was built for.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { baseOf, serveSite } from './serve.mjs';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    port: { type: 'string', default: '4173' },
    host: { type: 'string', default: 'localhost' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'dist') },
    isolation: { type: 'boolean', default: true },
  },
});
const folder = resolve(process.env.INIT_CWD ?? '.', values.out);
if (!existsSync(join(folder, 'index.html'))) {
  console.error(`docs:preview: nothing to serve: there is no index.html in ${folder}; a built site is expected; pnpm docs:build makes it`);
  process.exit(1);
}
const base = baseOf(folder);
const { port } = await serveSite({ folder, base, isolated: values.isolation, port: Number(values.port), host: values.host });
console.log(`http://${values.host}:${port}${base}${values.isolation ? '' : ' without isolation: one thread'}`);
