import fc from 'fast-check';
import type { DType } from '../dtype.js';
import { dtypes, isFloat, roundTo } from '../dtype.js';
import { tensor } from '../operations/create.js';
import type { PrimitiveName } from '../primitives/index.js';
import { primitives, resultTypes } from '../primitives/index.js';
import type { Atom, Equation, Program, Variable } from '../program.js';
import { randomBits, randomKey } from '../random/key.js';
import type { Shape, ValueType } from '../shape.js';
import { sameShape, sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';

/** Any well formed Program: every primitive, dtype and special number, sizes from 0 to 3, loops in loops. */
export const randomProgram: fc.Arbitrary<Program> = choices().map((numbers) => buildProgram(new Choices(numbers)));

/** The parameters and operands of a scan, its body a random Program. */
export interface RandomScan {
  readonly body: Program;
  readonly carries: readonly ValueType[];
  readonly sequences: readonly ValueType[];
  readonly invariants: readonly ValueType[];
  readonly capacity: number;
  readonly tripCount: number;
  readonly reverse: boolean;
}

export const randomScan: fc.Arbitrary<RandomScan> = choices().map((numbers) => {
  const choose = new Choices(numbers);
  const capacity = choose.below(5);
  const tripCount = capacity - choose.below(capacity + 1);
  const reverse = choose.below(2) === 1;
  const types = (count: number): ValueType[] => Array.from({ length: count }, () => randomType(choose));
  const [carries, slices, invariants] = [types(1 + choose.below(2)), types(choose.below(3)), types(choose.below(2))];
  const sequences = slices.map(({ shape, dtype }) => ({ shape: [capacity, ...shape], dtype }));
  const body = buildBody(choose, [...carries, ...slices, ...invariants], carries, 1);
  return { body, carries, sequences, invariants, capacity, tripCount, reverse };
});

/** Elements for an input: ordinary numbers and every special one. */
export function randomValue(seed: number, { shape, dtype }: ValueType): Tensor {
  const words = randomBits(randomKey(seed), sizeOf(shape));
  return tensor(Array.from(words, (word) => element(dtype, word)), { shape, dtype });
}

export function randomValues(seed: number, types: readonly ValueType[]): Tensor[] {
  return types.map((type, index) => randomValue(seed * 64 + index, type));
}

const specials = [0, -0, 1, -1, 0.5, NaN, Infinity, -Infinity, 1e-45, -1e-39, 3.4028235e38, 2147483648, -2147483648, 4294967295];

function element(dtype: DType, word: number): number {
  const value = word % 4 === 0 ? specials[(word >>> 2) % specials.length] : (word >>> 8) / 2 ** 22 - 2;
  return roundTo(dtype, isFloat(dtype) || dtype === 'bool' ? value : value * 4);
}

function choices(): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(65535), { maxLength: 250, size: 'max' });
}

/** Decisions read off a list of numbers, so that a shorter list, which is what fast-check tries, is a smaller Program. */
class Choices {
  private position = 0;

  constructor(private readonly numbers: readonly number[]) {}

  get done(): boolean {
    return this.position >= this.numbers.length;
  }

  below(limit: number): number {
    return limit > 0 ? (this.numbers[this.position++] ?? 0) % limit : 0;
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }
}

/** Few shapes, so that operands fit each other. */
const shapes: readonly Shape[] = [[], [3], [2, 3], [3, 3], [2], [2, 2, 3], [3], [2, 3], [1, 3], [2, 0]];

function randomType(choose: Choices): ValueType {
  return { shape: choose.of(shapes), dtype: choose.of(['float32', 'float32', 'float32', ...dtypes]) };
}

function buildProgram(choose: Choices): Program {
  const builder = new Builder(choose, Array.from({ length: 1 + choose.below(4) }, () => randomType(choose)), 0);
  const outputs: Atom[] = [builder.literal('float32')];
  while (!choose.done) {
    builder.step();
    if (choose.below(2) === 0) outputs.push(builder.variables[builder.variables.length - 1]);
  }
  return builder.program(outputs);
}

/** A body with the given inputs that returns something of each carry's type, and at times more. */
function buildBody(choose: Choices, inputs: readonly ValueType[], carries: readonly ValueType[], depth: number): Program {
  const builder = new Builder(choose, inputs, depth);
  for (let steps = choose.below(12); steps > 0 && !choose.done; steps--) builder.step();
  const next = carries.map((type) => builder.pick((other) => other.dtype === type.dtype && sameShape(other.shape, type.shape)) as Variable);
  const extra = Array.from({ length: choose.below(3) }, () => builder.pick(() => true) as Variable);
  return builder.program([...next, ...extra]);
}

