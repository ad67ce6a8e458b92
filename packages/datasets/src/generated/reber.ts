import type { Tensor } from '@rekur/tensor';
import { dataError, quote } from '../error.js';
import { requireCount } from '../require.js';
import type { Draws } from './draws.js';
import type { GeneratedBatches, GeneratedOptions } from './generatedBatches.js';
import { generatedBatches } from './generatedBatches.js';
import type { SymbolOptions } from './symbols.js';
import { idTensor, intTensor, requireForm, symbolTensor } from './symbols.js';

/** Symbols of the Reber grammars by id. */
export const reberSymbols: readonly string[] = ['B', 'T', 'P', 'S', 'X', 'V', 'E'];

/** Node to symbol to the node that it leads to; the node `end` has no arc. */
type Grammar = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Reber's grammar; each arc of a node is taken with probability 1/2. */
const plain: Grammar = {
  start: { B: '0' },
  0: { T: '1', P: '2' },
  1: { S: '1', X: '3' },
  2: { T: '2', V: '4' },
  3: { X: '2', S: '5' },
  4: { P: '3', V: '5' },
  5: { E: 'end' },
  end: {},
};

/** B, then T or P, then a whole string of the plain grammar, then the same T or P, then E. */
const embedded: Grammar = {
  start: { B: 'branch' },
  branch: { T: 'T.start', P: 'P.start' },
  ...copyOfPlain('T'),
  ...copyOfPlain('P'),
  'T.end': { T: 'last' },
  'P.end': { P: 'last' },
  last: { E: 'end' },
  end: {},
};

/** The plain grammar with `branch.` before the names of its nodes: where it is in, says which way was taken. */
function copyOfPlain(branch: string): Grammar {
  const arcs = (from: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(from).map(([symbol, node]) => [symbol, `${branch}.${node}`]));
  return Object.fromEntries(Object.entries(plain).map(([node, from]) => [`${branch}.${node}`, arcs(from)]));
}

/**
 * The symbols that may follow `prefix` in a string of the embedded grammar (the plain one with `embedded: false`), in the order
 * of {@link reberSymbols}: none after the end.
 * @throws DataError if nothing of the grammar begins so.
 */
export function legalNext(prefix: string, options: { readonly embedded?: boolean } = {}): string[] {
  const grammar = (options.embedded ?? true) ? embedded : plain;
  let node = 'start';
  Array.from(prefix).forEach((symbol, index) => {
    const legal = inOrder(grammar[node]);
    if (!legal.includes(symbol)) {
      const expected = legal.length > 0 ? `${legal.join(' or ')} is expected` : 'nothing follows the end';
      throw dataError('legalNext', 'not a Reber string', `symbol ${index} of ${quote(prefix)} is ${quote(symbol)}`, expected);
    }
    node = grammar[node][symbol];
  });
  return inOrder(grammar[node]);
}

function inOrder(arcs: Readonly<Record<string, string>>): string[] {
  return reberSymbols.filter((symbol) => Object.hasOwn(arcs, symbol));
}

export interface ReberOptions extends GeneratedOptions, SymbolOptions {
  /** Strings with more symbols are drawn anew; at least 9 (plain: 5); 40 unless given, which 1 string in 17,000 exceeds. */
  readonly longest?: number;
}

export interface ReberBatch {
  /** float32 [batch, longest − 1, 7], or int32 [batch, longest − 1] with `as: 'ids'`: every symbol but the last. */
  readonly inputs: Tensor;
  /** int32 [batch, longest − 1]: the id of the symbol that follows. */
  readonly targets: Tensor;
  /** int32 [batch] */
  readonly lengths: Tensor;
}

/**
 * The embedded Reber grammar: predict the next symbol of strings such as BTBTXSETE, in which the last symbol but one repeats
 * the second, however long the string between. {@link legalNext} tells what may follow.
 *
 * Source: Hochreiter & Schmidhuber, "Long Short-Term Memory" (1997), experiment 1; the task is by Fahlman and by Cleeremans,
 * Servan-Schreiber & McClelland (1989). There the task is learnt from 256 strings and tested on 256 more: `at(0)` of two seeds with
 * `batch: 256`.
 *
 * Shapes: {@link ReberBatch}.
 * @throws DataError if a count is not one, or `longest` is too small.
 */
export function embeddedReber(options: ReberOptions): GeneratedBatches<ReberBatch> {
  return reberBatches('embeddedReber', embedded, 9, options);
}

/**
 * The plain Reber grammar: predict the next symbol of strings such as BTXSE.
 *
 * Source: A. S. Reber, "Implicit learning of artificial grammars" (1967), in the form of Cleeremans, Servan-Schreiber &
 * McClelland, "Finite State Automata and Simple Recurrent Networks" (1989).
 *
 * Shapes: {@link ReberBatch}.
 * @throws DataError if a count is not one, or `longest` is too small.
 */
export function reber(options: ReberOptions): GeneratedBatches<ReberBatch> {
  return reberBatches('reber', plain, 5, options);
}

/** The strings of a batch, whole, as text. */
export function reberStrings({ targets, lengths }: Pick<ReberBatch, 'targets' | 'lengths'>): string[] {
  const [batch, time] = targets.shape;
  return Array.from({ length: batch }, (_, row) => {
    const ids = targets.data.subarray(row * time, row * time + lengths.data[row]);
    return reberSymbols[0] + Array.from(ids, (id) => reberSymbols[id]).join('');
  });
}

function reberBatches(operation: string, grammar: Grammar, shortest: number, options: ReberOptions): GeneratedBatches<ReberBatch> {
  const { longest = 40, as = 'oneHot', ...rest } = options;
  requireCount(operation, 'longest', longest, shortest);
  requireForm(operation, as);
  const time = longest - 1;
  return generatedBatches(
    operation,
    rest,
    (draws) => {
      let ids = drawString(draws, grammar);
      while (ids.length > longest) ids = drawString(draws, grammar);
      return ids;
    },
    (strings) => ({
      inputs: symbolTensor(strings.map((ids) => ids.slice(0, -1)), time, reberSymbols.length, as),
      targets: idTensor(strings.map((ids) => ids.slice(1)), time),
      lengths: intTensor(strings.map((ids) => ids.length - 1)),
    }),
  );
}

function drawString(draws: Draws, grammar: Grammar): number[] {
  const ids: number[] = [];
  for (let node = 'start'; node !== 'end'; ) {
    const legal = inOrder(grammar[node]);
    const symbol = legal.length > 1 ? legal[draws.below(legal.length)] : legal[0];
    ids.push(reberSymbols.indexOf(symbol));
    node = grammar[node][symbol];
  }
  return ids;
}
