import { oneHot, tensor } from '@rekur/tensor';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataError } from './error.js';
import { batches } from './batches.js';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ input: [index, -index], target: index }));

test('batches keeps the order, fills up the last batch with zeros and gives them weight 0', () => {
  const all = Array.from(batches(numbered(3), { batch: 2 }));
  expect(all.map(({ inputs }) => inputs.toArray())).toEqual([
    [[0, -0], [1, -1]],
    [[2, -2], [0, 0]],
  ]);
  expect(all.map(({ targets }) => targets.toArray())).toEqual([[0, 1], [2, 0]]);
  expect(all.map(({ weights }) => weights.toArray())).toEqual([[1, 1], [1, 0]]);
});

test('arrays become float32, Int32Array int32, tensors keep their type and shape', () => {
  const ids = batches([{ input: Int32Array.of(3, 1), target: tensor([[true], [false]]) }], { batch: 2 }).at(0);
  expect([ids.inputs.dtype, ids.inputs.shape, ids.targets.dtype, ids.targets.shape]).toEqual(['int32', [2, 2], 'bool', [2, 2, 1]]);
  const numbers = batches([{ input: Float64Array.of(0.1), target: 7 }], { batch: 1 }).at(0);
  expect([numbers.inputs.dtype, numbers.targets.dtype, numbers.targets.shape, numbers.weights.dtype]).toEqual([
    'float32',
    'float32',
    [1],
    'float32',
  ]);
  expect(numbers.inputs.data[0]).toBe(Math.fround(0.1));
});

test('a tensor that an operation computed is an example like any other', () => {
  const target = oneHot(tensor(1, { dtype: 'int32' }), 3);
  expect(batches([{ input: 0, target }], { batch: 1 }).at(0).targets.toArray()).toEqual([[0, 1, 0]]);
});

test('every example is in exactly one batch, shuffled or not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), fc.boolean(), fc.nat(), (count, batch, shuffle, seed) => {
      const made = batches(numbered(count), { batch, shuffle, seed });
      const seen: number[] = [];
      for (const { inputs, targets, weights } of made) {
        expect(inputs.shape).toEqual([batch, 2]);
        weights.data.forEach((weight, row) => {
          if (weight === 1) seen.push(targets.data[row]);
          expect(inputs.data[2 * row]).toBe(targets.data[row]);
        });
      }
      expect(made.length).toBe(Math.ceil(count / batch));
      expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
    }),
  );
});

test('the order depends on seed and epoch alone', () => {
  const order = (options: { seed?: number; epoch?: number }) =>
    Array.from(batches(numbered(50), { batch: 50, shuffle: true, ...options }).at(0).targets.data);
  expect(order({ seed: 1, epoch: 2 })).toEqual(order({ seed: 1, epoch: 2 }));
  expect(order({})).toEqual(order({ seed: 0, epoch: 0 }));
  expect(order({ seed: 1 })).not.toEqual(order({ seed: 2 }));
  expect(order({ seed: 1, epoch: 0 })).not.toEqual(order({ seed: 1, epoch: 1 }));
});

test('batches refuses no examples, and examples that differ in shape or dtype', () => {
  expect(() => batches([], { batch: 2 })).toThrow(new DataError('batches: no examples: 0 examples; at least 1 is expected'));
  expect(() => batches([{ input: [1], target: 0 }, { input: [1, 2], target: 0 }], { batch: 2 })).toThrow(
    new DataError(
      'batches: inputs differ in type: examples[0].input is float32[1], examples[1].input is float32[2]; ' +
        'all must be alike; cut or pad them to one shape, or let bucketBatches do it',
    ),
  );
  expect(() => batches([{ input: 1, target: [0] }, { input: 1, target: Int32Array.of(0) }], { batch: 2 })).toThrow(
    new DataError(
      'batches: targets differ in type: examples[0].target is float32[1], examples[1].target is int32[1]; ' +
        'all must be alike; cut or pad them to one shape',
    ),
  );
  expect(() => batches(numbered(3), { batch: -1 })).toThrow(
    new DataError('batches: batch is not a count: -1; a whole number of at least 1 is expected'),
  );
});

