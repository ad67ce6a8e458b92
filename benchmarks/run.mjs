// `pnpm bench`: see harness/options.mjs for what it takes.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cases } from './harness/cases.mjs';
import { contestantsOn } from './harness/contestants.mjs';
import { describeMachine, pinningCommand } from './harness/machine.mjs';
import { findNodes } from './harness/nodes.mjs';
import { parseOptions, usage } from './harness/options.mjs';
import { installPeers } from './harness/peers.mjs';
import { report } from './harness/report.mjs';
import { runRounds } from './harness/rounds.mjs';

const RESULTS = join(import.meta.dirname, 'results.json');
const DOCUMENT = join(import.meta.dirname, 'RESULTS.md');
const MARKERS = ['<!-- compiler:start -->', '<!-- compiler:end -->'];

const commands = {
  help: () => console.log(usage),
  report: () => console.log(report(JSON.parse(readFileSync(RESULTS, 'utf8')))),
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
  const start = performance.now();
  const measured = await runRounds({
    cases,
    contestants: contestantsOn(nodes, quick),
    rounds,
    warmUpRuns: quick ? 1 : 2,
    pinning,
    wanted: (pair) => !only || only.test(pair),
    say: console.log,
  });
  const date = new Date().toISOString().slice(0, 10);
  const results = { date, rounds, partial: Boolean(only), minutes: Number(((performance.now() - start) / 60_000).toFixed(1)), machine, ...measured };
  const tables = report(results);
  console.log(`\n${tables}`);
  if (!write && (quick || only)) return;
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`);
  writeFileSync(DOCUMENT, withSection(readFileSync(DOCUMENT, 'utf8'), tables));
}

/** The document with what stands between the markers replaced. */
function withSection(document, section) {
  const [start, end] = MARKERS.map((marker) => document.indexOf(marker));
  if (start < 0 || end < start) throw new Error(`RESULTS.md: ${MARKERS.join(' and ')} are expected, in this order`);
  return `${document.slice(0, start + MARKERS[0].length)}\n\n${section}\n\n${document.slice(end)}`;
}

try {
  const options = parseOptions(process.argv.slice(2));
  await commands[options.command](options);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
