// Measures what the gallery's figures show, with the packages themselves, and writes it beside as JSON, rounded:
// `node tests/gallery/record.mjs [name …]`. Examples read these files, so that the gallery is the same on every machine.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordCompiled } from './recording/compiled.js';
import { recordCopyNodes, recordDecay, recordLags, recordOrderMatters } from './recording/experiments.js';
import { recordGrammar } from './recording/grammar.js';
import { recordConfusions, recordForecast } from './recording/tasks.js';
import { recordText } from './recording/text.js';

const recordings: Readonly<Record<string, () => Promise<object>>> = {
  compiled: recordCompiled,
  'copy-nodes': recordCopyNodes,
  forecast: recordForecast,
  grammar: recordGrammar,
  text: recordText,
  decay: recordDecay,
  confusions: recordConfusions,
  lags: recordLags,
  'order-matters': recordOrderMatters,
};

const [folder, ...asked] = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(recordings)) {
  const startedMs = performance.now();
  const text = JSON.stringify(await recordings[name](), (_, value: unknown) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value));
  writeFileSync(join(folder, `${name}.json`), `${text}\n`);
  console.log(`${name}: ${text.length} characters, ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
}
