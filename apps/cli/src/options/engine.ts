import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { RunOptions } from '@rekur/tasks';
import type { Engine } from '@rekur/tensor';
import { describe } from '@rekur/tensor';
import type { EngineName, EngineOptions } from '@rekur/train';
import { defaultEngine, engineFor, engineNames } from '@rekur/train';
import { enableRelaxedSimd, enableWideSimd } from '@rekur/wasm/node';
import { UsageError } from '../errors.js';
import type { Io } from '../io.js';
import { whole } from '../options.js';

/** What commands that train or run a network are told of the engine. */
export interface EngineFlags {
  readonly engine?: EngineName;
  readonly threads?: number;
}

export const engineDescription = `what runs the networks: ${engineNames.join(', ')} (default: ${defaultEngine})`;
export const threadsDescription = 'threads of the engine wasm (default: REKUR_THREADS, or one for each core to learn a text, else 1)';

/** For help. */
export const ENVIRONMENT_HELP = `
Environment, for the engine wasm: REKUR_WIDTH (128, 256): bits of a vector; REKUR_ARITHMETIC (separate, fused): whether products
are rounded before they are added; REKUR_THREADS: a whole number, as --threads.`;

/** Adds the flags of the engine to a command. */
export function addEngineFlags(command: Command): Command {
  const choose = (text: string): string => {
    if ((engineNames as readonly string[]).includes(text)) return text;
    throw new InvalidArgumentError(`Allowed choices are ${engineNames.join(', ')}.`);
  };
  return command.addOption(new Option('--engine <name>', engineDescription).argParser(choose)).option('--threads <n>', threadsDescription, whole);
}

const MOST_THREADS = 64;

/**
 * The engine that flags and environment choose. This is the one place that reads the environment.
 * @param operation the command, for messages
 * @param usualThreads how many there are if nobody says
 * @throws UsageError for values that are none, and for threads of an engine that has none
 */
export function chosenEngine(
  operation: string,
  flags: EngineFlags,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  usualThreads = 1,
): Engine {
  const { engine = defaultEngine, threads } = flags;
  const options = optionsFrom(operation, environment);
  if (threads !== undefined) requireThreads(operation, '--threads', threads);
  if (engine === 'wasm') {
    switchOn(operation, options);
    return engineFor('wasm', defined({ ...options, threads: threads ?? options.threads ?? usualThreads }));
  }
  if (threads === undefined) return engineFor(engine);
  throw new UsageError(describe(operation, 'no threads', `--threads is given for the engine ${engine}`, 'threads are for the engine wasm', 'add --engine wasm, or leave it out'));
}

export interface RunContext {
  /** Called before each line for --debug. */
  readonly beforeLine?: () => void;
  /** How many threads there are if nobody says. Default 1. */
  readonly usualThreads?: number;
}

/** Threads for work that is worth sharing: one for each core, up to what such networks can be divided into. */
export function threadsOfCores(): number {
  return Math.min(availableParallelism(), 8);
}

/** What tasks are told: the engine, and with --debug where to tell what is compiled. */
export function runOptionsFor(
  operation: string,
  flags: EngineFlags & { readonly debug?: boolean },
  { stderr }: Io,
  { beforeLine, usualThreads }: RunContext = {},
): RunOptions & { readonly engine: Engine } {
  const engine = chosenEngine(operation, flags, process.env, usualThreads);
  if (!flags.debug) return { engine };
  let isFirst = true;
  const onDebug = (message: string): void => {
    beforeLine?.();
    void stderr.write(`${isFirst ? `${operation}: the engine is ${engine.name}\n` : ''}${message}\n`);
    isFirst = false;
  };
  return { engine, onDebug };
}

/** What the environment says of the engine wasm. @throws UsageError for values that are none */
export function optionsFrom(operation: string, environment: Readonly<Record<string, string | undefined>> = process.env): EngineOptions {
  const { REKUR_WIDTH, REKUR_ARITHMETIC, REKUR_THREADS } = environment;
  const choose = <Choice extends string>(name: string, value: string | undefined, choices: readonly Choice[]): Choice | undefined => {
    // As good as not set.
    if (value === undefined || value === '') return undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw wrong(operation, name, JSON.stringify(value), `${choices.join(' or ')} is expected`);
    return found;
  };
  const width = choose('REKUR_WIDTH', REKUR_WIDTH, ['128', '256']);
  const arithmetic = choose('REKUR_ARITHMETIC', REKUR_ARITHMETIC, ['separate', 'fused']);
  const threads = REKUR_THREADS === undefined || REKUR_THREADS === '' ? undefined : Number(REKUR_THREADS);
  if (threads !== undefined) requireThreads(operation, 'REKUR_THREADS', threads, JSON.stringify(REKUR_THREADS));
  return { width: width && (Number(width) as 128 | 256), arithmetic, threads };
}

/**
 * Tells V8 what it must know before anything is compiled.
 * @throws UsageError for what was asked for and cannot be had; by default 256 bits are taken where they can
 */
function switchOn(operation: string, { width, arithmetic }: EngineOptions): void {
  const wide = width === 128 ? undefined : enableWideSimd();
  if (width === 256 && !wide?.enabled) throw wrong(operation, 'REKUR_WIDTH', '"256"', `128 is expected here: ${wide?.reason}`);
  if (arithmetic !== 'fused' || enableRelaxedSimd()) return;
  throw wrong(operation, 'REKUR_ARITHMETIC', '"fused"', 'separate is expected here: this runtime or its processor does not fuse');
}

function requireThreads(operation: string, name: string, threads: number, given = String(threads)): void {
  if (Number.isSafeInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return;
  throw wrong(operation, name, given, `a whole number from 1 to ${MOST_THREADS} is expected`);
}

function wrong(operation: string, name: string, given: string, expected: string): UsageError {
  return new UsageError(describe(operation, `wrong value of ${name}`, given, expected));
}

function defined(options: EngineOptions): EngineOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
