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

/** Writes code for each part that there may be; it runs for those that there are. */
export type EachRowPart = (use: (part: RowPart) => void) => void;

/**
 * Splits `rows` > 0 into tiles of `size` rows. Rows left over are shared with the last whole tile, half to half: two
 * kernels of middling size run faster than a whole one and one of very few rows. Fewer rows than `size` are one tile;
 * that they are not fewer than `fewest` is known.
 */
export function splitRows(code: FunctionBuilder, rows: Local<'i32'>, size: number, fewest: number): EachRowPart {
  const one = i32.const(1);
  const zero = i32.const(0);
  const rest = code.keep(i32.remU(get(rows), i32.const(size)));
  const tiles = code.keep(i32.sub(i32.divS(get(rows), i32.const(size)), i32.ne(get(rest), zero)));
  const wholeRows = code.keep(i32.mul(get(tiles), i32.const(size)));
  return (use) => {
    code.if(i32.gtS(get(tiles), zero), () => use({ size, row: zero, tile: zero, tiles: get(tiles) }));
    code.if(get(rest), () => {
      code.if(
        i32.ltS(get(tiles), zero),
        () => {
          for (let few = fewest; few < size; few++) code.if(i32.eq(get(rest), i32.const(few)), () => use({ size: few, row: zero, tile: zero, tiles: one }));
        },
        () => {
          for (let left = 1; left < size; left++) {
            code.if(i32.eq(get(rest), i32.const(left)), () => {
              const first = Math.ceil((size + left) / 2);
              use({ size: first, row: get(wholeRows), tile: get(tiles), tiles: one });
              use({ size: size + left - first, row: i32.add(get(wholeRows), i32.const(first)), tile: i32.add(get(tiles), one), tiles: one });
            });
          }
        },
      );
    });
  };
}
