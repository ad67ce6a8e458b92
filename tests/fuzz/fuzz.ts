// `pnpm fuzz`: random Programs, loops and networks, compiled against interpreted, until the time is over or one differs.
import type { Engine, Program, Tensor } from '@rekur/tensor';
import { isProgram, printProgram } from '@rekur/tensor';
import { referenceEngine, wasmEngine } from '@rekur/wasm';
import { enableWideSimd } from '@rekur/wasm/node';
import fc from 'fast-check';
// The generators belong to the packages' own tests, and are no part of what these publish.
// eslint-disable-next-line rekur/arrows
import { randomProgram, randomValues } from '../../packages/tensor/src/testing/randomProgram.js';
// eslint-disable-next-line rekur/arrows
import { randomLoops, specialInputs } from '../../packages/wasm/src/passes/testing/randomLoops.js';
import type { Difference } from './compare.js';
import { compare, compareInSession } from './compare.js';
import { ordinaryInputs, randomNetworks } from './randomNetworks.js';
import { smallest } from './smaller.js';

interface Kind {
  readonly programs: fc.Arbitrary<Program>;
  readonly inputs: (program: Program, seed: number) => Tensor[];
  /** In a round; networks are larger. */
  readonly runs: number;
}

const everyValue: Kind['inputs'] = ({ inputs }, seed) => randomValues(seed, inputs.map(({ type }) => type));

const kinds: Readonly<Record<string, Kind>> = {
  programs: { programs: randomProgram.filter((program) => !hasFloat64(program)), inputs: everyValue, runs: 40 },
  loops: { programs: randomLoops, inputs: specialInputs, runs: 40 },
  networks: { programs: randomNetworks, inputs: (program, seed) => (seed % 4 === 0 ? everyValue : ordinaryInputs)(program, seed), runs: 8 },
};

/** A smaller Program is looked for so long by fast-check, and so long by steps on what it found. */
const SHRINKING_MS = 30_000;
const TELLING_MS = 30_000;

/** The compiler has no float64. */
function hasFloat64({ inputs, equations }: Program): boolean {
  const types = [...inputs, ...equations.flatMap(({ outputs }) => outputs)].map(({ type }) => type.dtype);
  return types.includes('float64') || equations.some(({ params }) => isProgram(params['body']) && hasFloat64(params['body']));
}

interface Setting {
  readonly width: 128 | 256;
  readonly threads: number;
}

type Case = [program: Program, seed: number, setting: Setting, inSession: boolean];

const engines = new Map<string, Engine>();

/** One engine for all Programs; a new one after a difference, since a thread that failed fails for ever. */
function engineFor({ width, threads }: Setting, isNew: boolean): Engine {
  const key = `${width} ${threads}`;
  const engine = (isNew ? undefined : engines.get(key)) ?? wasmEngine({ width, threads, arithmetic: 'separate', shareFrom: 0 });
  engines.set(key, engine);
  return engine;
}

function differenceIn(kind: Kind, [program, seed, setting, inSession]: Case, isNew = false): Difference | undefined {
  const values = kind.inputs(program, seed);
  const pair = [referenceEngine, engineFor(setting, isNew)] as const;
  return inSession ? compareInSession(program, values, seed, pair) : compare(program, values, pair);
}

async function main(words: readonly string[]): Promise<void> {
  const { seconds, seed } = optionsOf(words);
  const wide = enableWideSimd();
  const widths = wide.enabled ? ([128, 256] as const) : ([128] as const);
  const settings = widths.flatMap((width) => [1, 2, 3, 4].map((threads) => ({ width, threads })));
  say(`Node ${process.versions.node}, ${widths.join(' and ')} bits${wide.enabled ? '' : ` (${wide.reason})`}, 1 to 4 threads, seed ${seed}, ${seconds} s`);
  const counts = Object.fromEntries(Object.keys(kinds).map((name) => [name, 0]));
  const tellCounts = (): void => say(`${Object.entries(counts).map(([name, count]) => `${count} ${name}`).join(', ')}: no difference`);
  const end = performance.now() + seconds * 1000;
  let told = performance.now();
  for (let round = seed; performance.now() < end; round++) {
    for (const [name, kind] of Object.entries(kinds)) {
      const failed = failureIn(kind, round, settings, () => counts[name]++);
      if (failed) return tellFailure(failed, name, kind, round, seed);
      await yieldToHost();
    }
    if (performance.now() - told < TELLING_MS) continue;
    told = performance.now();
    tellCounts();
  }
  tellCounts();
}

/** What nobody can run any more is only forgotten, by threads too, between tasks. */
const yieldToHost = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

interface Failure {
  readonly found: Case;
  readonly smaller: Case;
  readonly difference: Difference;
}

function failureIn(kind: Kind, seed: number, settings: readonly Setting[], count: () => void): Failure | undefined {
  let first: { found: Case; difference: Difference } | undefined;
  const property = fc.property(kind.programs, fc.nat(10_000), fc.constantFrom(...settings), fc.nat(3), (program, values, setting, choice) => {
    if (!first) count();
    const tried: Case = [program, values, setting, choice === 3];
    const difference = differenceIn(kind, tried, first !== undefined);
    if (!difference) return;
    first ??= { found: tried, difference };
    throw new Error('differs');
  });
  const { counterexample } = fc.check(property, { seed, numRuns: kind.runs, interruptAfterTimeLimit: SHRINKING_MS, markInterruptAsFailure: false });
  if (!first || !counterexample) return undefined;
  const [program, values, setting, choice] = counterexample;
  return { ...first, smaller: simplest(kind, [program, values, setting, choice === 3]) };
}

/** On one thread and outside a session if it differs there too, and with as few equations as it may. */
function simplest(kind: Kind, [program, values, setting, inSession]: Case): Case {
  const plain: Case = [program, values, { width: 128, threads: 1 }, false];
  const rest = differenceIn(kind, plain, true) ? plain.slice(1) : [values, setting, inSession];
  const withRest = (other: Program): Case => [other, ...rest] as Case;
  return withRest(smallest(program, (other) => differenceIn(kind, withRest(other), true) !== undefined, SHRINKING_MS));
}

function tellFailure({ found, smaller, difference }: Failure, name: string, kind: Kind, round: number, seed: number): void {
  const again = differenceIn(kind, smaller, true);
  const [[program, values, { width, threads }, inSession], { where, expected, actual }] = again ? [smaller, again] : [found, difference];
  say(`\nA difference (${name}): ${width} bits, ${threads} threads, input values of seed ${values}${inSession ? ', in a session' : ''}:\n\n${printProgram(program)}\n`);
  say(`${where}\nexpected ${expected}\nactual   ${actual}`);
  if (!again) say('\nThis is the Program as it was found: a new engine gave no difference. Threads, then, or what earlier Programs left in memory.');
  say(`\nAgain: pnpm fuzz --seed ${round}; if that finds nothing, what ran before matters: pnpm fuzz --seed ${seed}`);
  process.exitCode = 1;
}

function optionsOf(words: readonly string[]): { seconds: number; seed: number } {
  const numberAfter = (flag: string, otherwise: number): number => {
    const index = words.indexOf(flag);
    const value = index < 0 ? otherwise : Number(words[index + 1]);
    if (!Number.isInteger(value) || value < 0) throw new Error(`fuzz: ${flag} needs a whole number from 0 on`);
    return value;
  };
  return { seconds: numberAfter('--seconds', 60), seed: numberAfter('--seed', Date.now() % 1_000_000) };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main(process.argv.slice(2));
