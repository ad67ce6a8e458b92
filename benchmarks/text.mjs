// `pnpm bench text`: what `rekur train moby-dick` reaches with its defaults, in bits per character of the last tenth of the text, beside
// n-grams and compressors that have seen the same nine tenths.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { characterTokenizer, mobyDick, splitByTime } from '@rekur/datasets';
import { decodeModelFile, evaluateText, textModelFromFile } from '@rekur/tasks';
import { describeProcessor } from './harness/machine.mjs';
import { table } from './harness/report.mjs';
import { kneserNey } from './peers/kneser-ney.mjs';

/** As the trainer holds it out. */
const HELD_OUT = 0.1;
const ORDERS = [3, 4, 5, 6];
const MOST_BYTES = 1 << 28;

/** @param {(line: string) => void} say */
export async function measureText(say) {
  const parts = splitByTime((await mobyDick()).text, { test: HELD_OUT });
  const compressors = [gzip(parts), xz(parts)];
  const tokenizer = characterTokenizer(parts.train);
  const [training, heldOut] = [tokenizer.encode(parts.train), tokenizer.encode(parts.test)];
  const rows = [];
  const tell = (row) => {
    rows.push(row);
    say(`${row.name}: ${row.bits === undefined ? row.missing : `${row.bits.toFixed(3)} bits per character`}`);
  };
  compressors.forEach(tell);
  for (const order of ORDERS) tell({ name: `Kneser–Ney, order ${order}`, bits: kneserNey(training, order, tokenizer.size)(heldOut) });
  say('rekur train moby-dick: with its defaults');
  const { model, minutes } = trainByCommand(say);
  const { bitsPerCharacter } = await evaluateText(model, parts.test);
  tell({ name: 'rekur train moby-dick', bits: bitsPerCharacter, minutes });
  const { settings, engine } = model.card;
  return { date: new Date().toISOString().slice(0, 10), machine: describeProcessor(), characters: parts.test.length, settings, engine, rows };
}

/** In a folder of its own, as a user would, and as quietly. */
function trainByCommand(say) {
  const folder = mkdtempSync(join(tmpdir(), 'rekur-text-'));
  try {
    const command = join(dirname(createRequire(import.meta.url).resolve('rekur/package.json')), 'dist', 'main.js');
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [command, 'train', 'moby-dick', '--out', 'model.safetensors', '--quiet'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`rekur train moby-dick ended with ${status}`);
    const minutes = (performance.now() - start) / 60_000;
    say(`trained in ${minutes.toFixed(1)} minutes`);
    return { model: textModelFromFile(decodeModelFile(readFileSync(join(folder, 'model.safetensors')))), minutes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const gzip = (parts) => ({ name: 'gzip -9', bits: bitsOfRest(parts, (bytes) => gzipSync(bytes, { level: 9 }).length) });

/** Debian's package xz-utils has it. */
function xz(parts) {
  const name = 'xz -9e';
  if (spawnSync('xz', ['--version']).status !== 0) return { name, missing: 'not measured: no xz on the path' };
  return { name, bits: bitsOfRest(parts, (bytes) => spawnSync('xz', ['-9e', '-c'], { input: bytes, maxBuffer: MOST_BYTES }).stdout.length) };
}

/** What the held-out characters add to the size of those before them. */
function bitsOfRest({ train, test }, sizeOf) {
  return (8 * (sizeOf(Buffer.from(train + test)) - sizeOf(Buffer.from(train)))) / test.length;
}

/** @param {Awaited<ReturnType<typeof measureText>>} measured what results.json holds */
export function textReport({ date, machine, characters, settings, engine, rows }) {
  const { hidden, layers, embedding, batch, time, steps, cell } = settings;
  const minutes = rows.find((row) => row.minutes !== undefined)?.minutes.toFixed(1);
  return [
    `Written by \`pnpm bench text\`, ${date}: \`rekur train moby-dick\` with its defaults (${layers} ${cell} layer${layers > 1 ? 's' : ''} of ${hidden} units, ` +
      `embedding ${embedding}, ${steps} steps of ${batch} × ${time} characters) took ${minutes} minutes on ${machine}; engine: ${engine}. ` +
      `All have seen the same nine tenths and are measured on the last tenth, ${characters} characters. Of a compressor it is how much longer the file becomes by it.`,
    table(['', 'bits per character'], rows.map(({ name, bits, missing }) => [name, bits?.toFixed(3) ?? missing])),
  ].join('\n\n');
}
