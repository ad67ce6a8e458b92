// A matmul in WebAssembly for one exact shape: C = A · B, A row-major, B packed in panels as wide as the tile. A tile of C
// stays in registers over the whole depth.
import { encodeModule, FunctionBody } from './assembler.mjs';

const PAGE = 65536;
const FLOAT = 4;
const LANES = 4;
const VECTOR = LANES * FLOAT;

/** Register tiles: rows by vectors of 4, and steps in depth per turn of the loop. */
export const tiles = [
  [4, 2],
  [6, 2],
  [8, 2],
  [2, 4],
  [3, 4],
  [4, 4],
  [6, 4],
].flatMap(([rows, vectors]) => [1, 2].map((unroll) => ({ rows, vectors, unroll })));

/**
 * Compiles such a matmul over a memory of its own.
 * @param {object} options
 * @param {number[]} options.shape rows of A, columns of B, depth
 * @param {number} options.rows of the tile
 * @param {number} options.vectors of 4 columns of the tile
 * @param {number} options.unroll
 * @param {boolean} options.fused whether products are added without being rounded first
 * @param {number} options.width goes into the bytes: V8 keeps compiled modules by their bytes, whatever the switches were
 * @returns {() => void}
 */
export function createMatmul(options) {
  const [rows, columns, depth] = options.shape;
  const [a, b, c] = [PAGE, PAGE + rows * depth * FLOAT, PAGE + (rows + columns) * depth * FLOAT];
  const memory = new WebAssembly.Memory({ initial: Math.ceil((c + rows * columns * FLOAT) / PAGE) });
  const values = new Float32Array(memory.buffer);
  for (let index = 0; index < values.length; index++) values[index] = ((index * 7919) % 1000) / 1000 - 0.5;
  const module = new WebAssembly.Module(emitMatmul(options));
  const { run } = new WebAssembly.Instance(module, { host: { memory } }).exports;
  return () => run(a, b, c);
}

function emitMatmul({ shape: [M, N, K], rows, vectors, unroll, fused, width }) {
  const body = new FunctionBody(3);
  const [a, b, c] = [0, 1, 2];
  const [column, row, step, fromA, fromB, toC] = Array.from({ length: 6 }, () => body.local('i32'));
  const accumulators = Array.from({ length: rows }, () => Array.from({ length: vectors }, () => body.local('v128')));
  const panel = Array.from({ length: vectors }, () => body.local('v128'));
  const splat = body.local('v128');
  const panelBytes = vectors * VECTOR;

  /** target = base + index · scale */
  const address = (target, base, index, scale) => {
    body.get(base);
    body.get(index);
    body.constant(scale);
    body.multiplyIntegers();
    body.addIntegers();
    body.set(target);
  };
  const addProduct = (accumulator, vector) => {
    if (fused) {
      for (const local of [splat, vector, accumulator]) body.get(local);
      body.multiplyAddVectors();
    } else {
      for (const local of [accumulator, splat, vector]) body.get(local);
      body.multiplyVectors();
      body.addVectors();
    }
    body.set(accumulator);
  };
  const oneDeep = (turn) => {
    panel.forEach((vector, index) => {
      body.get(fromB);
      body.loadVector(turn * panelBytes + index * VECTOR);
      body.set(vector);
    });
    accumulators.forEach((line, index) => {
      body.get(fromA);
      body.loadSplat((index * K + turn) * FLOAT);
      body.set(splat);
      line.forEach((accumulator, number) => addProduct(accumulator, panel[number]));
    });
  };
  const storeTile = () => {
    address(toC, c, row, N * FLOAT);
    address(toC, toC, column, FLOAT);
    accumulators.forEach((line, index) =>
      line.forEach((accumulator, number) => {
        body.get(toC);
        body.get(accumulator);
        body.storeVector(index * N * FLOAT + number * VECTOR);
      }),
    );
  };

  body.loop(column, N, vectors * LANES, () =>
    body.loop(row, M, rows, () => {
      address(fromA, a, row, K * FLOAT);
      address(fromB, b, column, K * FLOAT);
      for (const accumulator of accumulators.flat()) {
        body.zeroVector();
        body.set(accumulator);
      }
      body.loop(step, K, unroll, () => {
        for (let turn = 0; turn < unroll; turn++) oneDeep(turn);
        body.advance(fromA, unroll * FLOAT);
        body.advance(fromB, unroll * panelBytes);
      });
      storeTile();
    }),
  );
  return encodeModule(body, `${width} bits`);
}
