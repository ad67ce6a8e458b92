import type { MatmulSpec, Tile } from './spec.js';
import { panelColumns } from './spec.js';

/**
 * The loops outside the kernel: blocks of k, in them blocks of rows, in them panels. A block of A (rows × depth) and a
 * panel's block (depth × columns) should stay in the second cache together while all panels pass.
 */
export interface Blocks {
  /** k of a block at most. */
  readonly depth: number;
  /** Rows of a block at most, a multiple of the tile's. */
  readonly rows: number;
  /** Bytes from a tile of packed A to the next, with room for a vector that writes past the end. */
  readonly packedTile: number;
}

/** Measured: half and twice as much cost a few percent at some shapes and gain at none. */
const greatestDepth = 640;
const greatestRows = 512;
const floatsOfA = 96 * 1024;

export function chooseBlocks({ K, tile }: Pick<MatmulSpec, 'K' | 'tile'>): Blocks {
  const depth = Math.max(1, evenShare(K, greatestDepth));
  const tiles = Math.max(1, Math.floor(Math.min(greatestRows, floatsOfA / depth) / tile.rows));
  return { depth, rows: tiles * tile.rows, packedTile: 4 * depth * tile.rows + 64 };
}

/** The size of shares, even numbers, when `total` is shared out over as few as are `greatest` at most. */
function evenShare(total: number, greatest: number): number {
  const share = Math.ceil(total / Math.max(1, Math.ceil(total / greatest)));
  return share + (share % 2);
}

/**
 * Floats from a row to the next of the last panel's C in scratch memory. They do not adjoin: V8's revectoriser in Node 22
 * takes a long run of adjacent stores for something else and joins none of them.
 */
export function edgeRow(tile: Tile): number {
  return panelColumns(tile) + 16;
}

/** Where things lie in `scratch`. */
export interface ScratchLayout {
  /** C's columns of the last panel where N is not a multiple of the panel's: rows × columns of a panel. */
  readonly edge: number;
  /** A's block, packed by tiles. */
  readonly packed: number;
  readonly bytes: number;
}

export function scratchLayout(spec: MatmulSpec): ScratchLayout {
  const blocks = chooseBlocks(spec);
  const columns = panelColumns(spec.tile);
  const edgeBytes = spec.N % columns === 0 ? 0 : blocks.rows * edgeRow(spec.tile) * 4;
  const packedBytes = spec.aStep === 1 ? 0 : (blocks.rows / spec.tile.rows) * blocks.packedTile;
  return { edge: 0, packed: edgeBytes, bytes: edgeBytes + packedBytes };
}

/** Bytes of scratch memory that `matmul` needs, each thread its own, best at a multiple of 64; 0 where it needs none. */
export function matmulScratchBytes(spec: MatmulSpec): number {
  return scratchLayout(spec).bytes;
}
