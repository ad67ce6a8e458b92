import type { Blocks } from './blocks.js';
import type { Begin, KernelSpec } from './kernel.js';
import type { MatmulSpec } from './spec.js';
import { panelColumns } from './spec.js';

/** How B lies, in floats: from a k to the next, from a panel to the next. */
export function rightStrides({ bRow, K, tile }: MatmulSpec): { readonly step: number; readonly panel: number } {
  const columns = panelColumns(tile);
  return bRow === 'panels' ? { step: columns, panel: K * columns } : { step: bRow, panel: columns };
}

/** How A lies for a kernel of so many rows: as it is, or packed by tiles. */
export function leftStrides({ aRow, aStep }: MatmulSpec, { packedTile }: Blocks, rows: number) {
  return aStep === 1 ? { row: aRow, step: 1, tile: rows * aRow } : { row: 1, step: rows, tile: packedTile / 4 };
}

export interface Panels {
  /** Panels whose columns are all valid. */
  readonly whole: number;
  /** Valid columns of a panel after them; 0 where there is none. */
  readonly edgeColumns: number;
  /** Vectors of it that are computed: an even number, so that they pair, unless one is enough. */
  readonly edgeVectors: number;
}

export function splitPanels({ N, tile }: MatmulSpec): Panels {
  const columns = panelColumns(tile);
  const edgeColumns = N % columns;
  const vectors = Math.ceil(edgeColumns / 4);
  return { whole: (N - edgeColumns) / columns, edgeColumns, edgeVectors: vectors > 1 ? Math.min(tile.vectors, vectors + (vectors % 2)) : vectors };
}

/** The kernel for `rows` rows of one panel, one tile after the other downwards. */
export function downKernel(spec: MatmulSpec, blocks: Blocks, begin: Begin, rows: number): KernelSpec {
  const left = leftStrides(spec, blocks, rows);
  return {
    rows,
    vectors: spec.tile.vectors,
    panels: 1,
    steps: spec.tile.steps ?? 1,
    aRow: left.row,
    aStep: left.step,
    bStep: rightStrides(spec).step,
    bPanel: 0,
    cRow: spec.cRow,
    cPanel: 0,
    next: { a: left.tile, b: 0, c: rows * spec.cRow },
    begin,
    arithmetic: spec.arithmetic,
  };
}

/** The kernel for `rows` rows of several panels, group after group. */
export function acrossKernel(spec: MatmulSpec, blocks: Blocks, begin: Begin, rows: number, panels: number): KernelSpec {
  const right = rightStrides(spec);
  const columns = panelColumns(spec.tile);
  return {
    ...downKernel(spec, blocks, begin, rows),
    panels,
    bPanel: right.panel,
    cPanel: columns,
    next: { a: 0, b: panels * right.panel, c: panels * columns },
  };
}

/** The kernel for `rows` rows of the last panel, whose C lies in scratch memory. */
export function edgeKernel(spec: MatmulSpec, blocks: Blocks, begin: Begin, rows: number): KernelSpec {
  const columns = panelColumns(spec.tile);
  return {
    ...downKernel({ ...spec, cRow: columns }, blocks, begin, rows),
    vectors: splitPanels(spec).edgeVectors,
  };
}