class Builder {
  readonly variables: Variable[];
  private readonly inputs: readonly Variable[];
  private readonly equations: Equation[] = [];

  constructor(
    readonly choose: Choices,
    inputs: readonly ValueType[],
    readonly depth: number,
  ) {
    this.inputs = inputs.map((type) => ({ kind: 'variable', type }));
    this.variables = [...this.inputs];
  }

  program(outputs: readonly Atom[]): Program {
    return { inputs: this.inputs, equations: this.equations, outputs };
  }

  /** Adds one primitive, if its operands are there. */
  step(): void {
    steps[this.choose.of(Object.keys(primitives) as PrimitiveName[])](this);
  }

  /** One of the variables that fit, a late one more often than an early one. */
  pick(fits: (type: ValueType) => boolean): Variable | undefined {
    const fitting = this.variables.filter(({ type }) => fits(type));
    const back = Math.min(this.choose.below(fitting.length), this.choose.below(fitting.length));
    return fitting[fitting.length - 1 - back];
  }

  literal(dtype: DType): Atom {
    return { kind: 'literal', type: { shape: [], dtype }, value: element(dtype, this.choose.below(65536) * 65537) };
  }

  /** An operand beside `other` in an elementwise primitive: of its type, or a scalar. */
  beside(other: Variable): Atom {
    const { shape, dtype } = other.type;
    const found = this.pick((type) => type.dtype === dtype && (type.shape.length === 0 || sameShape(type.shape, shape)));
    return this.choose.below(4) === 0 ? this.literal(dtype) : (found ?? other);
  }

  add(primitive: PrimitiveName, params: object, inputs: readonly Atom[]): Variable | undefined {
    const types = resultTypes(primitive, inputs.map((atom) => atom.type), params);
    if (types.some(({ shape }) => sizeOf(shape) > 100)) return undefined;
    const outputs = types.map((type): Variable => ({ kind: 'variable', type }));
    this.equations.push({ primitive, params: params as Record<string, unknown>, inputs, outputs });
    this.variables.push(...outputs);
    return outputs[0];
  }
}

type Step = (builder: Builder) => void;

const numeric = ({ dtype }: ValueType): boolean => dtype !== 'bool';
const float = ({ dtype }: ValueType): boolean => isFloat(dtype);
const bits = ({ dtype }: ValueType): boolean => !isFloat(dtype);
const integer = (type: ValueType): boolean => numeric(type) && bits(type);
const any = (): boolean => true;

/** One operand of a kind, parameters made for it. */
function one(name: PrimitiveName, fits: (type: ValueType) => boolean, params: (type: ValueType, choose: Choices) => object = () => ({})): Step {
  return (builder) => {
    const a = builder.pick(fits);
    if (a) builder.add(name, params(a.type, builder.choose), [a]);
  };
}

function two(name: PrimitiveName, fits: (type: ValueType) => boolean): Step {
  return (builder) => {
    const a = builder.pick(fits);
    if (a) builder.add(name, {}, builder.choose.below(2) === 0 ? [a, builder.beside(a)] : [builder.beside(a), a]);
  };
}

const someAxes = (type: ValueType, choose: Choices): { axes: number[] } => ({
  axes: type.shape.map((_, axis) => axis).filter(() => choose.below(2) === 0),
});

function rows(builder: Builder, table: Variable): Variable | undefined {
  return builder.add('iota', { shape: [table.type.shape[0] - builder.choose.below(table.type.shape[0])] }, []);
}

