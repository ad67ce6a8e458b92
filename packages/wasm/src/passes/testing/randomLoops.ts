import fc from 'fast-check';
import type { Atom, Equation, Program, Shape, Tensor, Variable } from '@rekur/tensor';
import { literal, sameShape } from '@rekur/tensor';
import { applied, fresh } from '../structure/atoms.js';
import { fill } from './inputs.js';

/**
 * Programs of loops with what the passes look for: state, products of inputs and of state, growing sums, equal carries, unused
 * and repeated operands, split and padded gates, loops in loops and in calls, fewer steps than there is room for.
 * Numbers stay small: on whole inputs every sum is exact in any order.
 */
export const randomLoops: fc.Arbitrary<Program> = fc.array(fc.nat(65535), { minLength: 20, maxLength: 200, size: 'max' }).map((numbers) => buildProgram(createChooser(numbers)));

/** Whole numbers from −2 to 2; the number of steps is 2. */
export function wholeInputs(program: Program, seed: number): Tensor[] {
  return program.inputs.map(({ type }, index) => fill(type, seed * 64 + index, (word) => (type.dtype === 'int32' ? 2 : (word % 5) - 2)));
}

const specials = [0, -0, 1, -1, NaN, Infinity, -Infinity, 1e-45, -1e-39, 3.4e38, 0.1, -0.3];

/** Every special number there is. */
export function specialInputs(program: Program, seed: number): Tensor[] {
  return program.inputs.map(({ type }, index) =>
    fill(type, seed * 64 + index, (word) => (type.dtype === 'int32' ? 2 : word % 3 === 0 ? specials[(word >>> 4) % specials.length] : (word >>> 8) / 2 ** 23 - 1)),
  );
}

interface Chooser {
  readonly below: (limit: number) => number;
  readonly of: <T>(values: readonly T[]) => T;
}

/** Decisions read off a list of numbers, so that a shorter list is a smaller Program. */
function createChooser(numbers: readonly number[]): Chooser {
  let position = 0;
  const below = (limit: number): number => (numbers[position++] ?? 0) % limit;
  return { below, of: (values) => values[below(values.length)] };
}

const TIME = 3;
const ROWS = [2, 4];
const WEIGHT = [4, 4];
const VECTOR = [4];

/** A level that grows. */
interface Level {
  readonly choose: Chooser;
  readonly inputs: Variable[];
  readonly equations: Equation[];
  readonly values: Variable[];
  readonly add: (primitive: string, params: object, inputs: readonly Atom[], shape: Shape) => Variable;
  /** A value of that shape, a late one more often. */
  readonly pick: (shape: Shape) => Variable;
}

function createLevel(choose: Chooser, shapes: readonly Shape[]): Level {
  const inputs = shapes.map((shape) => fresh({ shape, dtype: 'float32' }));
  const equations: Equation[] = [];
  const values = [...inputs];
  const add: Level['add'] = (primitive, params, operands, shape) => {
    const dtype = primitive === 'greater' ? 'bool' : 'float32';
    const equation = applied(primitive, params, operands, { shape, dtype });
    equations.push(equation);
    if (dtype === 'float32') values.push(equation.outputs[0]);
    return equation.outputs[0];
  };
  const pick: Level['pick'] = (shape) => {
    const fitting = values.filter(({ type }) => sameShape(type.shape, shape));
    const back = Math.min(choose.below(fitting.length), choose.below(fitting.length));
    return fitting[fitting.length - 1 - back];
  };
  return { choose, inputs, equations, values, add, pick };
}

const number = (value: number): Atom => literal(value, 'float32');
const matmulParams = (transposeA: boolean, transposeB: boolean): object => ({ transposeA, transposeB });

/** Between −2 and 2, so that products of products stay exact. */
function clipped(level: Level, atom: Variable): Variable {
  const { shape } = atom.type;
  return level.add('minimum', {}, [level.add('maximum', {}, [atom, number(-2)], shape), number(2)], shape);
}

