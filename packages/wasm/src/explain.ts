import type { Binding, Program, Tensor, Tree, ValueType } from '@rekur/tensor';
import { checkBinding, checkProgram, flattenTree, isProgram, printProgram, rebuildTree, sizeOf, trace } from '@rekur/tensor';
import type { Compiled, ScheduleStep } from './compile.js';
import { compile, FIRST_ADDRESS } from './compile.js';
import type { Target } from './emit/scope.js';
import type { WasmOptions } from './engine.js';
import { loopsOf } from './explain/loops.js';
import { memoryOf } from './explain/memory.js';
import type { Explanation, PassReport, ProgramReport, ScheduleReport, StageReport, TargetReport } from './explain/report.js';
import { trafficOf } from './explain/traffic.js';
import { workOf } from './explain/work.js';
import type { Node } from './ir/node.js';
import { printNodes } from './ir/print.js';
import type { Buffer } from './ir/view.js';
import { panelColumns } from './kernels/matmul/index.js';
import { optimize } from './passes/pipeline.js';
import { bytesOf } from './schedule/plan.js';
import { split } from './schedule/split.js';
import { requireFloat32 } from './session.js';
import { targetFor } from './target.js';
import { wideSimd } from './wide.js';

export interface ExplainOptions extends Pick<WasmOptions, 'width' | 'arithmetic' | 'threads'> {
  /** The nodes after every step of the schedule, not only after the last. Default false. */
  readonly everyStep?: boolean;
  /** What inputs and outputs are called, to name large buffers. */
  readonly inputNames?: readonly string[];
  readonly outputNames?: readonly string[];
}

/**
 * What the compiler makes of a function: its Program before and after the passes, what they did and left, the nodes that are
 * compiled, loops, operations, memory. Nothing is computed; of the arguments only structure, shapes and dtypes count.
 *
 *     console.log(formatExplanation(explain((x, w) => matmul(x, w), zeros([8, 32]), zeros([32, 64]))));
 *
 * @param f takes and gives tensors, or trees of them
 * @throws what `f` throws when it is traced; DTypeError for float64, which is not compiled
 */
export function explain<Arguments extends readonly Tree[]>(f: (...args: Arguments) => Tree, ...args: Arguments): Explanation {
  return explainWith({}, f, ...args);
}

/** {@link explain} for other widths, arithmetic or threads. */
export function explainWith<Arguments extends readonly Tree[]>(
  options: Omit<ExplainOptions, 'inputNames' | 'outputNames'>,
  f: (...args: Arguments) => Tree,
  ...args: Arguments
): Explanation {
  const leaves = flattenTree(args);
  let outputNames: string[] = [];
  const traced = (...values: Tensor[]): Tensor[] => {
    const results = flattenTree(f(...rebuildTree(args, values)));
    outputNames = results.map(({ path }) => path);
    return results.map(({ value }) => value);
  };
  const [{ program, captured }, ms] = timed(() => trace(traced, leaves.map(({ value: { shape, dtype } }) => ({ shape, dtype }))));
  const inputNames = [...leaves.map(({ path }) => path), ...captured.map((_, index) => `captured ${index}`)];
  const explanation = explainProgram(program, undefined, { ...options, inputNames, outputNames });
  return { ...explanation, stages: [{ name: 'trace', ms }, ...explanation.stages] };
}

/**
 * What the compiler makes of a Program.
 * @param binding to the residents of a session; left out: every input is an argument, every output a result
 * @throws ProgramError for a Program or binding that is not well formed, DTypeError for float64
 */
