import type { Arithmetic, Tile } from './spec.js';

/** Width of the vectors that V8 really uses, in bits. */
export type Width = 128 | 256;

export const candidateTiles: Readonly<Record<Width, Readonly<Record<Arithmetic, readonly Tile[]>>>> = {
  128: {
    separate: [{ rows: 4, vectors: 2 }, { rows: 2, vectors: 4 }],
    fused: [{ rows: 6, vectors: 2 }, { rows: 4, vectors: 2 }],
  },
  256: {
    separate: [{ rows: 4, vectors: 4 }],
    fused: [{ rows: 6, vectors: 4 }, { rows: 4, vectors: 4 }],
  },
};

export interface TileChoice {
  readonly width: Width;
  readonly arithmetic: Arithmetic;
}

export function defaultTile({ width, arithmetic }: TileChoice): Tile {
  return candidateTiles[width][arithmetic][0];
}

export function chooseTile(choice: TileChoice): Tile {
  return defaultTile(choice);
}