const steps: readonly ((level: Level) => void)[] = [
  (level) => level.add(level.choose.of(['neg', 'abs', 'stopGradient']), {}, [level.pick(ROWS)], ROWS),
  (level) => clipped(level, level.add(level.choose.of(['add', 'sub', 'mul']), {}, [level.pick(ROWS), level.pick(ROWS)], ROWS)),
  (level) => level.add('maximum', {}, [level.pick(ROWS), level.pick([])], ROWS),
  (level) => clipped(level, level.add('mul', {}, [level.choose.of([number(1), number(2), level.pick([])]), level.pick(ROWS)], ROWS)),
  (level) => clipped(level, level.add('matmul', matmulParams(false, level.choose.below(2) === 0), [level.pick(ROWS), level.pick(WEIGHT)], ROWS)),
  (level) => clipped(level, level.add('matmul', matmulParams(false, level.choose.below(2) === 0), [level.pick(ROWS), level.pick(WEIGHT)], ROWS)),
  (level) => level.add('broadcast', { shape: ROWS }, [level.choose.of([level.pick(VECTOR), level.pick([]), number(0)])], ROWS),
  (level) => level.add('add', {}, [level.pick(VECTOR), number(0)], VECTOR),
  (level) => clipped(level, level.add('sum', { axes: [0] }, [level.pick(ROWS)], VECTOR)),
  (level) => clipped(level, level.add('mul', {}, [level.pick(WEIGHT), level.pick(WEIGHT)], WEIGHT)),
  (level) => level.add('transpose', { axes: [1, 0] }, [level.add('transpose', { axes: [1, 0] }, [level.pick(ROWS)], [4, 2])], ROWS),
  (level) => level.add('select', {}, [level.add('greater', {}, [level.pick(ROWS), number(0)], ROWS), level.pick(ROWS), level.pick(ROWS)], ROWS),
  joinedPieces,
];

/** Slices, worked on, and put together again by pads and adds in some order: at times with gaps, at times overlapping. */
function joinedPieces(level: Level): void {
  const { choose } = level;
  const source = level.pick(ROWS);
  const widths = choose.of([[1, 3], [2, 2], [1, 1, 2], [1, 2, 1], [1, 1, 1, 1]]);
  let position = 0;
  const padded = widths.map((width) => {
    const piece = level.add('slice', { starts: [0, position], ends: [2, position + width] }, [source], [2, width]);
    const worked = level.add('neg', {}, [piece], [2, width]);
    const shift = choose.below(8) === 0 && position + width < 4 ? 1 : 0;
    const start = position + shift;
    position += width;
    return level.add('pad', { before: [0, start], after: [0, 4 - width - start] }, [choose.of([piece, worked])], ROWS);
  });
  if (choose.below(6) === 0) padded.pop();
  while (padded.length > 1) {
    const [left] = padded.splice(choose.below(padded.length), 1);
    const [right] = padded.splice(choose.below(padded.length), 1);
    padded.push(level.add('add', {}, [left, right], ROWS));
  }
  clipped(level, padded[0]);
}

/** A matrix of the step times another, in one of the four transpositions: [4, 4] or [2, 2]. */
function growth(level: Level, shape: Shape): Variable {
  const { choose } = level;
  const [a, b] = [level.pick(ROWS), level.pick(ROWS)];
  const swap = (atom: Variable): Variable => level.add('transpose', { axes: [1, 0] }, [atom], [4, 2]);
  if (shape[0] === 4) {
    return choose.below(2) === 0
      ? level.add('matmul', matmulParams(true, false), [a, b], WEIGHT)
      : level.add('matmul', matmulParams(true, true), [a, swap(b)], WEIGHT);
  }
  return choose.below(2) === 0
    ? level.add('matmul', matmulParams(false, true), [a, b], [2, 2])
    : level.add('matmul', matmulParams(false, false), [a, swap(b)], [2, 2]);
}