export function explainProgram(program: Program, binding: Binding = unbound(program), options: ExplainOptions = {}): Explanation {
  const wide = wideSimd();
  const { width = wide?.enabled ? 256 : 128, arithmetic = 'separate', threads = 1, everyStep = false } = options;
  const types = residentTypes(program, binding);
  checkProgram(program);
  checkBinding(program, binding, types);
  requireFloat32(program);
  const target = targetFor({ width, arithmetic, threads });
  const [optimised, optimiseMs] = timed(() => optimize(program));
  const stages: StageReport[] = [{ name: 'optimise', ms: optimiseMs }];
  const schedule: ScheduleReport[] = [];
  const place = placeResidents(types);
  let since = performance.now();
  const lap = (name: StageReport['name']): void => {
    stages.push({ name, ms: performance.now() - since });
    since = performance.now();
  };
  const onStep = (step: ScheduleStep, nodes: readonly Node[]): void => {
    lap(step);
    schedule.push({ step, nodes: countNodes(nodes), ...(everyStep ? { text: printNodes(nodes) } : {}) });
    since = performance.now();
  };
  const compiled = compile(optimised.program, binding, { target, ...place, ...(threads > 1 && { sharedPages: MOST_PAGES }) }, onStep);
  lap('plan and write code');
  const runsHere = WebAssembly.validate(compiled.bytes);
  if (runsHere) new WebAssembly.Module(compiled.bytes);
  lap('WebAssembly');
  const { once, each } = split(compiled.kernel.nodes);
  const nodes = [...once, ...each];
  const widthReason = options.width === undefined ? (wide?.reason ?? 'enableWideSimd was not called') : 'asked for';
  return {
    target: { ...targetReport(target), widthReason, runsHere },
    before: programReport(program),
    after: programReport(optimised.program),
    passes: passReports(optimised.notes),
    schedule,
    nodes: printNodes(nodes),
    once: once.length,
    loops: loopsOf(nodes, target),
    work: workOf(each),
    traffic: trafficOf(each),
    memory: memoryOf({ compiled, nodes, ...place, meaningOf: meanings(compiled, options) }),
    codeBytes: compiled.bytes.byteLength,
    stages,
  };
}

/** What a memory that threads share may grow to. */
const MOST_PAGES = 65535;

function timed<Result>(work: () => Result): [Result, ms: number] {
  const startedMs = performance.now();
  const result = work();
  return [result, performance.now() - startedMs];
}

function unbound({ inputs, outputs }: Program): Binding {
  return { inputs: inputs.map(() => undefined), outputs: outputs.map(() => undefined) };
}

/** The session that a binding asks for: residents that only outputs name, too. */
function residentTypes(program: Program, binding: Binding): ValueType[] {
  const types: ValueType[] = [];
  const note = (numbers: readonly (number | undefined)[], of: readonly { readonly type: ValueType }[]): void =>
    numbers.forEach((number, index) => {
      if (number !== undefined && index < of.length) types[number] ??= of[index].type;
    });
  note(binding.inputs, program.inputs);
  note(binding.outputs, program.outputs);
  // A number that nothing names: a resident of other Programs, of which nothing is known here.
  return Array.from(types, (type) => type ?? { shape: [], dtype: 'float32' });
}

/** Residents one after the other at the beginning, as a session puts them. */
function placeResidents(types: readonly ValueType[]): { residents: Buffer[]; residentAddress: (buffer: Buffer) => number; start: number } {
  const addresses = new Map<Buffer, number>();
  let start = FIRST_ADDRESS;
  const residents = types.map(({ shape, dtype }, index): Buffer => {
    const buffer: Buffer = { name: `resident${index}`, dtype, elements: sizeOf(shape), role: 'resident' };
    addresses.set(buffer, start);
    start += bytesOf(buffer);
    return buffer;
  });
  return { residents, residentAddress: (buffer) => addresses.get(buffer) as number, start };
}

function targetReport({ width, arithmetic, threads, tile }: Target): Omit<TargetReport, 'runsHere' | 'widthReason'> {
  return { engine: 'wasm', width, arithmetic, threads, tile: { rows: tile.rows, columns: panelColumns(tile) } };
}

function programReport(program: Program): ProgramReport {
  return { equations: countEquations(program), text: printProgram(program) };
}

function countEquations({ equations }: Program): number {
  const bodies = equations.flatMap(({ params }) => Object.values(params).filter(isProgram));
  return equations.length + bodies.reduce((sum, body) => sum + countEquations(body), 0);
}

function countNodes(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + 1 + (node.kind === 'loop' ? countNodes(node.body) : 0), 0);
}

/** `hoist: what it did` as notes by pass, in order of their first appearance. */
function passReports(notes: readonly string[]): PassReport[] {
  const passes = new Map<string, string[]>();
  for (const note of notes) {
    const colon = note.indexOf(': ');
    const [name, text] = [note.slice(0, colon), note.slice(colon + 2)];
    const known = passes.get(name);
    if (known) known.push(text);
    else passes.set(name, [text]);
  }
  return [...passes].map(([name, texts]) => ({ name, notes: texts }));
}

/** The place of an argument says no more than the buffer's own name. */
function named(path: string | undefined): string | undefined {
  return path === undefined || /^\d*$/.test(path) ? undefined : path;
}

function meanings({ kernel: { inputs, outputs } }: Compiled, { inputNames = [], outputNames = [] }: ExplainOptions): (buffer: Buffer) => string | undefined {
  return (buffer) => named(inputNames[inputs.indexOf(buffer)] ?? outputNames[outputs.indexOf(buffer)]);
}
