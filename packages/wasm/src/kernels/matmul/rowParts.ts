import type { I32, Local } from '../../assemble/expression.js';
import { get, i32 } from '../../assemble/expression.js';
import type { FunctionBuilder } from '../../assemble/functionBuilder.js';

/** Tiles of the same number of rows, one after the other. */
export interface RowPart {
  readonly size: number;
  /** Index of its first row and of its first tile in the block, and how many tiles it has. */
  readonly row: I32;
  readonly tile: I32;
  readonly tiles: I32;
}

export interface RowParts {
  /** Writes code for each part that there may be; it runs for those that there are. */
  each(use: (part: RowPart) => void): void;
}

/**
 * Splits `rows` (at least `size`) into tiles of `size` rows. Rows left over are shared with the last whole tile, half to
 * half: two kernels of middling size run faster than a whole one and one of very few rows.
 */
export function splitRows(code: FunctionBuilder, rows: Local<'i32'>, size: number): RowParts {
  const rest = code.local('i32');
  const tiles = code.local('i32');
  const wholeRows = code.local('i32');
  code.set(rest, i32.remU(get(rows), i32.const(size)));
  code.set(tiles, i32.sub(i32.divS(get(rows), i32.const(size)), i32.ne(get(rest), i32.const(0))));
  code.set(wholeRows, i32.mul(get(tiles), i32.const(size)));
  return {
    each(use) {
      code.if(get(tiles), () => use({ size, row: i32.const(0), tile: i32.const(0), tiles: get(tiles) }));
      code.if(get(rest), () => {
        for (let left = 1; left < size; left++) {
          code.if(i32.eq(get(rest), i32.const(left)), () => {
            const first = Math.ceil((size + left) / 2);
            const one = i32.const(1);
            use({ size: first, row: get(wholeRows), tile: get(tiles), tiles: one });
            use({ size: size + left - first, row: i32.add(get(wholeRows), i32.const(first)), tile: i32.add(get(tiles), one), tiles: one });
          });
        }
      });
    },
  };
}
