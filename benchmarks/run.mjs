// `pnpm bench`: see harness/options.mjs for what it takes.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cases } from './harness/cases.mjs';
import { contestantsOn } from './harness/contestants.mjs';
import { describeMachine, pinningCommand } from './harness/machine.mjs';
import { findNodes } from './harness/nodes.mjs';
import { parseOptions, usage } from './harness/options.mjs';
import { installPeers } from './harness/peers.mjs';
import { report } from './harness/report.mjs';
import { runRounds } from './harness/rounds.mjs';
import { measureText, textReport } from './text.mjs';

const RESULTS = join(import.meta.dirname, 'results.json');
const DOCUMENT = join(import.meta.dirname, 'RESULTS.md');

/** From here on `--quick` does two rounds, not three: the two largest training steps would take half of its minutes. */
const LARGE_FLOPS = 2e10;

const commands = {
  help: () => console.log(usage),
  report: reportAgain,
  text: writeText,
  interpreter: measureInterpreter,
  compiler: measureCompiler,
};

function measureInterpreter() {
  process.exitCode = spawnSync(process.execPath, [join(import.meta.dirname, 'interpreter.mjs')], { stdio: 'inherit' }).status ?? 1;
}

async function measureCompiler({ quick, only, write }) {
  installPeers(console.log);
  const nodes = findNodes();
  const pinning = pinningCommand();
  const machine = describeMachine(nodes);
  console.log(`${machine.processor}, ${machine.cores} cores; Node ${nodes.map(({ version }) => version).join(', ')}`);
  if (pinning.length === 0) console.log('taskset: not available, so contestants of one thread are not kept on one core');
  const rounds = quick ? 3 : 9;
  const roundsOf = ({ flops }) => (quick && flops > LARGE_FLOPS ? 2 : rounds);
  const start = performance.now();
  const measured = await runRounds({
    cases,
    contestants: contestantsOn(nodes, quick),
    roundsOf,
    warmUpRuns: quick ? 1 : 2,
    pinning,
    wanted: (pair) => !only || only.test(pair),
    say: console.log,
  });
  const date = new Date().toISOString().slice(0, 10);
  const results = { date, rounds, partial: Boolean(only), minutes: Number(((performance.now() - start) / 60_000).toFixed(1)), machine, ...measured };
  const tables = report(results);
  console.log(`\n${tables}`);
  if (write || !(quick || only)) record('compiler', results, tables);
}

async function writeText({ write }) {
  const measured = await measureText(console.log);
  const section = textReport(measured);
  console.log(`\n${section}`);
  if (write) record('text', measured, section);
}

/** Prints what is recorded, and writes it into the document anew. */
function reportAgain() {
  const { compiler, text } = recorded();
  const sections = { ...(compiler && { compiler: report(compiler) }), ...(text && { text: textReport(text) }) };
  for (const [name, section] of Object.entries(sections)) {
    console.log(`${section}\n`);
    writeFileSync(DOCUMENT, withSection(readFileSync(DOCUMENT, 'utf8'), name, section));
  }
}

/** What results.json holds, by the name of the command that measured it. */
const recorded = () => (existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {});

function record(name, measured, section) {
  writeFileSync(RESULTS, `${JSON.stringify({ ...recorded(), [name]: measured }, undefined, 1)}\n`);
  writeFileSync(DOCUMENT, withSection(readFileSync(DOCUMENT, 'utf8'), name, section));
}

/** The document with what stands between the markers of that name replaced. */
function withSection(document, name, section) {
  const markers = ['start', 'end'].map((side) => `<!-- ${name}:${side} -->`);
  const [start, end] = markers.map((marker) => document.indexOf(marker));
  if (start < 0 || end < start) throw new Error(`RESULTS.md: ${markers.join(' and ')} are expected, in this order`);
  return `${document.slice(0, start + markers[0].length)}\n\n${section}\n\n${document.slice(end)}`;
}

try {
  const options = parseOptions(process.argv.slice(2));
  await commands[options.command](options);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