function addScan(outer: Level, tripCounts: readonly Atom[], depth: number): Variable[] {
  const { choose } = outer;
  const states = choose.below(3);
  const growing = Array.from({ length: choose.below(4) }, () => choose.of([WEIGHT, [2, 2], ROWS, VECTOR]));
  const fixed = choose.below(2);
  const stacked: Shape = [TIME, ...ROWS];
  const sequences = Array.from({ length: 1 + choose.below(3) }, () => {
    if (choose.below(5) > 0) return outer.pick(stacked);
    return outer.add('broadcast', { shape: stacked }, [choose.of([outer.pick(ROWS), outer.pick([])])], stacked);
  });
  const invariants: Shape[] = [WEIGHT, WEIGHT, VECTOR, [], ROWS];
  const carries = [...Array.from({ length: states + fixed }, () => ROWS), ...growing];
  const level = createLevel(choose, [...carries, ...sequences.map(() => ROWS), ...invariants]);
  // A growing carry is not read but where it grows.
  for (const input of level.inputs.slice(states + fixed, carries.length)) level.values.splice(level.values.indexOf(input), 1);

  for (let count = 2 + choose.below(9); count > 0; count--) choose.of(steps)(level);
  if (depth < 2 && choose.below(3) === 0) addNested(level, tripCounts, depth);
  const grown = growing.map((shape, index) => {
    const carry = level.inputs[states + fixed + index];
    const isMatrix = sameShape(shape, WEIGHT) || sameShape(shape, [2, 2]);
    const term = isMatrix ? growth(level, shape) : sameShape(shape, VECTOR) ? level.add('sum', { axes: [0] }, [level.pick(ROWS)], VECTOR) : level.pick(ROWS);
    const second = choose.below(4) === 0 ? level.add('neg', {}, [term], shape) : undefined;
    const total = second ? level.add('add', {}, [term, choose.below(2) === 0 ? second : term], shape) : term;
    const next = level.add('add', {}, choose.below(2) === 0 ? [carry, total] : [total, carry], shape);
    level.values.pop();
    return next;
  });
  const kept = level.inputs.slice(states, states + fixed);
  const product = level.add('matmul', matmulParams(false, false), [level.pick(ROWS), level.pick(WEIGHT)], ROWS);
  const ends = choose.of([product, level.add('neg', {}, [product], ROWS), level.pick(ROWS)]);
  const outputs = [...Array.from({ length: states }, () => level.pick(ROWS)), ...kept, ...grown, ends, level.pick(ROWS), level.pick(ROWS)];

  const body: Program = { inputs: level.inputs, equations: level.equations, outputs };
  const params = { body, carries: carries.length, sequences: sequences.length, capacity: TIME, reverse: choose.below(2) === 0 };
  const initial = carries.map((shape) => (choose.below(3) > 0 ? outer.add('broadcast', { shape }, [number(0)], shape) : pickOr(outer, shape)));
  const operands = [choose.of(tripCounts), ...initial, ...sequences, ...invariants.map((shape) => outer.pick(shape))];
  const results = outputs.map(({ type }, index) => fresh({ ...type, shape: index < carries.length ? type.shape : [TIME, ...type.shape] }));
  outer.equations.push({ primitive: 'scan', params, inputs: operands, outputs: results });
  outer.values.push(...results.slice(carries.length));
  // Sums may be large by now: they are returned, not read.
  return results;
}

function pickOr(level: Level, shape: Shape): Variable {
  return level.values.some(({ type }) => sameShape(type.shape, shape)) ? level.pick(shape) : level.add('broadcast', { shape }, [number(1)], shape);
}

/** A loop in a loop, or in a call in a loop, over inputs made of the outer step's values. */
function addNested(level: Level, tripCounts: readonly Atom[], depth: number): void {
  const literals = tripCounts.filter(({ kind }) => kind === 'literal');
  const sequence = level.add('broadcast', { shape: [TIME, ...ROWS] }, [level.pick(ROWS)], [TIME, ...ROWS]);
  if (level.choose.below(2) === 0) {
    const results = addScan(level, literals, depth + 1);
    clipped(level, level.add('sum', { axes: [0] }, [results[results.length - 1]], ROWS));
    return;
  }
  const shapes: Shape[] = [[TIME, ...ROWS], ROWS, WEIGHT, VECTOR, []];
  const inner = createLevel(level.choose, shapes);
  const results = addScan(inner, literals, depth + 1);
  const body: Program = { inputs: inner.inputs, equations: inner.equations, outputs: [results[results.length - 1]] };
  const inputs = [sequence, ...shapes.slice(1).map((shape) => level.pick(shape))];
  const outputs = body.outputs.map(({ type }) => fresh(type));
  level.equations.push({ primitive: 'call', params: { body, backward: undefined }, inputs, outputs });
  clipped(level, level.add('sum', { axes: [0] }, [outputs[0]], ROWS));
}

function buildProgram(choose: Chooser): Program {
  const level = createLevel(choose, [[TIME, ...ROWS], [TIME, ...ROWS], ROWS, ROWS, WEIGHT, WEIGHT, VECTOR, []]);
  const tripCount = fresh({ shape: [], dtype: 'int32' });
  const tripCounts = [literal(TIME, 'int32'), literal(TIME, 'int32'), tripCount, literal(choose.below(TIME), 'int32')];
  const results = Array.from({ length: 1 + choose.below(3) }, () => addScan(level, tripCounts, 0)).flat();
  const sums = results.flatMap((result) => (sameShape(result.type.shape, ROWS) && choose.below(2) === 0 ? [level.add('sum', { axes: [0] }, [result], VECTOR)] : []));
  return { inputs: [...level.inputs, tripCount], equations: level.equations, outputs: [...results, ...sums] };
}
