import type { MatmulSpec } from './spec.js';
import { panelColumns } from './spec.js';

/**
 * The loops outside the kernel: blocks of k, in them blocks of rows, in them panels. A panel's block (depth × columns)
 * should stay in the first cache while all row tiles of the block pass, the block of A (rows × depth) in the second.
 */
export interface Blocks {
  /** k of a block at most. */
  readonly depth: number;
  /** Rows of a block, a multiple of the tile's; a last block takes up to half as many more, so that none is tiny. */
  readonly rows: number;
  /** Bytes from a tile of packed A to the next, with room for a vector that writes past the end. */
  readonly packedTile: number;
}

const greatestDepth = 512;
const floatsOfA = 64 * 1024;

export function chooseBlocks({ K, tile }: Pick<MatmulSpec, 'K' | 'tile'>): Blocks {
  const count = Math.max(1, Math.ceil(K / ((globalThis as any).KB ?? greatestDepth)));
  const depth = Math.max(1, Math.ceil(K / count));
  const g = globalThis as any; const rows = Math.max(1, Math.round(Math.min(g.MB ?? 512, (g.FA ?? floatsOfA) / depth) / tile.rows / 2)) * 2 * tile.rows;
  return { depth, rows, packedTile: 4 * depth * tile.rows + 64 };
}

/** Rows of a block at most. */
export function greatestRows({ rows }: Blocks): number {
  return rows + rows / 2;
}

/** Where things lie in `scratch`. */
export interface ScratchLayout {
  /** C's columns of the last panel where N is not a multiple of the panel's: [rows of a block][columns of a panel]. */
  readonly edge: number;
  /** A's block, packed by tiles. */
  readonly packed: number;
  readonly bytes: number;
}

export function scratchLayout(spec: MatmulSpec): ScratchLayout {
  const blocks = chooseBlocks(spec);
  const columns = panelColumns(spec.tile);
  const edgeBytes = spec.N % columns === 0 ? 0 : greatestRows(blocks) * columns * 4;
  // One tile more: rows left over are split into two tiles of fewer rows.
  const packedBytes = spec.aStep === 1 ? 0 : (Math.ceil(greatestRows(blocks) / spec.tile.rows) + 1) * blocks.packedTile;
  return { edge: 0, packed: edgeBytes, bytes: edgeBytes + packedBytes };
}

/** Bytes of scratch memory that `matmul` needs for itself (each thread its own), aligned to 64; 0 where it needs none. */
export function matmulScratchBytes(spec: MatmulSpec): number {
  return scratchLayout(spec).bytes;
}