test('tensors of examples batch like the examples one by one', () => {
  const examples = numbered(5);
  const inputs = tensor(examples.map(({ input }) => input));
  const targets = tensor(examples.map(({ target }) => target));
  const options = { batch: 2, shuffle: true, seed: 3 };
  const shown = (given: Parameters<typeof batches>[0]) =>
    Array.from(batches(given, options), (each) => [each.inputs, each.targets, each.weights].map((value) => value.toArray()));
  expect(shown({ inputs, targets })).toEqual(shown(examples));
  expect(shown({ inputs, labels: targets })).toEqual(shown(examples));
});

test('epoch(index) gives the batches of any pass', () => {
  const all = (options: { epoch?: number }) => batches(numbered(50), { batch: 50, shuffle: true, seed: 1, ...options });
  const order = (given: Iterable<{ targets: { data: ArrayLike<number> } }>) => Array.from(given, ({ targets }) => Array.from(targets.data));
  expect(order(all({}).epoch(3))).toEqual(order(all({ epoch: 3 })));
  expect(order(all({ epoch: 3 }).epoch(0))).toEqual(order(all({})));
  expect(order(all({}).epoch(1))).not.toEqual(order(all({}).epoch(0)));
  expect(() => all({}).epoch(-1)).toThrow(new DataError('batches: epoch is not a count: -1; a whole number of at least 0 is expected'));
});

test('batches refuses tensors that count examples differently', () => {
  expect(() => batches({ inputs: tensor([[1], [2]]), labels: tensor([1]) }, { batch: 1 })).toThrow(
    new DataError(
      'batches: tensors differ in number of examples: inputs are float32[2, 1], targets are float32[1]; ' +
        'the first axis of all counts the examples',
    ),
  );
});

test('lengths of examples go into their batches, and rows of padding have length 1', () => {
  const inputs = tensor([[1, 2], [3, 0], [4, 5]]);
  const lengths = tensor(Int32Array.of(2, 1, 2));
  const all = batches({ inputs, targets: inputs, lengths }, { batch: 2 });
  expect(Array.from(all, (each) => [each.lengths?.dtype, each.lengths?.toArray()])).toEqual([['int32', [2, 1]], ['int32', [2, 1]]]);
  expect('lengths' in batches({ inputs, targets: inputs }, { batch: 2 }).at(0)).toBe(false);
});

test('a label is a class, int32', () => {
  const { targets } = batches([{ input: 1, label: 3 }], { batch: 2 }).at(0);
  expect([targets.dtype, targets.toArray()]).toEqual(['int32', [3, 0]]);
  expect(() => batches([{ input: 1, label: 0 }, { input: 1, label: 0.5 }], { batch: 2 })).toThrow(
    new DataError('batches: label is not a class: examples[1].label is 0.5; a whole number from 0 is expected'),
  );
});

test('nested arrays of numbers are one tensor, float32', () => {
  const { inputs } = batches([{ input: [[1, 2], [3, 4], [5, 6]], label: 0 }], { batch: 1 }).at(0);
  expect([inputs.dtype, inputs.toArray()]).toEqual(['float32', [[[1, 2], [3, 4], [5, 6]]]]);
});

test('what is no tensor is refused by its name, and so are lengths that do not fit', () => {
  const expected = 'a tensor is expected, or numbers where examples are listed one by one';
  expect(() => batches([{ input: 'text' as never, label: 0 }], { batch: 1 })).toThrow(
    new DataError(`batches: not a tensor: examples[0].input is of type string; ${expected}`),
  );
  expect(() => batches([{ input: 1 } as never], { batch: 1 })).toThrow(
    new DataError(`batches: not a tensor: examples[0].target is of type undefined; ${expected}`),
  );
  const inputs = tensor([[1, 2], [3, 0]]);
  expect(() => batches({ inputs, labels: [0, 1] as never }, { batch: 1 })).toThrow(new DataError(`batches: not a tensor: targets is an array; ${expected}`));
  expect(() => batches({ inputs, targets: inputs, lengths: tensor([1, 2]) }, { batch: 1 })).toThrow(
    new DataError('batches: lengths do not fit: lengths are float32[2], inputs are float32[2, 2]; int32 [examples] is expected, of inputs [examples, time, …]'),
  );
  expect(() => batches({ inputs, targets: inputs, lengths: tensor(Int32Array.of(2, 3)) }, { batch: 1 })).toThrow(
    new DataError('batches: length out of range: example 1 has length 3; 1 to 2 steps are expected'),
  );
});
