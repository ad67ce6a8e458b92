import type { I32, Local } from '../../assemble/expression.js';
import { get, i32 } from '../../assemble/expression.js';
import type { FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import { edgeRow, scratchLayout } from './blocks.js';
import { copyColumns } from './edge.js';
import type { KernelSpec } from './kernel.js';
import { matmulKernel } from './kernel.js';
import { packLeft } from './packLeft.js';
import type { Plan } from './plan.js';
import { downKernel, edgeKernel } from './plan.js';
import type { RowPart } from './rowParts.js';
import { splitRows } from './rowParts.js';
import { panelColumns } from './spec.js';
import { touch, touchesPanels } from './touch.js';

/**
 * Defines rowBlock(a, b, c, rows, depth, scratch): one block of rows, `fewest` at least, over one block of k. Panel by
 * panel: whole tiles, then the rows left over.
 */
export function rowBlock(module: ModuleBuilder, plan: Plan, fewest: number): FunctionHandle {
  const { spec, blocks, panels, name, begin, bPanel } = plan;
  return module.define(`${name} block`, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (code) => {
    const [a, b, c, rows, depth, scratch] = code.parameters;
    const { tile, aRow, aStep, cRow } = spec;
    const layout = scratchLayout(spec);
    const columns = panelColumns(tile);
    const eachPart = splitRows(code, rows, tile.rows, fewest);
    const packed = code.local('i32');
    const inPacked = (part: RowPart): I32 => i32.add(get(packed), i32.mul(part.tile, i32.const(blocks.packedTile)));
    const inA = (part: RowPart): I32 => i32.add(get(a), i32.mul(part.row, i32.const(4 * aRow)));

    if (aStep !== 1) {
      code.set(packed, i32.add(get(scratch), i32.const(layout.packed)));
      eachPart((part) => {
        const pack = packLeft(module, { rows: part.size, aRow, aStep, packedTile: blocks.packedTile });
        code.call(pack, inA(part), inPacked(part), part.tiles, get(depth));
      });
    }
    const multiply = (target: Local<'i32'>, targetRow: number, kernelOf: (plan: Plan, rows: number) => KernelSpec): void =>
      eachPart((part) => {
        const left = aStep === 1 ? inA(part) : inPacked(part);
        const to = i32.add(get(target), i32.mul(part.row, i32.const(4 * targetRow)));
        code.call(matmulKernel(module, kernelOf(plan, part.size)), left, get(b), to, part.tiles, get(depth));
      });

    if (panels.whole > 0) {
      const panel = code.local('i32');
      code.forRangeOnce(panel, i32.const(0), i32.const(panels.whole), 1, () => {
        if (touchesPanels(spec)) code.call(touch(module), get(b), i32.mul(get(depth), i32.const(4 * columns)));
        multiply(c, cRow, downKernel);
        code.advance(b, 4 * bPanel);
        code.advance(c, 4 * columns);
      });
    }
    if (panels.edgeColumns > 0) {
      const edge = code.keep(i32.add(get(scratch), i32.const(layout.edge)));
      const row = edgeRow(tile);
      if (begin === 'c') code.call(copyColumns(module, panels.edgeColumns, cRow, row), get(c), get(edge), get(rows));
      multiply(edge, row, edgeKernel);
      code.call(copyColumns(module, panels.edgeColumns, row, cRow), get(edge), get(c), get(rows));
    }
  });
}
