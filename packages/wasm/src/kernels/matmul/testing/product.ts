import { createModule } from '../../../assemble/moduleBuilder.js';
import { matmul, matmulScratchBytes, packRight, panelBytes, panelCount } from '../index.js';
import type { Arithmetic, Tile } from '../index.js';

/** A product of one spec: how A and B lie before anything is packed, in floats. */
export interface ProductCase {
  readonly N: number;
  readonly K: number;
  /** Rows of A and C at most. */
  readonly M: number;
  readonly aRow: number;
  readonly aStep: number;
  readonly kStride: number;
  readonly columnStride: number;
  readonly cRow: number;
  /** Whether B is packed into panels before. */
  readonly packed: boolean;
  readonly tile: Tile;
  readonly arithmetic: Arithmetic;
}

export interface Product {
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** Multiplies; gives C with `margin` floats before and after it, which held `untouched` before. */
  run(rows: number, depth: number): Float32Array;
  /** What `run` gives, by loops; separate arithmetic. */
  expected(rows: number, depth: number): Float32Array;
}

/** Row-major everything, for a case to change. */
export function plainCase(M: number, N: number, K: number, tile: Tile, change: Partial<ProductCase> = {}): ProductCase {
  return { M, N, K, aRow: K, aStep: 1, kStride: N, columnStride: 1, cRow: N, packed: true, tile, arithmetic: 'separate', ...change };
}

const untouched = 1234.5;
const margin = 80;
/** Where something must not be read into a sum. */
const poison = NaN;

export function compileProduct(given: ProductCase): Product {
  const { M, N, K, aRow, aStep, kStride, columnStride, cRow, packed, tile, arithmetic } = given;
  const spec = { N, K, aRow, aStep, bRow: packed ? ('panels' as const) : kStride, cRow, tile, arithmetic };
  let floats = 16;
  const area = (size: number): number => {
    const at = floats;
    // The 64 bytes of padding that every buffer has, and an end that is aligned to 64 again.
    floats = Math.ceil((floats + size + 16) / 16) * 16;
    return at;
  };
  const span = (rows: number, row: number, columns: number, column: number): number => Math.max(0, (rows - 1) * row + (columns - 1) * column + 1);
  const [aSize, bSize, cSize] = [span(M, aRow, K, aStep), span(K, kStride, N, columnStride), span(M, cRow, N, 1) + 2 * margin];
  const [a, b, c] = [area(aSize), area(bSize), area(cSize)];
  const panels = area(panelBytes(spec) / 4);
  const scratch = area(matmulScratchBytes(spec) / 4);
  const pages = Math.ceil((floats * 4) / 65536);

  const module = createModule({ pages });
  module.export(matmul(module, spec), 'matmul');
  module.export(packRight(module, { N, K, kStride, columnStride, tile }), 'packRight');
  const memory = new WebAssembly.Memory({ initial: pages });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory } });
  const { matmul: multiply, packRight: pack } = exports as Record<'matmul' | 'packRight', (...values: number[]) => void>;
  const data = new Float32Array(memory.buffer).fill(poison);
  data.set(unevenNumbers(aSize, 1), a);
  data.set(unevenNumbers(bSize, 2), b);

  return {
    a: data.subarray(a, a + aSize),
    b: data.subarray(b, b + bSize),
    run(rows, depth) {
      data.fill(poison, panels);
      data.fill(untouched, c, c + cSize);
      const last = panelCount(N, tile);
      const middle = last >> 1;
      if (packed) {
        pack(4 * b, 4 * panels, middle, last, depth);
        pack(4 * b, 4 * panels, 0, middle, depth);
      }
      multiply(4 * a, 4 * (packed ? panels : b), 4 * (c + margin), rows, depth, 4 * scratch);
      return data.slice(c, c + cSize);
    },
    expected(rows, depth) {
      const out = new Float32Array(cSize).fill(untouched);
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < N; column++) {
          let sum = 0;
          for (let k = 0; k < depth; k++) {
            sum = Math.fround(sum + Math.fround(data[a + row * aRow + k * aStep] * data[b + k * kStride + column * columnStride]));
          }
          out[margin + row * cRow + column] = sum;
        }
      }
      return out;
    },
  };
}

/** Ordinary numbers with full mantissas, of very different sizes, so that every rounding and every order shows. */
function unevenNumbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return ((state >>> 8) / 16777216 - 0.5) * 2 ** (((state >>> 4) & 15) - 8);
  });
}
