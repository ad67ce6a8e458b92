/** How many sums a kernel keeps in registers: rows of A × vectors of 4 columns of B. */
export interface Tile {
  readonly rows: number;
  readonly vectors: number;
  /** k taken in one turn of the innermost loop, 1 unless said. It changes no bit. */
  readonly steps?: 1 | 2;
}

/** Separate: the product is rounded, then added. Fused: rounded once. */
export type Arithmetic = 'separate' | 'fused';

/** B [K, N] as it lies before packing: element (k, column) at k·kStride + column·columnStride floats. */
export interface PackRightSpec {
  readonly N: number;
  readonly K: number;
  readonly kStride: number;
  readonly columnStride: number;
  readonly tile: Tile;
}

/** C [rows, N] = A [rows, depth] · B [depth, N], depth ≤ K; strides in floats. */
export interface MatmulSpec {
  readonly N: number;
  /** The greatest depth, and with panels the rows a panel has. */
  readonly K: number;
  /** From a row of A to the next. */
  readonly aRow: number;
  /** From a k of A to the next. Unless it is 1, blocks of A are packed in `scratch`. */
  readonly aStep: number;
  /** `'panels'`, as `packRight` leaves them; else B lies unpacked, columns adjacent, and this leads from a k to the next. */
  readonly bRow: number | 'panels';
  /** From a row of C to the next; columns are adjacent. */
  readonly cRow: number;
  readonly tile: Tile;
  readonly arithmetic: Arithmetic;
}

/** Columns of a panel. */
export function panelColumns({ vectors }: Tile): number {
  return 4 * vectors;
}

export function panelCount(N: number, tile: Tile): number {
  return Math.ceil(N / panelColumns(tile));
}

/** Bytes of B [K, N] in panels. */
export function panelBytes({ N, K, tile }: { readonly N: number; readonly K: number; readonly tile: Tile }): number {
  return panelCount(N, tile) * K * panelColumns(tile) * 4;
}

/** As in `4x16 by 2`: rows, columns, steps. */
export function tileName({ rows, vectors, steps = 1 }: Tile): string {
  return `${rows}x${4 * vectors}${steps > 1 ? ` by ${steps}` : ''}`;
}

/** What a matmul's function is called: all of its spec. */
export function matmulName({ N, K, aRow, aStep, bRow, cRow, tile, arithmetic }: MatmulSpec): string {
  return `matmul ${N}x${K} ${arithmetic} ${tileName(tile)} (${[aRow, aStep, bRow, cRow].join()})`;
}
