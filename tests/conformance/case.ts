import { grad } from '@rekur/autodiff';
import type { Engine, Tensor, ValueType } from '@rekur/tensor';
import { add, cast, interpreter, isFloat, mul, randomKey, sum, trace, uniform } from '@rekur/tensor';
import { expect } from 'vitest';
import { checkGradients } from '@rekur/autodiff';

export type Values = Readonly<Record<string, Tensor>>;

/** Something to compute, and where: a pure function of named tensors, which keeps the dtype of floats. */
export interface Case {
  readonly f: (values: Values) => Tensor;
  readonly at: Values;
  /** False where no gradient flows. Default true. */
  readonly differentiable?: boolean;
}

/** float32 numbers away from 0 and from each other, so that neither kinks nor poles are hit. */
export function numbers(seed: number, shape: readonly number[], { min = 0.5, max = 1.5 } = {}): Tensor {
  return uniform(randomKey(seed), shape, { min, max });
}

/** `f` as a Program, run by `engine`. */
export function onEngine(engine: Engine, f: (values: Values) => readonly Tensor[], at: Values): Tensor[] {
  const names = Object.keys(at);
  const named = (leaves: readonly Tensor[]): Values => Object.fromEntries(leaves.map((leaf, index) => [names[index], leaf]));
  const types: ValueType[] = Object.values(at).map(({ shape, dtype }) => ({ shape, dtype }));
  const { program, captured } = trace((...leaves) => f(named(leaves)), types);
  return engine.prepare(program)([...Object.values(at), ...captured]);
}

/** Shape, dtype and every bit; −0 is not 0, one NaN is another. */
export function expectSameBits(given: Tensor, expected: Tensor): void {
  const whole = ({ shape, dtype, data }: Tensor): unknown => ({ shape, dtype, data });
  expect(whole(given)).toEqual(whole(expected));
}

const doubled = (at: Values): Values =>
  Object.fromEntries(Object.entries(at).map(([name, value]) => [name, isFloat(value.dtype) ? cast(value, 'float64') : value]));

/**
 * The engine's float32 result has the reference's bits, and lies where float64 says. An engine that runs Programs as they are traced
 * also has the bits of the same operations done at once.
 */
export function checkValues(engine: Engine, { f, at }: Case, reference: Engine = interpreter): void {
  const [given] = onEngine(engine, (values) => [f(values)], at);
  expectSameBits(given, onEngine(reference, (values) => [f(values)], at)[0]);
  if (reference === interpreter) expectSameBits(given, f(at));
  if (!isFloat(given.dtype)) return;
  expectNear(given, f(doubled(at)), 1e-5);
}

/** Every element within `tolerance` of the greatest. */
export function expectNear(given: Tensor, exact: Tensor, tolerance: number): void {
  expect(given.shape).toEqual(exact.shape);
  const scale = Math.max(1e-30, ...Array.from(exact.data, Math.abs));
  const worst = Math.max(0, ...Array.from(exact.data, (value, index) => Math.abs(given.data[index] - value) / scale));
  expect(worst).toBeLessThanOrEqual(tolerance);
}

/** Every element of the result counts, each differently, so that no two can be exchanged. */
export function weighted(x: Tensor): Tensor {
  const weights = cast(numbers(x.size + 99, x.shape), x.dtype);
  return sum(mul(x, weights));
}

/**
 * The engine's float32 gradients have the reference's bits and lie where float64 says, which in turn agrees with central
 * differences.
 */
export function checkGradient(engine: Engine, { f, at }: Case, reference: Engine = interpreter): void {
  const active = Object.fromEntries(Object.entries(at).filter(([, value]) => isFloat(value.dtype)));
  const fixed = Object.fromEntries(Object.entries(at).filter(([, value]) => !isFloat(value.dtype)));
  const objective = (values: Values): Tensor => weighted(f({ ...values, ...fixed }));
  const gradients = (values: Values): Tensor[] => Object.values(grad(objective)(values));
  const given = onEngine(engine, gradients, active);
  const expected = onEngine(reference, gradients, active);
  const exact = gradients(doubled(active));
  given.forEach((each, index) => {
    expectSameBits(each, expected[index]);
    expectNear(each, exact[index], 5e-5);
  });
  expect(checkGradients(objective, active, { tolerance: 1e-6 })).toMatchObject({ agrees: true });
}

/** a·x + b·y, element by element. */
export function combine(a: number, x: Tensor, b: number, y: Tensor): Tensor {
  return add(mul(x, a), mul(y, b));
}
