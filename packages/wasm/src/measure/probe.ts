import type { DType } from '@rekur/tensor';
import { get, i32, v128 } from '../assemble/expression.js';
import type { FunctionHandle } from '../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../assemble/moduleBuilder.js';
import { createModule } from '../assemble/moduleBuilder.js';
import type { Arithmetic, Tile } from '../kernels/matmul/index.js';
import { panelColumns } from '../kernels/matmul/index.js';
import { matmulKernel } from '../kernels/matmul/kernel.js';
import type { ElementwiseName, Vectors } from '../kernels/operations/index.js';
import { operations } from '../kernels/operations/index.js';

export interface ProbeOptions {
  readonly tile: Tile;
  readonly arithmetic: Arithmetic;
  /** Joinable: as the compiler writes code. Apart: the same results, but no two neighbouring vectors that V8 could join to 256 bits. */
  readonly vectors: 'joinable' | 'apart';
  /** Goes into the module: V8 keeps compiled code by a module's bytes, so what must be compiled anew must differ. */
  readonly mark: string;
  /** Whether elementwise operations are there too. Default true. */
  readonly gates?: boolean;
}

/** A small module to measure and compare. */
export interface Probe {
  /** A product, by the kernel of products. */
  product(): void;
  /** Floating-point operations of a product. */
  readonly operations: number;
  /** What a gate needs of elementwise operations: sigmoid, tanh, exp. */
  gates(): void;
  /** The module's functions that do it. */
  readonly functions: readonly unknown[];
  /** The bits of all that was computed. */
  results(): Int32Array;
}

const DEPTH = 128;
const TILES = 8;
const ELEMENTS = 2048;
const PAGE = 65536;
/** Where the vectors of a product lie, at most: eight rows, four vectors. */
const PLACES = { a: PAGE, b: 3 * PAGE, c: 4 * PAGE, elements: 5 * PAGE, gates: 5 * PAGE + 4 * ELEMENTS, powers: 5 * PAGE + 8 * ELEMENTS };
const PAGES = 6;

/** @throws WebAssembly.CompileError where this place lacks the instructions */
export function createProbe({ tile, arithmetic, vectors, mark, gates = true }: ProbeOptions): Probe {
  const { rows } = tile;
  const columns = panelColumns(tile);
  const module = createModule({ pages: PAGES, marks: { rekur: `${mark}, ${vectors}` } });
  module.export(defineProduct(module, tile, arithmetic, vectors), 'product');
  if (gates) module.export(defineGates(module, vectors === 'joinable' ? 2 : 1), 'gates');
  const memory = new WebAssembly.Memory({ initial: PAGES });
  fill(new Float32Array(memory.buffer, PLACES.a, (PLACES.c - PLACES.a) / 4), 1);
  fill(new Float32Array(memory.buffer, PLACES.elements, ELEMENTS), 16);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory } });
  const functions = exports as Readonly<Record<string, (...values: number[]) => void>>;
  // Apart, every second vector of a panel, then those between them.
  const passes = vectors === 'apart' ? [0, 16] : [0];
  return {
    product: () => passes.forEach((offset) => functions.product(PLACES.a, PLACES.b + offset, PLACES.c + offset, TILES, DEPTH)),
    operations: 2 * TILES * rows * columns * DEPTH,
    gates: () => functions.gates?.(4 * ELEMENTS),
    functions: Object.values(functions),
    results: () => new Int32Array(memory.buffer.slice(PLACES.c)),
  };
}

function defineProduct(module: ModuleBuilder, tile: Tile, arithmetic: Arithmetic, vectors: ProbeOptions['vectors']): FunctionHandle {
  const columns = panelColumns(tile);
  const apart = vectors === 'apart';
  return matmulKernel(module, {
    rows: tile.rows,
    vectors: apart ? 1 : tile.vectors,
    panels: apart ? tile.vectors / 2 : 1,
    steps: tile.steps ?? 1,
    aRow: DEPTH,
    aStep: 1,
    bStep: columns,
    bPanel: 8,
    cRow: columns,
    cPanel: 8,
    next: { a: tile.rows * DEPTH, b: 0, c: tile.rows * columns },
    begin: 'zero',
    arithmetic,
  });
}

function defineGates(module: ModuleBuilder, vectors: number): FunctionHandle {
  return module.define('gates', ['i32'], (code) => {
    const offset = code.local('i32');
    const side = Array.from({ length: vectors }, (_, vector) => 16 * vector);
    const apply = (name: ElementwiseName, ...operands: Vectors[]): Vectors =>
      operations[name]({ code, operands, dtypes: operands.map((): DType => 'float32'), params: {} });
    code.forRangeOnce(offset, i32.const(0), get(code.parameters[0]), 16 * vectors, () => {
      const x = side.map((place) => code.keep(v128.load(get(offset), PLACES.elements + place)));
      const gate = apply('mul', apply('sigmoid', x), apply('tanh', x));
      side.forEach((place, vector) => code.store(get(offset), get(gate[vector]), PLACES.gates + place));
      const power = apply('exp', x);
      side.forEach((place, vector) => code.store(get(offset), get(power[vector]), PLACES.powers + place));
    });
  });
}

/** Full mantissas of both signs below `limit`, so that every rounding shows. No NaN: its bits are nobody's promise. */
function fill(data: Float32Array, limit: number): void {
  let state = 1;
  for (let index = 0; index < data.length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    data[index] = (state / 2 ** 31) * limit;
  }
}
