import type { I32, Local } from '../../assemble/expression.js';
import { get, i32 } from '../../assemble/expression.js';
import type { FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import type { Blocks } from './blocks.js';
import { scratchLayout } from './blocks.js';
import { copyColumns } from './edge.js';
import type { Begin, KernelSpec } from './kernel.js';
import { matmulKernel } from './kernel.js';
import { packLeft } from './packLeft.js';
import type { RowPart } from './rowParts.js';
import { splitRows } from './rowParts.js';
import type { MatmulSpec } from './spec.js';
import { matmulName, panelColumns } from './spec.js';
import { downKernel, edgeKernel, rightStrides, splitPanels } from './strides.js';

/**
 * Defines rowBlock(a, b, c, rows, depth, scratch) for at least a tile of rows: one block of rows over one block of k.
 * Panel by panel: whole tiles, then the rows left over.
 */
export function rowBlock(module: ModuleBuilder, spec: MatmulSpec, blocks: Blocks, begin: Begin): FunctionHandle {
  return module.define(`${matmulName(spec)} block from ${begin}`, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (code) => {
    const [a, b, c, rows, depth, scratch] = code.parameters;
    const { tile, aRow, aStep, cRow } = spec;
    const layout = scratchLayout(spec);
    const panels = splitPanels(spec);
    const columns = panelColumns(tile);
    const parts = splitRows(code, rows, tile.rows);
    const packed = code.local('i32');
    const inPacked = (part: RowPart): I32 => i32.add(get(packed), i32.mul(part.tile, i32.const(blocks.packedTile)));
    const inA = (part: RowPart): I32 => i32.add(get(a), i32.mul(part.row, i32.const(4 * aRow)));

    if (aStep !== 1) {
      code.set(packed, i32.add(get(scratch), i32.const(layout.packed)));
      parts.each((part) => {
        const pack = packLeft(module, { rows: part.size, aRow, aStep, packedTile: blocks.packedTile });
        code.call(pack, inA(part), inPacked(part), part.tiles, get(depth));
      });
    }
    const multiply = (target: Local<'i32'>, targetRow: number, kernelOf: (rows: number) => KernelSpec): void =>
      parts.each((part) => {
        const left = aStep === 1 ? inA(part) : inPacked(part);
        const to = i32.add(get(target), i32.mul(part.row, i32.const(4 * targetRow)));
        code.call(matmulKernel(module, kernelOf(part.size)), left, get(b), to, part.tiles, get(depth));
      });

    if (panels.whole > 0) {
      const panel = code.local('i32');
      code.forRangeOnce(panel, i32.const(0), i32.const(panels.whole), 1, () => {
        multiply(c, cRow, (size) => downKernel(spec, blocks, begin, size));
        code.advance(b, 4 * rightStrides(spec).panel);
        code.advance(c, 4 * columns);
      });
    }
    if (panels.edgeColumns > 0) {
      const edge = code.keep(i32.add(get(scratch), i32.const(layout.edge)));
      if (begin === 'c') code.call(copyColumns(module, panels.edgeColumns, cRow, columns), get(c), get(edge), get(rows));
      multiply(edge, columns, (size) => edgeKernel(spec, blocks, begin, size));
      code.call(copyColumns(module, panels.edgeColumns, columns, cRow), get(edge), get(c), get(rows));
    }
  });
}