const steps: Readonly<Record<PrimitiveName, Step>> = {
  add: two('add', numeric),
  sub: two('sub', numeric),
  mul: two('mul', numeric),
  div: two('div', float),
  maximum: two('maximum', numeric),
  equal: two('equal', any),
  greater: two('greater', numeric),
  greaterEqual: two('greaterEqual', numeric),
  minimum: two('minimum', numeric),
  and: two('and', bits),
  or: two('or', bits),
  xor: two('xor', bits),
  not: one('not', bits),
  shiftLeft: one('shiftLeft', integer, (_, choose) => ({ distance: choose.below(32) })),
  shiftRight: one('shiftRight', integer, (_, choose) => ({ distance: choose.below(32) })),
  abs: one('abs', numeric),
  erf: one('erf', float),
  exp: one('exp', float),
  log: one('log', float),
  tanh: one('tanh', float),
  sigmoid: one('sigmoid', float),
  sqrt: one('sqrt', float),
  neg: one('neg', numeric),
  stopGradient: one('stopGradient', any),
  cast: one('cast', any, (_, choose) => ({ dtype: choose.of(dtypes) })),
  broadcast: one('broadcast', any, ({ shape }, choose) => ({
    shape: [...(choose.below(2) === 0 ? [1 + choose.below(2)] : []), ...shape.map((size) => (size === 1 ? 1 + choose.below(3) : size))],
  })),
  reshape: one('reshape', any, ({ shape }, choose) => ({ shape: choose.of([[sizeOf(shape)], [1, ...shape], [...shape, 1]]) })),
  transpose: one('transpose', any, ({ shape }, choose) => {
    const axes = shape.map((_, axis) => axis);
    return { axes: choose.below(2) === 0 ? axes.reverse() : [...axes.slice(1), ...axes.slice(0, 1)] };
  }),
  reverse: one('reverse', any, someAxes),
  pad: one('pad', any, ({ shape }, choose) => ({ before: shape.map(() => choose.below(2)), after: shape.map(() => choose.below(2)) })),
  slice: one('slice', any, ({ shape }, choose) => {
    const starts = shape.map((size) => choose.below(size));
    return { starts, ends: shape.map((size, axis) => size - choose.below(size - starts[axis])) };
  }),
  sum: one('sum', numeric, someAxes),
  max: one('max', (type) => numeric(type) && !type.shape.includes(0), someAxes),
  min: one('min', (type) => numeric(type) && !type.shape.includes(0), someAxes),
  cumulativeSum: one('cumulativeSum', (type) => numeric(type) && type.shape.length > 0, ({ shape }, choose) => ({
    axis: choose.below(shape.length),
    reverse: choose.below(2) === 0,
  })),
  iota: (builder) => builder.add('iota', { shape: randomType(builder.choose).shape }, []),
  select: (builder) => {
    const condition = builder.pick(({ dtype }) => dtype === 'bool');
    const a = condition && builder.pick(({ shape }) => shape.length === 0 || sameShape(shape, condition.type.shape));
    if (a) builder.add('select', {}, [condition, a, a.type.shape.length === 0 ? builder.literal(a.type.dtype) : builder.beside(a)]);
  },
  concat: (builder) => {
    const a = builder.pick(({ shape }) => shape.length > 0);
    if (!a) return;
    const b = builder.pick(({ shape, dtype }) => dtype === a.type.dtype && shape.length > 0 && sameShape(shape.slice(1), a.type.shape.slice(1)));
    builder.add('concat', { axis: 0 }, [a, b ?? a, a]);
  },
  matmul: (builder) => {
    const a = builder.pick((type) => float(type) && type.shape.length >= 2);
    const transposeA = builder.choose.below(2) === 0;
    if (a) builder.add('matmul', { transposeA, transposeB: !transposeA }, [a, a]);
  },
  gather: (builder) => {
    const table = builder.pick(({ shape }) => shape.length > 0);
    const indices = table && rows(builder, table);
    if (indices) builder.add('gather', {}, [table, indices]);
  },
  scatterAdd: (builder) => {
    const values = builder.pick((type) => numeric(type) && type.shape.length > 0);
    if (!values) return;
    const [length] = values.type.shape;
    const indices = builder.add('iota', { shape: [length] }, []);
    if (indices) builder.add('scatterAdd', { rows: length + builder.choose.below(2) }, [indices, values]);
  },
  scan: (builder) => {
    const { choose, depth } = builder;
    const sequence = builder.pick(({ shape }) => shape.length > 0);
    if (!sequence || depth > 1) return;
    const carry = builder.pick(any) as Variable;
    const invariant = builder.pick(any) as Variable;
    const [capacity, ...slice] = sequence.type.shape;
    const steps = capacity - choose.below(capacity + 1);
    const reverse = choose.below(2) === 1;
    const types = [carry.type, { shape: slice, dtype: sequence.type.dtype }, invariant.type];
    const body = buildBody(choose, types, [carry.type], depth + 1);
    const tripCount: Atom = { kind: 'literal', type: { shape: [], dtype: 'int32' }, value: steps };
    builder.add('scan', { body, carries: 1, sequences: 1, capacity, reverse }, [tripCount, carry, sequence, invariant]);
  },
  call: (builder) => {
    const { choose, depth } = builder;
    if (depth > 1) return;
    const operands = [builder.pick(any) as Variable, builder.pick(any) as Variable];
    const types = operands.map(({ type }) => type);
    const body = buildBody(choose, types, types.slice(0, 1), depth + 1);
    const results = body.outputs.map(({ type }) => type);
    const backward = buildBody(choose, [...types, ...results, ...results], types.slice(0, 1), depth + 1);
    const given = choose.below(2) === 0 ? undefined : { ...backward, outputs: backward.outputs.slice(0, 1) };
    builder.add('call', { body, backward: given }, operands);
  },
};
