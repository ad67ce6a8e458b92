import type { BufferReport, Explanation, LoopReport, MemoryReport, PassReport } from './report.js';

export interface FormatOptions {
  /** The Program before and after the passes, and the nodes. Default true. */
  readonly programs?: boolean;
  /** Notes of one pass that are shown. Default: all. */
  readonly notesPerPass?: number;
}

/** An explanation as text for people. */
export function formatExplanation(explanation: Explanation, { programs = true, notesPerPass = Infinity }: FormatOptions = {}): string {
  const { target, before, after, passes, schedule, once, loops, work, traffic, memory, codeBytes, stages } = explanation;
  const { engine, width, widthReason, arithmetic, threads, tile, runsHere } = target;
  const steps = schedule.map(({ step, nodes }) => `${step} ${nodes}`).join(', ');
  return [
    `Engine: ${engine}, ${width} bits (${widthReason}), ${arithmetic} arithmetic, ${plural(threads, 'thread')}, products in tiles of ${tile.rows} × ${tile.columns}`,
    ...(runsHere ? [] : ['  This JavaScript engine lacks instructions that the code needs: choose separate arithmetic.']),
    `Passes: ${before.equations} equations before, ${after.equations} after`,
    ...passes.flatMap((pass) => passLines(pass, notesPerPass)),
    `Nodes after each step: ${steps}`,
    ...(once > 0 ? [`Done once, until the residents that it reads change: the first ${once === 1 ? 'node' : `${once} nodes`}`] : []),
    loops.length === 0 ? 'Loops: none' : 'Loops:',
    ...loops.map((loop) => `  ${loopLine(loop)}`),
    `Operations: ${grouped(work.total)} (products ${grouped(work.matmul)}, elementwise ${grouped(work.elementwise)}, reductions ${grouped(work.reduction)})`,
    `Bytes moved: ${size(traffic.read)} read, ${size(traffic.written)} written`,
    ...memoryLines(memory),
    `Code: ${size(codeBytes)}`,
    `Time: ${stages.map(({ name, ms }) => `${name} ${ms.toFixed(1)} ms`).join(', ')}`,
    ...(programs ? programParts(explanation) : []),
  ].join('\n');
}

function passLines({ name, notes }: PassReport, most: number): string[] {
  const shown = notes.slice(0, most).map((note) => `  ${name}: ${note}`);
  const more = notes.length - shown.length;
  return more > 0 ? [...shown, `  ${name}: and ${more} more`] : shown;
}

function loopLine({ name, capacity, runtime, reverse, rows, reason }: LoopReport): string {
  const steps = `${name}: ${runtime ? 'up to ' : ''}${plural(capacity, 'step')}${reverse ? ' from the last to the first' : ''}`;
  return rows === undefined ? `${steps}; one thread runs it: ${reason ?? ''}` : `${steps}; threads may divide its ${rows} rows`;
}

function memoryLines(memory: MemoryReport): string[] {
  const { total, fits, reserved, residents, scratch, scratchUnshared, kernels, results, largest } = memory;
  return [
    `Memory: ${size(total)}${fits ? '' : ', more than WebAssembly addresses: the engine refuses this Program'}`,
    `  residents ${size(residents)}, arguments ${size(memory.arguments)}, results ${size(results)}`,
    `  scratch ${size(scratch)}, without sharing ${size(scratchUnshared)}; kernels ${size(kernels)}, reserved ${size(reserved)}`,
    'Largest buffers:',
    ...largest.map((buffer) => `  ${bufferLine(buffer)}`),
  ];
}

function bufferLine({ name, meaning, role, bytes, from, to }: BufferReport): string {
  const called = meaning ? `${name} = ${meaning}` : name;
  return `${called}: ${size(bytes)}, ${role}, ${life(role, from, to)}`;
}

function life(role: BufferReport['role'], from: number, to: number | undefined): string {
  if (role === 'resident' || (role === 'scratch' && to === undefined)) return 'stays from run to run';
  const begin = from === 0 ? 'from the beginning' : `from line ${from}`;
  return to === undefined ? `${begin} to the end` : `${begin} to line ${to} of the nodes`;
}

function programParts({ before, after, schedule, nodes }: Explanation): string[] {
  const inBetween = schedule.flatMap(({ step, text }) => (text === undefined ? [] : ['', `Nodes after ${step}:`, text]));
  return ['', 'Program before the passes:', before.text, '', 'Program after the passes:', after.text, ...inBetween, '', 'Nodes:', ...numbered(nodes)];
}

/** The lines that lives of buffers refer to. */
function numbered(nodes: string): string[] {
  const lines = nodes.split('\n');
  return lines.map((line, index) => `${String(index + 1).padStart(String(lines.length).length)}  ${line}`);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `812 bytes`, `3.4 kB`, `1.2 GB` */
function size(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  const [unit, each] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${(bytes / each).toFixed(1)} ${unit}`;
}
