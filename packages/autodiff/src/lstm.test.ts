import { describe, expect, test } from 'vitest';
import type { Tensor } from '@rekur/tensor';
import { add, scan, square, sum } from '@rekur/tensor';
import { grad, vjp } from './grad.js';
import { hessianVectorProduct, jvp } from './jvp.js';
import { rematScan } from './rematScan.js';
import { differences, directionOf, expectClose, inner, leavesOf } from './testing/directions.js';
import { lstmStep, lstmWeights, random } from './testing/lstm.js';

const [time, batch, input, hidden] = [7, 2, 3, 4];
const at = { ...lstmWeights(1, input, hidden), x: random(4, [time, batch, input]), h: random(5, [batch, hidden]), c: random(6, [batch, hidden]) };
const direction = directionOf(at, 10);

/** All states and the last cell. */
function run({ x, h, c, ...weights }: typeof at, loop: typeof scan, reverse: boolean): Tensor[] {
  const { carry, outputs } = loop(
    (state, [row]) => {
      const next = lstmStep(weights, row, state);
      return { carry: next, outputs: [next[0]] };
    },
    [h, c],
    [x],
    { reverse, tripCount: time - 1 },
  );
  return [outputs[0], carry[1]];
}

describe.each([
  ['scan', scan, false],
  ['scan in reverse', scan, true],
  ['rematScan', rematScan, false],
  ['rematScan in reverse', rematScan, true],
] as const)('an LSTM in %s', (_, loop, reverse) => {
  const f = (p: typeof at): Tensor[] => run(p, loop, reverse);
  const loss = (p: typeof at): Tensor => f(p).map((each) => sum(square(each))).reduce((total, each) => add(total, each));

  test('has tangents that agree with central differences, and with the pullback', () => {
    const { outputs, tangents } = jvp(f, at, direction);
    expectClose(tangents, differences(f, at, direction), 1e-8);
    const v = outputs.map((output, index) => random(20 + index, output.shape));
    expect(inner(v, tangents)).toBeCloseTo(inner(leavesOf(vjp(f, at).pullback(v)), leavesOf(direction)), 11);
  });

  test('has products with the Hessian that agree with central differences of the gradient', () => {
    const gradient = (p: typeof at): Tensor[] => leavesOf(grad(loss)(p));
    expectClose(leavesOf(hessianVectorProduct(loss)(at, direction)), differences(gradient, at, direction), 1e-8);
  });
});
