import { describe, expect, test } from 'vitest';
import { parseProgram, ProgramError } from '@rekur/tensor';
import { optimize, passes } from './pipeline.js';
import { count, loopBodies } from './testing/count.js';
import { fixture, fixtureNames } from './testing/fixtures.js';
import { plainInputs } from './testing/inputs.js';
import { stepOf } from './testing/products.js';
import { expectClose, expectSameBits, run } from './testing/run.js';

/** What an LSTM stacks at a step, in elements per batch row and hidden unit: h, h and c before, four gates, tanh c. */
const LSTM = { forward: 8, backward: 4 };

/**
 * Of every loop with state in a training step: its products, and how many elements it stacks at a step, with a batch of 2 and 4
 * hidden units. A forward loop stacks its output and what the backward one reads, a backward loop the gradient of its gates, and
 * its input if that may be other than zero at steps that do not run.
 */
const goals: Readonly<Record<string, { products: readonly number[]; stacked: readonly number[] }>> = {
  bidirectional: { products: [1, 1, 1, 1], stacked: [8 * LSTM.forward, 8 * LSTM.forward, 8 * LSTM.backward, 8 * LSTM.backward] },
  carried: { products: [1, 1, 1, 1], stacked: [8 * LSTM.forward, 8 * LSTM.forward, 8 * LSTM.backward, 8 * LSTM.backward] },
  gru: { products: [1, 1], stacked: [8 * 6, 8 * (3 + 3)] },
  language: { products: [1, 1], stacked: [8 * LSTM.forward, 8 * LSTM.backward] },
  lastStep: { products: [1, 1], stacked: [8 * LSTM.forward, 8 * LSTM.backward] },
  layerNorm: { products: [1, 1], stacked: [8 * 10 + 32 * 4 + 2 * 3, 32 + 32] },
  lengths: {
    products: Array.from({ length: 8 }, () => 1),
    stacked: [...Array.from({ length: 4 }, () => 8 * LSTM.forward), ...[0, 0, 2 * 3, 2 * 3].map((input) => 8 * LSTM.backward + input)],
  },
  lstm: { products: [1, 1], stacked: [8 * LSTM.forward, 8 * LSTM.backward] },
  peephole: { products: [1, 1], stacked: [8 * LSTM.forward, 8 * LSTM.backward] },
  // State goes through the projection too. Six hidden units are projected to four.
  projection: { products: [2, 2], stacked: [2 * (2 * 4 + 6 * 6), 2 * (4 * 6 + 4 + 6)] },
  // The outer loops stack what the inner ones start from; the inner ones are in calls.
  remat: { products: [0, 1, 0, 1, 1], stacked: [8 * (2 + 2), 8, 0, 8 * (LSTM.forward - 1), 8 * LSTM.backward + 2 * 3] },
  rnn: { products: [1, 1], stacked: [8 * 2, 8] },
  twoLayers: { products: [1, 1, 1, 1], stacked: [8 * LSTM.forward, 8 * LSTM.forward, 8 * LSTM.backward, 8 * LSTM.backward] },
  variationalDropout: { products: [1, 1], stacked: [8 * LSTM.forward, 8 * LSTM.backward] },
};

describe.each(fixtureNames)('the training step %s', (name) => {
  const before = fixture(name);
  const { program } = optimize(before, { check: true });

  test('has one product per step and loop, or as many as the state goes through', () => {
    const { products, stacked, inputProducts, outputProducts, repeatedStacks } = stepOf(program);
    expect({ products, stacked }).toEqual(goals[name]);
    expect({ inputProducts, outputProducts, repeatedStacks }).toEqual({ inputProducts: 0, outputProducts: 0, repeatedStacks: 0 });
    for (const body of loopBodies(program)) expect(count(body, 'pad')).toBe(0);
  });

  test('gives the same up to rounding, and finite numbers', () => {
    expect(program.inputs).toEqual(before.inputs);
    const inputs = plainInputs(before);
    expectClose(before, program, inputs, 2e-5);
    for (const { data } of run(program, inputs)) expect(data.every(Number.isFinite)).toBe(true);
  });

  test('keeps its bits in every pass but defer', () => {
    let current = before;
    for (const { name: passName, pass } of [...passes, ...passes]) {
      const next = pass(current).program;
      if (passName !== 'defer' && next !== current) expectSameBits(current, next, plainInputs(before));
      current = next;
    }
  });

  test('is not changed by a second run', () => {
    expect(optimize(program).program).toEqual(program);
  });
});

test('optimize shows every Program that a pass made, and tells what was done and what was left', () => {
  const seen: string[] = [];
  const { notes } = optimize(fixture('layerNorm'), { onPass: (name) => seen.push(name) });
  expect(new Set(seen)).toEqual(new Set(passes.map(({ name }) => name).filter((name) => name !== 'inline')));
  expect(notes.filter((note) => /^hoist: .* one product for all steps, before it\.$/.test(note))).toHaveLength(1);
  expect(notes.filter((note) => /^defer: .* is summed up behind the loop, over all steps at once\.$/.test(note)).length).toBeGreaterThan(1);
  expect(notes.filter((note) => /^defer: The carry .* keeps growing in the reverse loop of 5 steps with 7 carries: /.test(note))).toHaveLength(2);
});

test('optimize leaves a Program that has no loops and nothing to improve', () => {
  const program = parseProgram(`
program(a: float32[2]) {
  b: float32[2] = exp a
  return b
}`);
  expect(optimize(program)).toEqual({ program, notes: [] });
});

test('optimize names the pass after which a Program is not well formed', () => {
  const program = parseProgram(`
program(a: float32[2]) {
  b: float32[3] = exp a
  c: float32[3] = neg b
  d: float32[3] = neg c
  return d
}`);
  expect(() => optimize(program, { check: true })).toThrow(ProgramError);
  expect(() => optimize(program, { check: true })).toThrow(/^optimize: a pass made a bad Program: after simplify; a well formed Program is expected; /);
});
