import type { I32, Local } from '../../assemble/expression.js';
import { f32x4, get, i32, v128 } from '../../assemble/expression.js';
import type { FunctionHandle, FunctionBuilder } from '../../assemble/functionBuilder.js';
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
  /** k taken in one turn of the loop. */
  readonly steps: 1 | 2;
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

function kernelName({ rows, vectors, panels, steps, aRow, aStep, bStep, bPanel, cRow, cPanel, next, begin, arithmetic }: KernelSpec): string {
  const shape = `${rows}x${4 * vectors}${panels > 1 ? `x${panels}` : ''}${steps > 1 ? ` by ${steps}` : ''}`;
  const strides = [aRow, aStep, bStep, ...(panels > 1 ? [bPanel, cPanel] : []), cRow, next.a, next.b, next.c].join();
  return `matmul kernel ${shape} ${arithmetic} from ${begin} (${strides})`;
}

function writeKernel(code: FunctionBuilder, spec: KernelSpec): void {
  const { rows, vectors, panels, steps, aStep, bStep, cRow, cPanel, next, begin } = spec;
  const [a, b, c, count, depth] = code.parameters;
  const left = code.local('i32');
  const right = code.local('i32');
  const end = code.local('i32');
  const sums = Array.from({ length: rows }, () => Array.from({ length: vectors * panels }, () => code.local('v128')));
  const step = stepWriter(code, spec, { left, right, sums });
  const offsetInC = (row: number, vector: number): number => 4 * (row * cRow + Math.floor(vector / vectors) * cPanel + (vector % vectors) * 4);
  // The pointer into B tells when the loop ends, unless it stands still, in a row of B that is repeated.
  const stands = bStep === 0;
  const whole = steps === 1 ? get(depth) : i32.and(get(depth), i32.const(-steps));
  const again = (): I32 => (stands ? get(end) : i32.ne(get(right), get(end)));
  const loop = (): void =>
    code.doWhile(() => {
      for (let k = 0; k < steps; k++) step(k);
      code.advance(left, 4 * aStep * steps);
      if (stands) code.advance(end, -steps);
      else code.advance(right, 4 * bStep * steps);
    }, again);

  code.doWhile(
    () => {
      code.set(left, get(a));
      code.set(right, get(b));
      code.set(end, stands ? whole : i32.add(get(right), i32.mul(whole, i32.const(4 * bStep))));
      sums.forEach((row, r) =>
        row.forEach((sum, v) => code.set(sum, begin === 'zero' ? f32x4.const(0) : v128.load(get(c), offsetInC(r, v)))),
      );
      if (steps === 1) loop();
      else {
        code.if(again(), loop);
        code.if(i32.and(get(depth), i32.const(1)), () => step(0));
      }
      sums.forEach((row, r) => row.forEach((sum, v) => code.store(get(c), get(sum), offsetInC(r, v))));
      if (next.a !== 0) code.advance(a, 4 * next.a);
      if (next.b !== 0) code.advance(b, 4 * next.b);
      if (next.c !== 0) code.advance(c, 4 * next.c);
      code.advance(count, -1);
    },
    () => get(count),
  );
}

interface StepLocals {
  readonly left: Local<'i32'>;
  readonly right: Local<'i32'>;
  readonly sums: readonly (readonly Local<'v128'>[])[];
}

/** Writes the products and sums of the k that lies `k` steps on. */
function stepWriter(code: FunctionBuilder, spec: KernelSpec, { left, right, sums }: StepLocals): (k: number) => void {
  const { rows, vectors, panels, aRow, aStep, bStep, bPanel, arithmetic } = spec;
  const columns = Array.from({ length: vectors * panels }, () => code.local('v128'));
  const values = Array.from({ length: rows }, () => code.local('v128'));
  const loadColumn = (v: number, k: number): void => {
    const offset = 4 * (k * bStep + Math.floor(v / vectors) * bPanel + (v % vectors) * 4);
    code.set(columns[v], v128.load(get(right), offset));
  };
  const loadValue = (r: number, k: number): void => code.set(values[r], v128.loadSplat(get(left), 4 * (r * aRow + k * aStep)));
  const accumulate = (r: number, v: number): void => {
    const [value, column, sum] = [get(values[r]), get(columns[v]), get(sums[r][v])];
    code.set(sums[r][v], arithmetic === 'fused' ? f32x4.madd(value, column, sum) : f32x4.add(sum, f32x4.mul(value, column)));
  };
  // Registers are few: the fewer of values and columns are loaded first and stay for the step, the others come one by one.
  if (panels === 1) {
    return (k) => {
      columns.forEach((_, v) => loadColumn(v, k));
      values.forEach((_, r) => {
        loadValue(r, k);
        columns.forEach((_, v) => accumulate(r, v));
      });
    };
  }
  return (k) => {
    values.forEach((_, r) => loadValue(r, k));
    for (let v = 0; v < columns.length; v += 2) {
      const pair = columns.length - v > 1 ? [v, v + 1] : [v];
      for (const each of pair) loadColumn(each, k);
      values.forEach((_, r) => pair.forEach((each) => accumulate(r, each)));
    }
  };
}
