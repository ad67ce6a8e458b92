import type { FunctionHandle, FunctionBuilder } from '../../assemble/functionBuilder.js';
import { f32x4, get, i32, v128 } from '../../assemble/expression.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import type { Arithmetic } from './spec.js';

/** Whether the sums begin at +0, or at what C holds from the block of k before. */
export type Begin = 'zero' | 'c';

/** A kernel for one register tile; strides in floats, all of them constants in its code. */
export interface KernelSpec {
  readonly rows: number;
  /** Vectors of a panel that are computed. */
  readonly vectors: number;
  /** Panels side by side: with few rows they keep enough sums going to hide the latency of an addition. */
  readonly panels: number;
  readonly aRow: number;
  readonly aStep: number;
  readonly bStep: number;
  /** From a panel of B to the next; it matters only where `panels` > 1. */
  readonly bPanel: number;
  readonly cRow: number;
  /** From a panel's columns in C to the next's. */
  readonly cPanel: number;
  /** What lies between one tile and the next. */
  readonly next: { readonly a: number; readonly b: number; readonly c: number };
  readonly begin: Begin;
  readonly arithmetic: Arithmetic;
}

/**
 * Defines kernel(a, b, c, count, depth): `count` ≥ 1 tiles one after the other, `depth` ≥ 1.
 *
 * The sums stay in registers over all of `depth`. Vectors are handled in pairs of neighbours, loads, products, sums and
 * stores in the same order, so that V8's revectoriser joins each pair into one 256-bit operation.
 */
export function matmulKernel(module: ModuleBuilder, spec: KernelSpec): FunctionHandle {
  return module.define(kernelName(spec), ['i32', 'i32', 'i32', 'i32', 'i32'], (code) => writeKernel(code, spec));
}

function kernelName({ rows, vectors, panels, aRow, aStep, bStep, bPanel, cRow, cPanel, next, begin, arithmetic }: KernelSpec): string {
  const shape = `${rows}x${4 * vectors}${panels > 1 ? `x${panels}` : ''}`;
  const strides = [aRow, aStep, bStep, ...(panels > 1 ? [bPanel, cPanel] : []), cRow, next.a, next.b, next.c].join();
  return `matmul kernel ${shape} ${arithmetic} from ${begin} (${strides})`;
}

function writeKernel(code: FunctionBuilder, spec: KernelSpec): void {
  const { rows, vectors, panels, aRow, aStep, bStep, bPanel, cRow, cPanel, next, begin, arithmetic } = spec;
  const [a, b, c, count, depth] = code.parameters;
  const width = vectors * panels;
  const left = code.local('i32');
  const right = code.local('i32');
  const end = code.local('i32');
  const sums = Array.from({ length: rows }, () => Array.from({ length: width }, () => code.local('v128')));
  const columns = Array.from({ length: width }, () => code.local('v128'));
  const values = Array.from({ length: rows }, () => code.local('v128'));

  const panelOf = (vector: number): number => Math.floor(vector / vectors);
  const offsetInB = (vector: number): number => 4 * (panelOf(vector) * bPanel + (vector % vectors) * 4);
  const offsetInC = (row: number, vector: number): number => 4 * (row * cRow + panelOf(vector) * cPanel + (vector % vectors) * 4);
  let u = 0; const UNROLL = (globalThis as any).UNROLL ?? 1;
  const loadColumn = (v: number): void => code.set(columns[v], v128.load(get(right), offsetInB(v) + 4 * u * bStep));
  const loadValue = (r: number): void => code.set(values[r], v128.loadSplat(get(left), 4 * (r * aRow + u * aStep)));
  const accumulate = (r: number, v: number): void => {
    const [value, column, sum] = [get(values[r]), get(columns[v]), get(sums[r][v])];
    code.set(sums[r][v], arithmetic === 'fused' ? f32x4.madd(value, column, sum) : f32x4.add(sum, f32x4.mul(value, column)));
  };
  // What is fewer is loaded first and stays in registers for the step.
  const step = (): void => {
    if (panels === 1) {
      columns.forEach((_, v) => loadColumn(v));
      values.forEach((_, r) => {
        loadValue(r);
        columns.forEach((_, v) => accumulate(r, v));
      });
      return;
    }
    values.forEach((_, r) => loadValue(r));
    for (let v = 0; v < width; v += 2) {
      const pair = columns.slice(v, v + 2).map((_, index) => v + index);
      pair.forEach(loadColumn);
      values.forEach((_, r) => pair.forEach((each) => accumulate(r, each)));
    }
  };

  code.doWhile(
    () => {
      code.set(left, get(a));
      code.set(right, get(b));
      // The pointer tells when the loop ends, unless it stands still, in a row of B that is repeated.
      code.set(end, bStep === 0 ? get(depth) : i32.add(get(right), i32.mul(get(depth), i32.const(4 * bStep))));
      sums.forEach((row, r) =>
        row.forEach((sum, v) => code.set(sum, begin === 'zero' ? f32x4.const(0) : v128.load(get(c), offsetInC(r, v)))),
      );
      code.doWhile(
        () => {
          for (u = 0; u < UNROLL; u++) step();
          code.advance(left, 4 * aStep * UNROLL);
          code.advance(bStep === 0 ? end : right, bStep === 0 ? -1 : 4 * bStep * UNROLL);
        },
        () => (bStep === 0 ? get(end) : i32.ne(get(right), get(end))),
      );
      sums.forEach((row, r) => row.forEach((sum, v) => code.store(get(c), get(sum), offsetInC(r, v))));
      if (next.a !== 0) code.advance(a, 4 * next.a);
      if (next.b !== 0) code.advance(b, 4 * next.b);
      if (next.c !== 0) code.advance(c, 4 * next.c);
      code.advance(count, -1);
    },
    () => get(count),
  );
}
