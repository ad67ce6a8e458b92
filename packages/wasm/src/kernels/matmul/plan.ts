import type { Blocks } from './blocks.js';
import { chooseBlocks, edgeRow } from './blocks.js';
import type { Begin, KernelSpec } from './kernel.js';
import type { MatmulSpec } from './spec.js';
import { matmulName, panelColumns } from './spec.js';

export interface Panels {
  /** Panels whose columns are all valid. */
  readonly whole: number;
  /** Valid columns of a panel after them; 0 where there is none. */
  readonly edgeColumns: number;
  /** Vectors of it that are computed: an even number, so that they pair, unless one is enough. */
  readonly edgeVectors: number;
}

/** A spec and what follows from it. */
export interface Plan {
  readonly spec: MatmulSpec;
  readonly name: string;
  readonly blocks: Blocks;
  readonly panels: Panels;
  /** Where k has several blocks, C begins as zeros and every block adds to it. */
  readonly begin: Begin;
  /** From a k of B to the next, in floats. */
  readonly bStep: number;
  /** From a panel of B to the next. */
  readonly bPanel: number;
}

export function planMatmul(spec: MatmulSpec): Plan {
  const { N, K, bRow, tile } = spec;
  const blocks = chooseBlocks(spec);
  const columns = panelColumns(tile);
  const edgeColumns = N % columns;
  const vectors = Math.ceil(edgeColumns / 4);
  const edgeVectors = vectors > 1 ? Math.min(tile.vectors, vectors + (vectors % 2)) : vectors;
  return {
    spec,
    name: matmulName(spec),
    blocks,
    panels: { whole: (N - edgeColumns) / columns, edgeColumns, edgeVectors },
    begin: K > blocks.depth ? 'c' : 'zero',
    ...(bRow === 'panels' ? { bStep: columns, bPanel: K * columns } : { bStep: bRow, bPanel: columns }),
  };
}

/** The kernel for `rows` rows of one panel, one tile after the other downwards. */
export function downKernel({ spec, blocks, begin, bStep }: Plan, rows: number): KernelSpec {
  const { tile, aRow, aStep, cRow, arithmetic } = spec;
  const left = aStep === 1 ? { row: aRow, step: 1, tile: rows * aRow } : { row: 1, step: rows, tile: blocks.packedTile / 4 };
  return {
    rows,
    vectors: tile.vectors,
    panels: 1,
    steps: tile.steps ?? 1,
    aRow: left.row,
    aStep: left.step,
    bStep,
    bPanel: 0,
    cRow,
    cPanel: 0,
    next: { a: left.tile, b: 0, c: rows * cRow },
    begin,
    arithmetic,
  };
}

/** The kernel for `rows` rows of several panels, group after group. */
export function acrossKernel(plan: Plan, rows: number, panels: number): KernelSpec {
  const { bPanel, spec } = plan;
  const cPanel = panelColumns(spec.tile);
  return { ...downKernel(plan, rows), panels, bPanel, cPanel, next: { a: 0, b: panels * bPanel, c: panels * cPanel } };
}

/** The kernel for `rows` rows of the last panel, whose C lies in scratch memory. */
export function edgeKernel(plan: Plan, rows: number): KernelSpec {
  const cRow = edgeRow(plan.spec.tile);
  return { ...downKernel({ ...plan, spec: { ...plan.spec, cRow } }, rows), vectors: plan.panels.edgeVectors };
}
