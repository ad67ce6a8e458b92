// For Node, Bun and Deno: prints its reports as JSON; with the word `wide` those at 256 bits, or why there are none.
import { enableWideSimd } from '@rekur/wasm/node';
import { reportOn, reports } from './report.js';

async function wideReports(): Promise<unknown> {
  const { enabled, reason } = enableWideSimd();
  if (!enabled) return { reason };
  return { reports: [await reportOn({ width: 256, threads: 1 }), await reportOn({ width: 256, threads: 2 })] };
}

const result = process.argv[2] === 'wide' ? await wideReports() : { reports: await reports() };
process.stdout.write(`${JSON.stringify(result)}\n`);
