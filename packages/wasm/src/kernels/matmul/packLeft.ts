import { f32, get, i32, v128 } from '../../assemble/expression.js';
import type { FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';

export interface PackLeftSpec {
  /** Rows of a tile. */
  readonly rows: number;
  readonly aRow: number;
  readonly aStep: number;
  /** Bytes from a packed tile to the next. */
  readonly packedTile: number;
}

/** k that pass before the next tile: rows of A's transpose are read side by side, lines of a packed tile written whole. */
const chunk = 8;

/**
 * Defines packLeft(a, packed, tiles, depth): element (row, k) of A, at row·aRow + k·aStep floats, goes to
 * [tile][k][row of the tile]. Walking down a column of A instead, as a kernel does, would touch a page at every step.
 */
export function packLeft(module: ModuleBuilder, spec: PackLeftSpec): FunctionHandle {
  const { rows, aRow, aStep, packedTile } = spec;
  const name = `pack left ${rows} (${[aRow, aStep, packedTile].join()})`;
  return module.define(name, ['i32', 'i32', 'i32', 'i32'], (code) => {
    const [a, packed, tiles, depth] = code.parameters;
    const from = code.local('i32');
    const to = code.local('i32');
    const tile = code.local('i32');
    const step = code.local('i32');
    const copy = (k: number): void => {
      for (let row = 0; row < rows; row += aRow === 1 ? 4 : 1) {
        const value = (aRow === 1 ? v128 : f32).load(get(from), 4 * (row * aRow + k * aStep));
        // What a vector writes past the tile's rows is overwritten by the next k; after the last k there is room.
        code.store(get(to), value, 4 * (row + k * rows));
      }
    };
    const eachTile = (body: () => void): void => {
      code.set(from, get(a));
      code.set(to, get(packed));
      code.set(tile, get(tiles));
      code.doWhile(
        () => {
          body();
          code.advance(from, 4 * rows * aRow);
          code.advance(to, packedTile);
          code.advance(tile, -1);
        },
        () => get(tile),
      );
    };
    const forSteps = (steps: number): void => {
      eachTile(() => {
        for (let k = 0; k < steps; k++) copy(k);
      });
      code.advance(a, 4 * aStep * steps);
      code.advance(packed, 4 * rows * steps);
    };
    code.forRange(step, i32.const(chunk), i32.add(get(depth), i32.const(1)), chunk, () => forSteps(chunk));
    code.forRange(step, i32.const(0), i32.and(get(depth), i32.const(chunk - 1)), 1, () => forSteps(1));
  });
}
