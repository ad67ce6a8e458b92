import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, literal } from '../apply.js';
import { applyProgram } from '../evaluate.js';
import { interpreter } from '../engine.js';
import type { Tensor } from '../tensor.js';
import { unevenTensor, whole } from '../testing/bits.js';
import { type RandomScan, randomScan, randomValues } from '../testing/randomProgram.js';
import { refusal } from '../testing/refusal.js';
import { trace } from '../trace.js';
import { tensor, zeros } from './create.js';
import { add, mul, neg, tanh } from './elementwise.js';
import { matmul } from './linear.js';
import { reshape, slice, stack } from './movement.js';
import { sum } from './reduce.js';
import { scan } from './scan.js';

const int = (value: number): Tensor => tensor(value, { dtype: 'int32' });
const values = (tensors: readonly Tensor[]): unknown[] => tensors.map((value) => value.toArray());

/** Adds the per-step inputs up and shows every partial sum. */
const running = ([total]: Tensor[], [x]: Tensor[]): { carry: Tensor[]; outputs: Tensor[] } => {
  const next = add(total, x);
  return { carry: [next], outputs: [next] };
};
const numbers = tensor([1, 10, 100, 1000]);
const run = (options = {}): unknown[] => {
  const { carry, outputs } = scan(running, [tensor(0)], [numbers], options);
  return values([...carry, ...outputs]);
};

describe('scan', () => {
  test('hands carries from step to step and stacks per-step outputs', () => {
    expect(run()).toEqual([1111, [1, 11, 111, 1111]]);
  });

  test('in reverse goes from the last step to the first; outputs lie at their steps', () => {
    expect(run({ reverse: true })).toEqual([1111, [1111, 1110, 1100, 1000]]);
  });

  test('runs fewer steps than there is room for; the others are zero in the outputs', () => {
    expect(run({ tripCount: 2 })).toEqual([11, [1, 11, 0, 0]]);
    expect(run({ tripCount: int(3) })).toEqual([111, [1, 11, 111, 0]]);
    expect(run({ tripCount: 4 })).toEqual(run());
  });

  test('in reverse with fewer steps starts at the last one that runs', () => {
    expect(run({ tripCount: 2, reverse: true })).toEqual([11, [11, 10, 0, 0]]);
  });

  test('without a step returns the carries as they were', () => {
    expect(run({ tripCount: 0 })).toEqual([0, [0, 0, 0, 0]]);
    expect(values(scan(running, [tensor(5)], [zeros([0])]).carry)).toEqual([5]);
  });

  test('needs no per-step inputs', () => {
    const { carry, outputs } = scan(([x]) => ({ carry: [mul(x, 2)], outputs: [x] }), [tensor(1)], [], { steps: 4 });
    expect(values([...carry, ...outputs])).toEqual([16, [1, 2, 4, 8]]);
  });

  test('needs no carries and no outputs', () => {
    expect(values(scan((_, [x]) => ({ carry: [], outputs: [neg(x)] }), [], [numbers]).outputs)).toEqual([[-1, -10, -100, -1000]]);
    expect(scan(() => ({ carry: [] }), [], [numbers])).toEqual({ carry: [], outputs: [] });
  });

  test('keeps carries apart that swap, repeat or stay', () => {
    const swap = scan(([a, b]) => ({ carry: [b, a] }), [tensor(1), tensor(2)], [], { steps: 3 });
    expect(values(swap.carry)).toEqual([2, 1]);
    const fibonacci = scan(([a, b]) => ({ carry: [b, add(a, b)], outputs: [a] }), [tensor(0), tensor(1)], [], { steps: 8 });
    expect(values(fibonacci.outputs)).toEqual([[0, 1, 1, 2, 3, 5, 8, 13]]);
    const rotate = scan(([a, b, c]) => ({ carry: [b, c, a], outputs: [c, c] }), [tensor(1), tensor(2), tensor(3)], [], { steps: 4 });
    expect(values([...rotate.carry, ...rotate.outputs])).toEqual([2, 3, 1, [3, 1, 2, 3], [3, 1, 2, 3]]);
    const copy = scan(([a]) => ({ carry: [a, a].slice(0, 1), outputs: [a] }), [tensor([1, 2])], [], { steps: 2 });
    expect(values([...copy.carry, ...copy.outputs])).toEqual([[1, 2], [[1, 2], [1, 2]]]);
  });

  test('hands per-step inputs and invariants through to carries and outputs', () => {
    const w = tensor([7, 8]);
    const { carry, outputs } = scan((_, [x]) => ({ carry: [x], outputs: [w, x] }), [tensor([0, 0])], [tensor([[1, 2], [3, 4]])]);
    expect(values([...carry, ...outputs])).toEqual([[3, 4], [[7, 8], [7, 8]], [[1, 2], [3, 4]]]);
  });

  test('leaves its operands as they were', () => {
    const [start, x] = [tensor([1, 2]), tensor([[3, 4], [5, 6]])];
    scan(([a], [b]) => ({ carry: [mul(a, b)] }), [start], [x]);
    expect(values([start, x])).toEqual([[1, 2], [[3, 4], [5, 6]]]);
  });

  test('captures tensors from outside as invariants, concrete and traced, each once', () => {
    const w = tensor([1, 2]);
    const { program, captured } = trace(
      (x, u) => scan(([c], [t]) => ({ carry: [add(mul(c, w), mul(u, add(t, w)))] }), [u], [x]).carry,
      [{ shape: [3, 2], dtype: 'float32' }, { shape: [2], dtype: 'float32' }],
    );
    expect([captured.length, captured[0] === w]).toEqual([1, true]);
    const [{ params, inputs }] = program.equations;
    expect([params.carries, params.sequences, inputs.length]).toEqual([1, 1, 5]);
  });

  test('holds another scan', () => {
    const table = tensor([[1, 2, 3], [4, 5, 6]]);
    const { carry, outputs } = scan(([total], [row]) => {
      const inner = scan(([product], [x]) => ({ carry: [mul(product, add(x, total))] }), [tensor(1)], [row]);
      return { carry: [add(total, 1)], outputs: [inner.carry[0]] };
    }, [tensor(0)], [table]);
    expect(values([...carry, ...outputs])).toEqual([2, [6, 5 * 6 * 7]]);
  });

  test('has a trip count that a loop around it computes', () => {
    const { outputs } = scan(([count]) => {
      const inner = scan(([n]) => ({ carry: [add(n, 2)] }), [tensor(0)], [], { steps: 3, tripCount: count });
      return { carry: [add(count, 1)], outputs: inner.carry };
    }, [int(0)], [], { steps: 4 });
    expect(values(outputs)).toEqual([[0, 2, 4, 6]]);
  });
});

