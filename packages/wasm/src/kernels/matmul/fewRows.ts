import type { Local } from '../../assemble/expression.js';
import { get, i32 } from '../../assemble/expression.js';
import type { FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import type { Blocks } from './blocks.js';
import { scratchLayout } from './blocks.js';
import { copyColumns } from './edge.js';
import type { Begin } from './kernel.js';
import { matmulKernel } from './kernel.js';
import { packLeft } from './packLeft.js';
import type { MatmulSpec, Tile } from './spec.js';
import { matmulName, panelColumns } from './spec.js';
import { acrossKernel, edgeKernel, splitPanels } from './strides.js';

/**
 * Defines fewRows(a, b, c, rows, depth, scratch) for fewer rows than a tile has (one in a stream): each number of rows
 * has its kernel, and the fewer they are, the more panels it walks at once, so that the sums stay as many.
 */
export function fewRows(module: ModuleBuilder, spec: MatmulSpec, blocks: Blocks, begin: Begin): FunctionHandle {
  return module.define(`${matmulName(spec)} few rows from ${begin}`, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (code) => {
    const [a, b, c, rows, depth, scratch] = code.parameters;
    const layout = scratchLayout(spec);
    const { whole, edgeColumns } = splitPanels(spec);
    const columns = panelColumns(spec.tile);
    const one = i32.const(1);

    const multiply = (size: number): void => {
      if (spec.aStep !== 1) {
        const packed = code.keep(i32.add(get(scratch), i32.const(layout.packed)));
        const pack = packLeft(module, { rows: size, aRow: spec.aRow, aStep: spec.aStep, packedTile: blocks.packedTile });
        code.call(pack, get(a), get(packed), one, get(depth));
        code.set(a, get(packed));
      }
      const across = (panels: number, count: number): void => {
        const kernel = acrossKernel(spec, blocks, begin, size, panels);
        code.call(matmulKernel(module, kernel), get(a), get(b), get(c), i32.const(count), get(depth));
        code.advance(b, 4 * kernel.next.b * count);
        code.advance(c, 4 * kernel.next.c * count);
      };
      for (const { panels, count } of groupPanels(whole, panelsAtOnce(spec.tile, size))) across(panels, count);
      if (edgeColumns === 0) return;
      const edge: Local<'i32'> = code.keep(i32.add(get(scratch), i32.const(layout.edge)));
      if (begin === 'c') code.call(copyColumns(module, edgeColumns, spec.cRow, columns), get(c), get(edge), get(rows));
      code.call(matmulKernel(module, edgeKernel(spec, blocks, begin, size)), get(a), get(b), get(edge), one, get(depth));
      code.call(copyColumns(module, edgeColumns, columns, spec.cRow), get(edge), get(c), get(rows));
    };
    for (let size = 1; size < spec.tile.rows; size++) {
      code.if(i32.eq(get(rows), i32.const(size)), () => {
        multiply(size);
        code.return();
      });
    }
  });
}

/** Measured: as many sums as registers hold beside what is loaded, on each V8 since Node 20. */
function panelsAtOnce({ rows, vectors }: Tile, size: number): number {
  if (rows < 4 || size > 2) return 1;
  if (size === 2) return 2;
  return vectors > 2 ? 4 : 3;
}

/** Groups of `atOnce` panels, then what is left; one panel alone is too few, so the last two groups share theirs out. */
export function groupPanels(panels: number, atOnce: number): { readonly panels: number; readonly count: number }[] {
  const rest = panels % atOnce;
  const whole = (panels - rest) / atOnce;
  const groups =
    rest === 1 && whole > 0 && atOnce > 2
      ? [{ panels: atOnce, count: whole - 1 }, ...[Math.ceil((atOnce + 1) / 2), Math.floor((atOnce + 1) / 2)].map((some) => ({ panels: some, count: 1 }))]
      : [{ panels: atOnce, count: whole }, { panels: rest, count: 1 }];
  return groups.filter((group) => group.panels > 0 && group.count > 0);
}
