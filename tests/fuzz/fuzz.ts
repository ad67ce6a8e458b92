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

/** A smaller Program is looked for this long. */
const SHRINKING_MS = 60_000;
const TELLING_MS = 30_000;

/** The compiler has no float64. */
function hasFloat64({ inputs, equations }: Program): boolean {
  const types = [...inputs, ...equations.flatMap(({ outputs }) => outputs)].map(({ type }) => type.dtype);
  return types.includes('float64') || equations.some(({ params }) => isProgram(params['body']) && hasFloat64(params['body']));
}

type Case = [program: Program, seed: number, engine: Engine, inSession: boolean];

function differenceIn(kind: Kind, [program, seed, engine, inSession]: Case): Difference | undefined {
  const values = kind.inputs(program, seed);
  const engines = [referenceEngine, engine] as const;
  return inSession ? compareInSession(program, values, seed, engines) : compare(program, values, engines);
}

async function main(words: readonly string[]): Promise<void> {
  const { seconds, seed } = optionsOf(words);
  const wide = enableWideSimd();
  const widths = wide.enabled ? ([128, 256] as const) : ([128] as const);
  const engines = widths.flatMap((width) => [1, 2, 3, 4].map((threads) => wasmEngine({ width, threads, arithmetic: 'separate' })));
  say(`Node ${process.versions.node}, ${widths.join(' and ')} bits${wide.enabled ? '' : ` (${wide.reason})`}, 1 to 4 threads, seed ${seed}, ${seconds} s`);
  const counts = Object.fromEntries(Object.keys(kinds).map((name) => [name, 0]));
  const tellCounts = (): void => say(`${Object.entries(counts).map(([name, count]) => `${count} ${name}`).join(', ')}: no difference`);
  const end = performance.now() + seconds * 1000;
  let told = performance.now();
  for (let round = seed; performance.now() < end; round++) {
    for (const [name, kind] of Object.entries(kinds)) {
      const failed = failureIn(kind, round, engines, () => counts[name]++);
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

function failureIn(kind: Kind, seed: number, engines: readonly Engine[], count: () => void): Case | undefined {
  let failing = false;
  const property = fc.property(kind.programs, fc.nat(10_000), fc.constantFrom(...engines), fc.nat(3), (program, values, engine, choice) => {
    if (!failing) count();
    if (differenceIn(kind, [program, values, engine, choice === 3]) === undefined) return;
    failing = true;
    throw new Error('differs');
  });
  const { counterexample } = fc.check(property, { seed, numRuns: kind.runs, interruptAfterTimeLimit: SHRINKING_MS, markInterruptAsFailure: false });
  if (!counterexample) return undefined;
  const [program, values, engine, choice] = counterexample;
  return [program, values, engine, choice === 3];
}

function tellFailure(failed: Case, name: string, kind: Kind, round: number, seed: number): void {
  const [program, valuesSeed, engine, inSession] = failed;
  const again = differenceIn(kind, failed);
  say(`\nA difference (${name}), engine '${engine.name}', input values of seed ${valuesSeed}${inSession ? ', in a session' : ''}:\n\n${printProgram(program)}\n`);
  say(again ? `${again.where}\nexpected ${again.expected}\nactual   ${again.actual}` : 'At the last try it was gone: threads, or what an earlier Program left in memory.');
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
