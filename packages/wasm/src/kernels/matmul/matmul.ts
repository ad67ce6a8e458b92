import type { I32 } from '../../assemble/expression.js';
import { get, i32 } from '../../assemble/expression.js';
import type { FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import { clearRows } from './edge.js';
import { fewRows } from './fewRows.js';
import { panelsAtOnce } from './panelGroups.js';
import type { Plan } from './plan.js';
import { planMatmul } from './plan.js';
import { rowBlock } from './rowBlock.js';
import type { MatmulSpec } from './spec.js';

/**
 * Defines matmul(a, b, c, rows, depth, scratch): C [rows, N] = A [rows, depth] · B [depth, N].
 *
 * All are byte addresses and counts. Rows and depth may be 0 (depth 0 gives zeros), depth is K at most. `scratch` needs
 * `matmulScratchBytes(spec)` bytes of its own. A and B may be read up to 60 bytes past their ends; C is written exactly.
 * Every element is a sum that starts at +0 and takes its products in rising order of k, whatever the tile and the blocks.
 */
export function matmul(module: ModuleBuilder, spec: MatmulSpec): FunctionHandle {
  const plan = planMatmul(spec);
  const { blocks, bStep } = plan;
  return module.define(plan.name, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (code) => {
    const [a, b, c, rows, depth, scratch] = code.parameters;
    const clear = (): void => code.call(clearRows(module, spec.N, spec.cRow), get(c), get(rows));
    const walk = (block: I32): void => code.call(rowBlocks(module, plan), get(a), get(b), get(c), get(rows), block, get(scratch));
    code.if(i32.leS(get(rows), i32.const(0)), () => code.return());
    if (plan.begin === 'zero') {
      code.if(i32.gtS(get(depth), i32.const(0)), () => walk(get(depth)), clear);
      return;
    }
    clear();
    const k = code.local('i32');
    code.forRange(k, i32.const(0), get(depth), blocks.depth, () => {
      const left = i32.sub(get(depth), get(k));
      walk(i32.select(i32.ltS(left, i32.const(blocks.depth)), left, i32.const(blocks.depth)));
      code.advance(a, 4 * blocks.depth * spec.aStep);
      code.advance(b, 4 * blocks.depth * bStep);
    });
  });
}

/** All rows over one block of k: block by block, so that a block of A stays in the cache while all panels pass. */
function rowBlocks(module: ModuleBuilder, plan: Plan): FunctionHandle {
  const { spec, blocks, name } = plan;
  return module.define(`${name} rows`, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (code) => {
    const [a, b, c, rows, depth, scratch] = code.parameters;
    let fewest = 1;
    for (; panelsAtOnce(spec.tile, fewest) !== undefined; fewest++) {
      code.if(i32.eq(get(rows), i32.const(fewest)), () => {
        code.call(fewRows(module, plan, fewest), get(a), get(b), get(c), get(depth), get(scratch));
        code.return();
      });
    }
    const count = code.local('i32');
    const shares = code.local('i32');
    const size = i32.const(spec.tile.rows);
    code.doWhile(
      () => {
        // The rows left, shared out evenly over as few blocks as hold them: whole tiles, and no block of very few rows.
        code.set(shares, roundedUp(get(rows), i32.const(blocks.rows)));
        code.set(count, i32.mul(roundedUp(roundedUp(get(rows), get(shares)), size), size));
        code.if(i32.gtS(get(count), get(rows)), () => code.set(count, get(rows)));
        code.call(rowBlock(module, plan, fewest), get(a), get(b), get(c), get(count), get(depth), get(scratch));
        code.set(a, i32.add(get(a), i32.mul(get(count), i32.const(4 * spec.aRow))));
        code.set(c, i32.add(get(c), i32.mul(get(count), i32.const(4 * spec.cRow))));
        code.set(rows, i32.sub(get(rows), get(count)));
      },
      () => get(rows),
    );
  });
}

/** value / divisor, rounded up. */
function roundedUp(value: I32, divisor: I32): I32 {
  return i32.divS(i32.sub(i32.add(value, divisor), i32.const(1)), divisor);
}
