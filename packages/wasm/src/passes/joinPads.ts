import type { Atom, Equation, PrimitiveParams, Program, Variable } from '@rekur/tensor';
import { isFloat, literal } from '@rekur/tensor';
import type { Log, PassResult } from './pass.js';
import { runPass } from './pass.js';
import { applied, countUses, zerosOf } from './structure/atoms.js';
import { rewriteLevels } from './structure/levels.js';
import { nameEquation } from './structure/words.js';

/**
 * Makes a sum of padded pieces that do not overlap one concat. The gradient of `split` is such a sum.
 *
 *     c: float32[2] = pad[before=[0] after=[1]] a          c: float32[1] = add a 0:float32
 *     d: float32[2] = pad[before=[1] after=[0]] b     →    d: float32[1] = add b 0:float32
 *     e: float32[2] = add c d                              e: float32[2] = concat[axis=0] c d
 *
 * Every element is one piece's element plus zeros, which turns −0 into +0 and changes nothing else: as adding zero once does.
 */
export function joinPads(program: Program): PassResult {
  return runPass(program, (whole, log) => rewriteLevels(whole, (level) => joinLevel(level, log)));
}

/** `value` stands from `start` up to `end` along `axis`, zeros elsewhere. */
interface Piece {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
  readonly value: Atom;
}

function joinLevel(level: Program, log: Log): Program {
  const sums = findSums(level, log);
  if (sums.size === 0) return level;
  const equations = level.equations.flatMap((equation) => {
    const pieces = sums.get(equation);
    if (!pieces) return [equation];
    log.notes.push(`${nameEquation(equation)} summed ${pieces.length} pads that do not overlap; it is a concat now.`);
    return joinPieces(equation, pieces);
  });
  return { ...level, equations };
}

/** The adds that sum up pads, outermost ones only, with their pieces in order. */
function findSums(level: Program, log: Log): Map<Equation, readonly Piece[]> {
  const uses = countUses(level);
  const known = new Map<Atom, readonly Piece[]>();
  const sums = new Map<Equation, readonly Piece[]>();
  const inner = new Map<Atom, Equation>();
  for (const equation of level.equations) {
    const [result] = equation.outputs;
    if (equation.primitive === 'pad') {
      const piece = pieceOf(equation);
      if (piece) known.set(result, [piece]);
    }
    if (equation.primitive !== 'add') continue;
    const [left, right] = equation.inputs.map((atom) => known.get(atom));
    if (!left || !right) continue;
    const pieces = merge(left, right);
    if (!pieces) {
      log.left.push(`${nameEquation(equation)} stays a sum of pads: they overlap or lie along different axes.`);
      continue;
    }
    for (const atom of equation.inputs) sums.delete(inner.get(atom) as Equation);
    sums.set(equation, pieces);
    // A sum that is used more than once is computed once, so it is no part of a larger one.
    if (uses.get(result) !== 1) continue;
    known.set(result, pieces);
    inner.set(result, equation);
  }
  return sums;
}

/** A pad along one axis only. */
function pieceOf({ inputs: [value], params, outputs: [result] }: Equation): Piece | undefined {
  const { before, after } = params as unknown as PrimitiveParams<'pad'>;
  const axes = before.flatMap((count, axis) => (count + after[axis] > 0 ? [axis] : []));
  if (axes.length !== 1) return undefined;
  const [axis] = axes;
  return { axis, start: before[axis], end: result.type.shape[axis] - after[axis], value };
}

/** Both lists in order of position; undefined if any two overlap. */
function merge(left: readonly Piece[], right: readonly Piece[]): readonly Piece[] | undefined {
  const pieces = [...left, ...right].sort((a, b) => a.start - b.start || a.end - b.end);
  const fits = pieces.every((piece, index) => index === 0 || (piece.axis === pieces[0].axis && piece.start >= pieces[index - 1].end));
  return fits ? pieces : undefined;
}

/** The pieces one after the other, each plus zero, zeros between them where they leave gaps. */
function joinPieces(sum: Equation, pieces: readonly Piece[]): Equation[] {
  const [result] = sum.outputs;
  const { shape, dtype } = result.type;
  const { axis } = pieces[0];
  const parts: Equation[] = [];
  const operands: Atom[] = [];
  const fillTo = (from: number, to: number): void => {
    if (from === to) return;
    const gap = zerosOf(shape.map((size, other) => (other === axis ? to - from : size)), dtype);
    parts.push(gap);
    operands.push(gap.outputs[0]);
  };
  let position = 0;
  for (const { start, end, value } of pieces) {
    fillTo(position, start);
    position = end;
    if (!isFloat(dtype)) {
      operands.push(value);
      continue;
    }
    const part = applied('add', {}, [value, literal(0, dtype)], value.type);
    parts.push(part);
    operands.push(part.outputs[0]);
  }
  fillTo(position, shape[axis]);
  const outputs: readonly Variable[] = [result];
  return [...parts, { primitive: 'concat', params: { axis }, inputs: operands, outputs }];
}
