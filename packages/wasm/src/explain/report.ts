import type { ScheduleStep } from '../compile.js';
import type { Buffer } from '../ir/view.js';

/** Everything that the compiler knows of a Program, as plain data. */
export interface Explanation {
  readonly target: TargetReport;
  readonly before: ProgramReport;
  readonly after: ProgramReport;
  /** What the passes did, and what they left and why; passes that had nothing to say are not there. */
  readonly passes: readonly PassReport[];
  /** How many nodes there were after each step below the passes, and which, if that was asked for. */
  readonly schedule: readonly ScheduleReport[];
  /** What is compiled in the end, one node a line, bodies of loops indented. */
  readonly nodes: string;
  /** How many of them, at the beginning, run only when a resident that they read has changed. */
  readonly once: number;
  readonly loops: readonly LoopReport[];
  readonly work: Work;
  readonly traffic: Traffic;
  readonly memory: MemoryReport;
  /** The WebAssembly module. */
  readonly codeBytes: number;
  readonly stages: readonly StageReport[];
}

/** What code is made for. */
export interface TargetReport {
  readonly engine: 'wasm';
  /** Bits of a vector. */
  readonly width: number;
  /** Why it is that. */
  readonly widthReason: string;
  readonly arithmetic: 'separate' | 'fused';
  readonly threads: number;
  /** Sums that a product keeps in registers: rows and columns. */
  readonly tile: { readonly rows: number; readonly columns: number };
  /** Whether this JavaScript engine knows all instructions; fused arithmetic is missing from older ones. */
  readonly runsHere: boolean;
}

export interface ProgramReport {
  /** Those of loops and calls included. */
  readonly equations: number;
  readonly text: string;
}

export interface PassReport {
  readonly name: string;
  readonly notes: readonly string[];
}

export interface ScheduleReport {
  readonly step: ScheduleStep;
  /** Those in loops included. */
  readonly nodes: number;
  readonly text?: string;
}

export interface LoopReport {
  /** Its step variable, as in the printed nodes. */
  readonly name: string;
  /** How many steps it may run. */
  readonly capacity: number;
  /** Whether the number of steps is known only when it runs. */
  readonly runtime: boolean;
  readonly reverse: boolean;
  /** The loop around it, which decides. */
  readonly within?: string;
  /** How many rows threads may divide among them without waiting for each other; undefined if one thread runs it. */
  readonly rows?: number;
  /** Why not. */
  readonly reason?: string;
}

/** Floating point and integer operations of a run, loops running to their capacity; what is done once is not counted. */
export interface Work {
  /** 2·M·N·K each. */
  readonly matmul: number;
  /** One per element and operation. */
  readonly elementwise: number;
  /** One per element that is summed, compared or scattered. */
  readonly reduction: number;
  readonly total: number;
}

/** Bytes that the nodes of a run read and write, as if each read what it needs once. */
export interface Traffic {
  readonly read: number;
  readonly written: number;
}

/** Bytes of memory. */
export interface MemoryReport {
  /** From address 0 on, all together. */
  readonly total: number;
  /** Whether WebAssembly addresses so much; else the engine refuses the Program. */
  readonly fits: boolean;
  /** The first page, for what goes wrong in a run and for threads that wait for each other. */
  readonly reserved: number;
  readonly residents: number;
  readonly arguments: number;
  readonly results: number;
  /** What values in between add to arguments and results, sharing memory where their lives do not meet. */
  readonly scratch: number;
  /** What they would take each for itself. */
  readonly scratchUnshared: number;
  /** Blocks that kernels of products and sums keep for each thread, and what may be read past the end. */
  readonly kernels: number;
  /** The largest ones, largest first. */
  readonly largest: readonly BufferReport[];
}

export interface BufferReport {
  /** As in the printed nodes. */
  readonly name: string;
  /** What an argument or result is called outside. */
  readonly meaning?: string;
  readonly role: Buffer['role'];
  readonly bytes: number;
  /** Line of the printed nodes from which it is needed; 0: it is there before. */
  readonly from: number;
  /** Line of the printed nodes up to which it is needed; undefined: it is read after the run, or stays from run to run. */
  readonly to?: number;
}

export interface StageReport {
  readonly name: 'trace' | 'optimise' | ScheduleStep | 'plan and write code' | 'WebAssembly';
  readonly ms: number;
}
