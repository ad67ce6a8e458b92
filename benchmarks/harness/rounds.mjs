// Runs the contestants of a case in alternation: in every round each of them once, so that a slow minute of the machine meets
// them all.
import { dirname } from 'node:path';
import { startChild } from './child.mjs';
import { median } from './statistics.mjs';

const SAMPLE_MS = 50;
const WARM_UP_MS = 200;
/** Errors that a contestant names so when there is nothing to measure on this machine. */
const UNAVAILABLE = ['NotReady', 'NotInstalled'];

/**
 * @param {object} plan
 * @param {import('./cases.mjs').Case[]} plan.cases
 * @param {import('./contestants.mjs').Contestant[]} plan.contestants
 * @param {(measured: import('./cases.mjs').Case) => number} plan.roundsOf
 * @param {number} plan.warmUpRuns at least so many before the first sample
 * @param {string[]} plan.pinning
 * @param {(pair: string) => boolean} plan.wanted by `<case id> / <contestant id>`
 * @param {(line: string) => void} plan.say
 * @returns {Promise<{ measurements: object[], descriptions: Record<string, object>, problems: string[] }>}
 */
export async function runRounds(plan) {
  const entrants = plan.contestants.map((contestant) => ({ contestant, child: undefined, out: false }));
  const measurements = [];
  const descriptions = {};
  const problems = [];
  const taking = (measured) =>
    entrants.filter(({ contestant, out }) => !out && contestant.takes(measured) && plan.wanted(`${measured.id} / ${contestant.id}`));

  const leave = (entrant, measured, error) => {
    const { family, id } = entrant.contestant;
    const unavailable = UNAVAILABLE.includes(error.kind);
    const neverStarted = !descriptions[id];
    entrant.out = neverStarted || error.kind === 'Ended';
    const whose = neverStarted ? family : `${id}, ${measured.id}`;
    const problem = `${whose}: ${unavailable ? 'not available: ' : ''}${withoutFolders(error.message)}`;
    if (problems.includes(problem)) return; // of every process of a family that cannot start
    problems.push(problem);
    plan.say(problem);
  };
  /** The entrants for which it succeeded; the others leave this case. */
  const forEach = async (some, measured, act) => {
    const left = [];
    for (const entrant of some) {
      try {
        await act(entrant);
        left.push(entrant);
      } catch (error) {
        leave(entrant, measured, error);
      }
    }
    return left;
  };

  for (const [index, measured] of plan.cases.entries()) {
    const start = performance.now();
    let running = await forEach(taking(measured), measured, async (entrant) => {
      const { contestant } = entrant;
      if (!entrant.child) {
        entrant.child = startChild([...(contestant.threads > 1 ? [] : plan.pinning), ...contestant.command], contestant.environment);
        descriptions[contestant.id] = await entrant.child.ask({ ask: 'describe' });
      }
      entrant.facts = await entrant.child.ask({ ask: 'prepare', case: measured });
      const warm = entrant.facts.warm ? { runs: 1, milliseconds: 0 } : { runs: plan.warmUpRuns, milliseconds: WARM_UP_MS };
      entrant.runs = Math.max(1, Math.ceil(SAMPLE_MS / (await warmUp(entrant.child, warm))));
      entrant.samples = [];
    });
    const rounds = plan.roundsOf(measured);
    for (let round = 0; round < rounds; round++) {
      running = await forEach(running, measured, async ({ child, runs, samples }) => {
        samples.push((await child.ask({ ask: 'measure', runs })) / runs);
      });
    }
    running = await forEach(running, measured, ({ child }) => child.ask({ ask: 'release' }));
    for (const { contestant, samples, facts, runs } of running) {
      const { command: _command, environment: _environment, takes: _takes, ...traits } = contestant;
      const { warm: _warm, ...told } = facts;
      measurements.push({ case: measured.id, flops: measured.flops, ...traits, ...told, median: median(samples), runs, samples });
    }
    for (const entrant of entrants) {
      if (!entrant.child || plan.cases.slice(index + 1).some((later) => taking(later).includes(entrant))) continue;
      entrant.child.close();
      entrant.child = undefined;
    }
    if (running.length > 0) plan.say(`${measured.id}: ${running.length} contestants, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  return { measurements, descriptions, problems };
}

/** Where this repository lies is nobody's business in published results. */
const withoutFolders = (message) => message.replaceAll(dirname(dirname(import.meta.dirname)), '.');

/** Runs at least so often and so long, until code is compiled for speed; gives milliseconds of a run as last seen. */
async function warmUp(child, least) {
  let spent = 0;
  let done = 0;
  let runs = 1;
  let each;
  do {
    const elapsed = await child.ask({ ask: 'measure', runs });
    each = elapsed / runs;
    spent += elapsed;
    done += runs;
    runs = Math.max(1, Math.min(runs * 4, Math.ceil((least.milliseconds - spent) / Math.max(each, 1e-3))));
  } while (done < least.runs || spent < least.milliseconds);
  return each;
}
