import type { FunctionHandle } from '../../assemble/functionBuilder.js';
import { f32, get, i32, v128 } from '../../assemble/expression.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';

export interface PackLeftSpec {
  /** Rows of a tile. */
  readonly rows: number;
  readonly aRow: number;
  readonly aStep: number;
  /** Bytes from a packed tile to the next. */
  readonly packedTile: number;
}

/** k that pass before the next tile: the rows read lie side by side, so the lines of memory read stay in the cache. */
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
    const k = code.local('i32');
    const steps = code.local('i32');
    const step = code.local('i32');
    code.forRange(k, i32.const(0), get(depth), chunk, () => {
      const left = i32.sub(get(depth), get(k));
      code.set(steps, i32.select(i32.ltS(left, i32.const(chunk)), left, i32.const(chunk)));
      code.forRange(tile, i32.const(0), get(tiles), 1, () => {
        code.set(from, i32.add(get(a), i32.mul(get(tile), i32.const(4 * rows * aRow))));
        code.set(to, i32.add(i32.add(get(packed), i32.mul(get(tile), i32.const(packedTile))), i32.mul(get(k), i32.const(4 * rows))));
        code.set(step, get(steps));
        code.doWhile(
          () => {
            if (aRow === 1) {
              // What the last vector writes past the tile's rows is overwritten by the next k; after the last k there is room.
              for (let row = 0; row < rows; row += 4) code.store(get(to), v128.load(get(from), 4 * row), 4 * row);
            } else {
              for (let row = 0; row < rows; row++) code.store(get(to), f32.load(get(from), 4 * row * aRow), 4 * row);
            }
            code.advance(from, 4 * aStep);
            code.advance(to, 4 * rows);
            code.advance(step, -1);
          },
          () => get(step),
        );
      });
      code.advance(a, 4 * aStep * chunk);
    });
  });
}
