import type { FunctionHandle } from '../../assemble/functionBuilder.js';
import { f32, f32x4, get, i32, v128 } from '../../assemble/expression.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';

/**
 * Defines copyColumns(from, to, rows): `columns` floats of each row. C's last panel, where it is not whole, is computed in
 * scratch memory with whole vectors, and only its valid columns are copied, for C may lie inside a larger matrix.
 */
export function copyColumns(module: ModuleBuilder, columns: number, fromRow: number, toRow: number): FunctionHandle {
  return module.define(`copy ${columns} columns (${fromRow},${toRow})`, ['i32', 'i32', 'i32'], (code) => {
    const [from, to, rows] = code.parameters;
    const whole = columns - (columns % 4);
    code.doWhile(
      () => {
        for (let column = 0; column < whole; column += 4) code.store(get(to), v128.load(get(from), 4 * column), 4 * column);
        for (let column = whole; column < columns; column++) code.store(get(to), f32.load(get(from), 4 * column), 4 * column);
        code.advance(from, 4 * fromRow);
        code.advance(to, 4 * toRow);
        code.advance(rows, -1);
      },
      () => get(rows),
    );
  });
}

/** Defines clearRows(c, rows): `columns` zeros in each row, the product of depth 0. */
export function clearRows(module: ModuleBuilder, columns: number, cRow: number): FunctionHandle {
  return module.define(`clear ${columns} columns (${cRow})`, ['i32', 'i32'], (code) => {
    const [c, rows] = code.parameters;
    const to = code.local('i32');
    const column = code.local('i32');
    const whole = columns - (columns % 4);
    code.doWhile(
      () => {
        code.set(to, get(c));
        code.forRange(column, i32.const(0), i32.const(whole), 4, () => {
          code.store(get(to), f32x4.const(0));
          code.advance(to, 16);
        });
        for (let rest = 0; rest < columns - whole; rest++) code.store(get(to), f32.const(0), 4 * rest);
        code.advance(c, 4 * cRow);
        code.advance(rows, -1);
      },
      () => get(rows),
    );
  });
}
