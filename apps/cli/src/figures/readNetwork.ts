import type { ModuleDescription } from '@rekur/rnn';
import { cellFromDescription } from '@rekur/rnn';
import type { InterpretableUnit } from '@rekur/tasks';
import type { Tensor } from '@rekur/tensor';

/** One direction of one recurrent layer. */
export interface Recurrent {
  /** As its states are named: `1.l0`. */
  readonly path: string;
  /** The name of its cell. */
  readonly cell: string;
  readonly states: readonly string[];
  readonly gates: readonly string[];
}

/** The recurrent layers of a model in order, each direction for itself, as `observe` names them. */
export function cellsIn(description: ModuleDescription, observed: Readonly<Record<string, Tensor>>): Recurrent[] {
  const names = Object.keys(observed);
  const paths = [...new Set(names.map((name) => name.replace(/\.gates\.[^.]+$/, '')).map((name) => name.slice(0, name.lastIndexOf('.') + 1 || undefined)))]
    .map((path) => path.replace(/\.$/, ''))
    .filter((path) => /(^|\.)l\d+(_reverse)?$/.test(path));
  const cells = cellNames(description);
  return [...new Set(paths)].map((path, index) => {
    const own = names.filter((name) => name.startsWith(`${path}.`)).map((name) => name.slice(path.length + 1));
    const cell = cells.length === 1 ? cells[0] : cells[Math.min(index, cells.length - 1)];
    const states = own.filter((name) => !name.startsWith('gates.'));
    const gates = own.filter((name) => name.startsWith('gates.')).map((name) => name.slice('gates.'.length));
    return { path, cell: cell.name, states: inOrder(cell.states, states), gates: inOrder(cell.gates, gates) };
  });
}

/** As the cell declares them; what it does not declare comes last. */
function inOrder(declared: readonly string[], found: readonly string[]): string[] {
  return [...declared.filter((name) => found.includes(name)), ...found.filter((name) => !declared.includes(name))];
}

interface CellNames {
  readonly name: string;
  readonly states: readonly string[];
  readonly gates: readonly string[];
}

/** The cells that a description names, wherever they stand in it; those of one's own by name alone. */
function cellNames(value: unknown): CellNames[] {
  if (Array.isArray(value)) return value.flatMap(cellNames);
  if (typeof value !== 'object' || value === null) return [];
  const { cell, cellOptions } = value as { cell?: unknown; cellOptions?: Record<string, number | boolean | string> };
  if (typeof cell === 'string') return [known(cell, cellOptions)];
  return Object.values(value).flatMap(cellNames);
}

function known(name: string, options: Record<string, number | boolean | string> | undefined): CellNames {
  try {
    return cellFromDescription({ name, ...(options && { options }) });
  } catch {
    // A cell of the user's own: its figures are drawn from what was observed.
    return { name, states: [], gates: [] };
  }
}

/** [1, time, width] → rows of numbers. */
export function rowsOf({ shape, data }: Tensor): number[][] {
  const [, time, width] = shape;
  return Array.from({ length: time }, (_, step) => Array.from(data.slice(step * width, (step + 1) * width)));
}

/** A matrix of gates above each other, [gates·hidden, hidden], as square blocks; one that is not so, as it is. */
export function blocksOf({ shape: [rows, columns], data }: Tensor): { rows: number[][]; block: number; of: number }[] {
  const of = rows % columns === 0 ? rows / columns : 1;
  const each = rows / of;
  return Array.from({ length: of }, (_, block) => ({
    block,
    of,
    rows: Array.from({ length: each }, (__, row) => Array.from(data.slice((block * each + row) * columns, (block * each + row + 1) * columns))),
  }));
}

/** −log2 of the probability of each token that was read, from logits [1, time, vocabulary] and ids [1, time]; null for the first. */
export function bitsOf({ shape, data }: Tensor, ids: Tensor): (number | null)[] {
  const [, time, width] = shape;
  return Array.from({ length: time }, (_, step) => {
    if (step === 0) return null;
    const logits = data.slice((step - 1) * width, step * width);
    let most = -Infinity;
    for (const logit of logits) most = Math.max(most, logit);
    let sum = 0;
    for (const logit of logits) sum += Math.exp(logit - most);
    // Rounding may put a sure thing a hair above 1.
    return Math.max(0, (Math.log(sum) + most - logits[ids.data[step]]) / Math.LN2);
  });
}

/** `unit 17 of 1.l0.c` */
export function unitName({ unit, path }: InterpretableUnit): string {
  return `${path}[${unit}]`;
}
