// For Node: fused arithmetic with vectors of 128 bits, and then, where they can be had, of 256. Prints its reports as JSON, none where fused
// arithmetic is not supported.
import type { Report } from './report.js';
import { reportOn } from './report.js';
import { enableRelaxedSimd, enableWideSimd } from '@rekur/wasm/node';

const reports: Report[] = [];
if (enableRelaxedSimd()) {
  reports.push(await reportOn({ width: 128, arithmetic: 'fused' }));
  // Something is compiled already here, which must not matter.
  if (enableWideSimd().enabled) reports.push(await reportOn({ width: 256, arithmetic: 'fused' }));
}
process.stdout.write(`${JSON.stringify({ reports })}\n`);
