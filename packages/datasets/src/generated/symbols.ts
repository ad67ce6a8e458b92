import { fromData, type Tensor } from '@rekur/tensor';
import { dataError } from '../error.js';

/** How symbols enter a model: float32 [batch, time, symbols] with a single 1 a step, or int32 [batch, time]. */
export type SymbolForm = 'oneHot' | 'ids';

export interface SymbolOptions {
  /** `oneHot`, for a recurrent layer, unless given; `ids` for an embedding. */
  readonly as?: SymbolForm;
}

/** @throws DataError unless `as` is one of the two forms. */
export function requireForm(operation: string, as: SymbolForm): void {
  if (as === 'oneHot' || as === 'ids') return;
  throw dataError(operation, 'no such form of a symbol', JSON.stringify(as), '"oneHot" or "ids" is expected');
}

/** Rows of symbols as a tensor of `time` steps; 0 after the end of a row. */
export function symbolTensor(rows: readonly ArrayLike<number>[], time: number, symbols: number, as: SymbolForm): Tensor {
  if (as === 'ids') return idTensor(rows, time);
  const data = new Float32Array(rows.length * time * symbols);
  rows.forEach((row, index) => {
    for (let step = 0; step < row.length; step++) data[(index * time + step) * symbols + row[step]] = 1;
  });
  return fromData(data, [rows.length, time, symbols]);
}

/** int32 [rows, time], 0 after the end of a row. */
export function idTensor(rows: readonly ArrayLike<number>[], time: number): Tensor {
  const data = new Int32Array(rows.length * time);
  rows.forEach((row, index) => data.set(row, index * time));
  return fromData(data, [rows.length, time]);
}

/** int32 [values] */
export function intTensor(values: readonly number[]): Tensor {
  return fromData(Int32Array.from(values), [values.length]);
}
