import type { Compiled } from '../compile.js';
import { FIRST_ADDRESS } from '../compile.js';
import type { Node } from '../ir/node.js';
import type { Buffer } from '../ir/view.js';
import { bytesOf } from '../schedule/plan.js';
import { MOST_BYTES } from '../session.js';
import type { BufferReport, MemoryReport } from './report.js';

const MOST_BUFFERS = 10;

export interface Layout {
  readonly compiled: Compiled;
  /** In the order in which they are planned. */
  readonly nodes: readonly Node[];
  readonly residents: readonly Buffer[];
  /** Where the Program's own buffers begin. */
  readonly start: number;
  /** What a reader calls an argument, a result or a resident. */
  readonly meaningOf: (buffer: Buffer) => string | undefined;
}

/** Where the memory goes. */
export function memoryOf({ compiled: { plan, memoryBytes }, nodes, residents, start, meaningOf }: Layout): MemoryReport {
  const { addresses, end, lives } = plan;
  const planned = [...addresses.keys()];
  const bytesIn = (role: Buffer['role']): number => sumOf(planned.filter((buffer) => buffer.role === role));
  const lineAt = linesOf(nodes);
  const report = (buffer: Buffer): BufferReport => {
    const meaning = meaningOf(buffer);
    const is = { name: buffer.name, ...(meaning === undefined ? {} : { meaning }), role: buffer.role, bytes: bytesOf(buffer) };
    const life = lives.get(buffer);
    // A resident was there before, and stays.
    if (!life) return { ...is, from: 0 };
    return { ...is, from: lineAt(life.from), ...(buffer.role === 'result' || life.to === Infinity ? {} : { to: lineAt(life.to) }) };
  };
  const largest = [...planned, ...residents].sort((a, b) => bytesOf(b) - bytesOf(a)).slice(0, MOST_BUFFERS);
  return {
    total: memoryBytes,
    fits: memoryBytes <= MOST_BYTES,
    reserved: FIRST_ADDRESS,
    residents: sumOf(residents),
    arguments: bytesIn('input'),
    results: bytesIn('result'),
    scratch: end - start - covered(planned.filter(({ role }) => role !== 'scratch'), addresses),
    scratchUnshared: bytesIn('scratch'),
    kernels: memoryBytes - end,
    largest: largest.map(report),
  };
}

function sumOf(buffers: readonly Buffer[]): number {
  return buffers.reduce((sum, buffer) => sum + bytesOf(buffer), 0);
}

/** Bytes that buffers occupy together: two may share one place. */
function covered(buffers: readonly Buffer[], addresses: ReadonlyMap<Buffer, number>): number {
  const places = buffers.map((buffer) => ({ from: addresses.get(buffer) as number, bytes: bytesOf(buffer) })).sort((a, b) => a.from - b.from);
  let bytes = 0;
  let behind = 0;
  for (const place of places) {
    const to = place.from + place.bytes;
    bytes += Math.max(0, to - Math.max(behind, place.from));
    behind = Math.max(behind, to);
  }
  return bytes;
}

/** From the numbers that `plan` gives nodes, and ends of loops, to lines of the printed nodes; 0: before all. */
function linesOf(nodes: readonly Node[]): (position: number) => number {
  const lines = [0];
  let line = 0;
  const visit = (block: readonly Node[]): void => {
    for (const node of block) {
      lines.push(++line);
      if (node.kind !== 'loop') continue;
      visit(node.body);
      lines.push(line);
    }
  };
  visit(nodes);
  return (position) => lines[Math.min(position, lines.length - 1)];
}
