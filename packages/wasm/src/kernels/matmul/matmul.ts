import type { I32, Local } from '../../assemble/expression.js';
import { get, i32 } from '../../assemble/expression.js';
import type { FunctionBuilder, FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import type { Blocks } from './blocks.js';
import { chooseBlocks } from './blocks.js';
import { clearRows } from './edge.js';
import { fewRows } from './fewRows.js';
import type { Begin } from './kernel.js';
import { rowBlock } from './rowBlock.js';
import type { MatmulSpec } from './spec.js';
import { matmulName } from './spec.js';
import { rightStrides } from './strides.js';

/**
 * Defines matmul(a, b, c, rows, depth, scratch): C [rows, N] = A [rows, depth] · B [depth, N].
 *
 * All are byte addresses and counts. Rows and depth may be 0 (depth 0 gives zeros), depth is K at most. `scratch` needs
 * `matmulScratchBytes(spec)` bytes of its own. A and B may be read up to 60 bytes past their ends; C is written exactly.
 * Every element is a sum that starts at +0 and takes its products in rising order of k, whatever the tile and the blocks.
 */
export function matmul(module: ModuleBuilder, spec: MatmulSpec): FunctionHandle {
  return module.define(matmulName(spec), ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (code) => {
    const [a, b, c, rows, depth, scratch] = code.parameters;
    const blocks = chooseBlocks(spec);
    code.if(i32.leS(get(rows), i32.const(0)), () => code.return());
    code.if(i32.leS(get(depth), i32.const(0)), () => {
      code.call(clearRows(module, spec.N, spec.cRow), get(c), get(rows));
      code.return();
    });
    const block = code.keep(least(get(depth), blocks.depth));
    const walk = (begin: Begin): void => {
      code.call(rowBlocks(module, spec, blocks, begin), get(a), get(b), get(c), get(rows), get(block), get(scratch));
    };
    walk('zero');
    if (spec.K <= blocks.depth) return;
    code.set(depth, i32.sub(get(depth), get(block)));
    code.if(get(depth), () =>
      code.doWhile(
        () => {
          code.advance(a, 4 * blocks.depth * spec.aStep);
          code.advance(b, 4 * blocks.depth * rightStrides(spec).step);
          code.set(block, least(get(depth), blocks.depth));
          walk('c');
          code.set(depth, i32.sub(get(depth), get(block)));
        },
        () => get(depth),
      ),
    );
  });
}

function least(value: I32, limit: number): I32 {
  return i32.select(i32.ltS(value, i32.const(limit)), value, i32.const(limit));
}

/** All rows over one block of k: block by block, so that a block of A stays in the cache while all panels pass. */
function rowBlocks(module: ModuleBuilder, spec: MatmulSpec, blocks: Blocks, begin: Begin): FunctionHandle {
  return module.define(`${matmulName(spec)} from ${begin}`, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (code) => {
    const [a, b, c, rows, depth, scratch] = code.parameters;
    const walk = (count: Local<'i32'>): void => {
      code.if(
        i32.ltS(get(count), i32.const(spec.tile.rows)),
        () => code.call(fewRows(module, spec, blocks, begin), get(a), get(b), get(c), get(count), get(depth), get(scratch)),
        () => code.call(rowBlock(module, spec, blocks, begin), get(a), get(b), get(c), get(count), get(depth), get(scratch)),
      );
    };
    whileAbove(code, rows, blocks.rows + blocks.rows / 2, () => {
      const count = code.keep(i32.const(blocks.rows));
      walk(count);
      code.advance(a, 4 * blocks.rows * spec.aRow);
      code.advance(c, 4 * blocks.rows * spec.cRow);
      code.advance(rows, -blocks.rows);
    });
    walk(rows);
  });
}

function whileAbove(code: FunctionBuilder, value: Local<'i32'>, limit: number, body: () => void): void {
  const again = (): I32 => i32.gtS(get(value), i32.const(limit));
  code.if(again(), () => code.doWhile(body, again));
}
