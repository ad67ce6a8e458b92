import type { Cell } from '../cell.js';
import { elmanReluCell, elmanTanhCell } from './elman.js';
import { gruCell } from './gru.js';
import { lstmCell } from './lstm.js';

/** The cells that come with this package, by name. */
export const cells: Readonly<Record<string, Cell>> = Object.fromEntries(
  [elmanTanhCell, elmanReluCell, gruCell, lstmCell].map((cell) => [cell.name, cell]),
);
