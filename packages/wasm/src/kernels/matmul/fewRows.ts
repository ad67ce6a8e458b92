import { get, i32 } from '../../assemble/expression.js';
import type { FunctionHandle } from '../../assemble/functionBuilder.js';
import type { ModuleBuilder } from '../../assemble/moduleBuilder.js';
import { edgeRow, scratchLayout } from './blocks.js';
import { copyColumns } from './edge.js';
import { matmulKernel } from './kernel.js';
import { packLeft } from './packLeft.js';
import { groupPanels, panelsAtOnce } from './panelGroups.js';
import type { Plan } from './plan.js';
import { acrossKernel, edgeKernel } from './plan.js';

/**
 * Defines few(a, b, c, depth, scratch) for `size` rows, one or two: one over a stream. It walks several panels at once, so
 * that enough sums are under way.
 */
export function fewRows(module: ModuleBuilder, plan: Plan, size: number): FunctionHandle {
  const { spec, blocks, panels, name } = plan;
  return module.define(`${name}, ${size} rows`, ['i32', 'i32', 'i32', 'i32', 'i32'], (code) => {
    const [a, b, c, depth, scratch] = code.parameters;
    const layout = scratchLayout(spec);
    const one = i32.const(1);
    const rows = i32.const(size);
    if (spec.aStep !== 1) {
      const packed = code.keep(i32.add(get(scratch), i32.const(layout.packed)));
      const pack = packLeft(module, { rows: size, aRow: spec.aRow, aStep: spec.aStep, packedTile: blocks.packedTile });
      code.call(pack, get(a), get(packed), one, get(depth));
      code.set(a, get(packed));
    }
    for (const group of groupPanels(panels.whole, panelsAtOnce(spec.tile, size) ?? 1)) {
      const kernel = acrossKernel(plan, size, group.panels);
      code.call(matmulKernel(module, kernel), get(a), get(b), get(c), i32.const(group.count), get(depth));
      code.advance(b, 4 * kernel.next.b * group.count);
      code.advance(c, 4 * kernel.next.c * group.count);
    }
    if (panels.edgeColumns === 0) return;
    const edge = code.keep(i32.add(get(scratch), i32.const(layout.edge)));
    const row = edgeRow(spec.tile);
    if (plan.begin === 'c') code.call(copyColumns(module, panels.edgeColumns, spec.cRow, row), get(c), get(edge), rows);
    code.call(matmulKernel(module, edgeKernel(plan, size)), get(a), get(b), get(edge), one, get(depth));
    code.call(copyColumns(module, panels.edgeColumns, row, spec.cRow), get(edge), get(c), rows);
  });
}
