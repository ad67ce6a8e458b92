import { describe, expect, test } from 'vitest';
import type { Program } from '@rekur/tensor';
import { checkProgram, printProgram } from '@rekur/tensor';
import { optimize, passes } from './pipeline.js';
import { count, loopBodies } from './testing/count.js';
import { fixture, fixtureNames } from './testing/fixtures.js';
import { plainInputs } from './testing/inputs.js';
import { expectClose, expectSameBits } from './testing/run.js';

describe.each(fixtureNames)('the training step %s', (name) => {
  const before = fixture(name);

  test('gives the same up to rounding', () => {
    const { program } = optimize(before, { check: true });
    expect(program.inputs).toEqual(before.inputs);
    expectClose(before, program, plainInputs(before), 2e-5);
  });

  test('keeps its bits in every pass but defer', () => {
    let current = before;
    for (let round = 0; round < 3; round++) {
      for (const { name: passName, pass } of passes) {
        const next = pass(current).program;
        if (passName !== 'defer' && next !== current) expectSameBits(current, next, plainInputs(before));
        current = next;
      }
    }
  });

  test('is not changed by a second run', () => {
    const once = optimize(before).program;
    const twice = optimize(once);
    expect(printProgram(twice.program)).toBe(printProgram(once));
  });
});
