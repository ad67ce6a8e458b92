import { type ElmanWeights, sizes } from './network.ts';

export type Layer = 'input' | 'hidden' | 'output' | 'copy';

/** An arrow of the drawing between two units. */
export interface Connection {
  readonly from: Layer;
  readonly fromUnit: number;
  readonly to: Layer;
  readonly toUnit: number;
  /** Undefined: not connected. */
  readonly weight: number | undefined;
}

export type MatrixName = 'inputHidden' | 'copyHidden' | 'copying' | 'hiddenOutput';

/** The connections from one layer to another: `rows[i][j]` leads from unit j to unit i. */
export interface WeightMatrix {
  readonly name: MatrixName;
  readonly from: Layer;
  readonly to: Layer;
  readonly rows: readonly (readonly Connection[])[];
}

/** All weights of the network, the copies' own among them: an identity, since each hidden unit is copied to its own node only. */
export function matricesOf({ inputHidden, copyHidden, hiddenOutput }: ElmanWeights): readonly WeightMatrix[] {
  const matrix = (name: MatrixName, from: Layer, to: Layer, weights: readonly (readonly (number | undefined)[])[]): WeightMatrix => ({
    name,
    from,
    to,
    rows: weights.map((row, toIndex) => row.map((weight, fromIndex) => ({ from, fromUnit: fromIndex + 1, to, toUnit: toIndex + 1, weight }))),
  });
  const identity = Array.from({ length: sizes.hidden }, (_, row) => Array.from({ length: sizes.hidden }, (_, column) => (row === column ? 1 : undefined)));
  return [
    matrix('inputHidden', 'input', 'hidden', inputHidden),
    matrix('copyHidden', 'copy', 'hidden', copyHidden),
    matrix('copying', 'hidden', 'copy', identity),
    matrix('hiddenOutput', 'hidden', 'output', hiddenOutput),
  ];
}

/** Its id in the drawing of `elmanNetwork`. */
export function arrowId({ from, fromUnit, to, toUnit }: Connection): string {
  return `elman-arrow-${from}-${fromUnit}-${to}-${toUnit}`;
}

export const nodeId = (layer: Layer, unit: number): string => `elman-${layer}-${unit}`;

const connected = (matrices: readonly WeightMatrix[]): Connection[] => matrices.flatMap(({ rows }) => rows.flat()).filter(({ weight }) => weight !== undefined);

/** What an element of the drawing stands for: an arrow for itself, a unit for all that lead from it. */
export function connectionsAt(matrices: readonly WeightMatrix[], elementId: string): Connection[] {
  return connected(matrices).filter((connection) => arrowId(connection) === elementId || nodeId(connection.from, connection.fromUnit) === elementId);
}

/** A place among the tables of weights; row 0 holds the names of the units that send, weights begin at row 1. */
export interface Place {
  readonly matrix: number;
  readonly row: number;
  readonly column: number;
}

/** What is pointed out at a place: one connection, or all of a sender. */
export function connectionsOf(matrices: readonly WeightMatrix[], { matrix, row, column }: Place): Connection[] {
  const { rows } = matrices[matrix];
  const chosen = row === 0 ? rows.map((each) => each[column]) : [rows[row - 1][column]];
  return chosen.filter(({ weight }) => weight !== undefined);
}

/** Where an arrow key leads from a place; beyond a table's side lies the next table. */
export function placeAfter(matrices: readonly WeightMatrix[], { matrix, row, column }: Place, key: string): Place | undefined {
  const rows = matrices[matrix].rows.length;
  const columns = matrices[matrix].rows[0].length;
  const inTable = (table: number, toColumn: 'first' | 'last'): Place | undefined => {
    if (table < 0 || table >= matrices.length) return undefined;
    const other = matrices[table].rows;
    return { matrix: table, row: Math.min(row, other.length), column: toColumn === 'first' ? 0 : other[0].length - 1 };
  };
  switch (key) {
    case 'ArrowRight':
      return column + 1 < columns ? { matrix, row, column: column + 1 } : inTable(matrix + 1, 'first');
    case 'ArrowLeft':
      return column > 0 ? { matrix, row, column: column - 1 } : inTable(matrix - 1, 'last');
    case 'ArrowDown':
      return row < rows ? { matrix, row: row + 1, column } : undefined;
    case 'ArrowUp':
      return row > 0 ? { matrix, row: row - 1, column } : undefined;
    default:
      return undefined;
  }
}

/** Gives every arrow of the drawing a wide line that cannot be seen, for pointers that are not as sharp as the arrow is thin. */
export function withTargets(svg: string): string {
  return svg.replaceAll(/(<g id="elman-arrow-[^"]*" class="viz-arrow viz-(?:connection|copying)[^"]*"[^>]*>)(<path class="viz-line" d=)("[^"]*")/g, '$1<path class="target" d=$3 fill="none" stroke="transparent" stroke-width="12"/>$2$3');
}