describe('scan is the unrolled loop, bit for bit', () => {
  test('for an Elman network', () => {
    const [x, w, u, h] = [unevenTensor(1, [6, 2, 3]), unevenTensor(2, [3, 4]), unevenTensor(3, [4, 4]), zeros([2, 4])];
    const step = (state: Tensor, input: Tensor): Tensor => tanh(add(matmul(input, w), matmul(state, u)));
    const states = [h];
    for (let t = 0; t < 6; t++) states.push(step(states[t], reshape(slice(x, 0, t, t + 1), [2, 3])));
    const { carry, outputs } = scan(([state], [input]) => {
      const next = step(state, input);
      return { carry: [next], outputs: [next] };
    }, [h], [x]);
    expect(whole(carry[0])).toEqual(whole(states[6]));
    expect(whole(outputs[0])).toEqual(whole(stack(states.slice(1))));
  });

  test('for any body, direction and trip count, eager and as a Program', () => {
    fc.assert(
      fc.property(randomScan, fc.nat(1000), (random, seed) => {
        const { body, carries, sequences, invariants, capacity, tripCount, reverse } = random;
        const operands = randomValues(seed, [...carries, ...sequences, ...invariants]);
        const params = { body, carries: carries.length, sequences: sequences.length, capacity, reverse };
        const expected = unrolled(random, operands).map(whole);
        expect(apply('scan', params, [literal(tripCount, 'int32'), ...operands]).map(whole)).toEqual(expected);
        const { program } = trace((count, ...rest) => apply('scan', params, [count, ...rest]), [int(0), ...operands]);
        expect(interpreter.prepare(program)([int(tripCount), ...operands]).map(whole)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

function unrolled({ body, carries, sequences, capacity, tripCount, reverse }: RandomScan, operands: readonly Tensor[]): Tensor[] {
  let state = operands.slice(0, carries.length);
  const inputs = operands.slice(carries.length, carries.length + sequences.length);
  const invariants = operands.slice(carries.length + sequences.length);
  const extra = body.outputs.slice(carries.length);
  const rows = extra.map(({ type }) => Array.from({ length: capacity }, () => zeros(type.shape, type.dtype)));
  for (let index = 0; index < tripCount; index++) {
    const t = reverse ? tripCount - 1 - index : index;
    const slices = inputs.map((input) => reshape(slice(input, 0, t, t + 1), input.shape.slice(1)));
    const results = applyProgram(body, [...state, ...slices, ...invariants]) as Tensor[];
    state = results.slice(0, carries.length);
    results.slice(carries.length).forEach((result, output) => (rows[output][t] = result));
  }
  return [...state, ...rows.map((row, index) => (capacity > 0 ? stack(row) : zeros([0, ...extra[index].type.shape], extra[index].type.dtype)))];
}

describe('scan refuses', () => {
  const step = ([c]: Tensor[], [x]: Tensor[]): { carry: Tensor[] } => ({ carry: [add(c, x)] });

  test('a carry that changes its type', () => {
    const form = (given: string, expected: string): string =>
      `ShapeError: scan: carry changes its type: step returns [${given}]; [${expected}] is expected, as it went in`;
    expect(refusal(() => scan(step, [zeros([])], [zeros([3, 2])]))).toBe(form('float32[2]', 'float32[]'));
    expect(refusal(() => scan(() => ({ carry: [] }), [zeros([])], [zeros([3])]))).toBe(form('', 'float32[]'));
    expect(refusal(() => scan(([c]) => ({ carry: [sum(c), c] }), [zeros([2])], [], { steps: 1 }))).toBe(form('float32[], float32[2]', 'float32[2]'));
  });

  test('per-step inputs that differ in length, or have none', () => {
    expect(refusal(() => scan((_, [x]) => ({ carry: [], outputs: [x] }), [], [zeros([3]), zeros([4, 2])]))).toBe(
      'ShapeError: scan: per-step inputs differ in length: per-step input 1 is float32[4, 2], capacity is 3; the first axis of each must be the capacity',
    );
    expect(refusal(() => scan(step, [zeros([])], [zeros([3]), zeros([])]))).toBe(
      'ShapeError: scan: per-step input has no steps: per-step input 1 is float32[]; its first axis must be time',
    );
  });

  test('a number of steps that is missing, differs or is no number of steps', () => {
    expect(refusal(() => scan(step, [zeros([])], []))).toBe(
      'ShapeError: scan: length unknown: no per-step inputs and no steps; one of them is expected; pass { steps }',
    );
    expect(refusal(() => scan(step, [zeros([])], [zeros([3])], { steps: 4 }))).toBe(
      'ShapeError: scan: lengths differ: steps is 4, per-step input 0 is float32[3]; the first axis must have as many steps; tripCount runs fewer of them',
    );
    expect(refusal(() => scan(([c]) => ({ carry: [c] }), [zeros([])], [], { steps: 2.5, tripCount: 1 }))).toBe(
      'ShapeError: scan: not a shape: [2.5]; a shape is an array of whole numbers, each 0 or more',
    );
  });

  test('a trip count out of range, at once where it is a number, else when it runs', () => {
    const form = (count: number): string => `ValueError: scan: trip count out of range: ${count} steps; 0 to 4 steps are expected`;
    expect(refusal(() => run({ tripCount: 5 }))).toBe(form(5));
    expect(refusal(() => run({ tripCount: -1 }))).toBe(form(-1));
    expect(refusal(() => run({ tripCount: 1.5 }))).toBe(form(1.5));
    expect(refusal(() => run({ tripCount: int(5) }))).toBe('ValueError: scan: trip count out of range: 5 steps; 0 to 4 steps fit the per-step inputs');
    expect(refusal(() => run({ tripCount: int(-1) }))).toBe('ValueError: scan: trip count out of range: -1 steps; 0 to 4 steps fit the per-step inputs');
    expect(refusal(() => run({ tripCount: tensor(2) }))).toBe('ShapeError: scan: bad trip count: the first operand is float32[]; an int32 scalar is expected');
    expect(refusal(() => run({ tripCount: tensor([2], { dtype: 'int32' }) }))).toBe(
      'ShapeError: scan: bad trip count: the first operand is int32[1]; an int32 scalar is expected',
    );
  });
});

test('a step that returns no carries is refused', () => {
  expect(refusal(() => scan((() => ({})) as never, [zeros([1])], [], { steps: 1 }))).toBe(
    'ShapeError: scan: step returns no carries: carry is undefined; an array of as many tensors as went in is expected',
  );
});
