import { describe, expect, test } from 'vitest';
import { anyExperiment } from '../experiment.js';
import type { GivenOptions } from '../options.js';
import { runExperiment } from '../run.js';
import { copyNodes } from './experiment.js';
import { stepByHand } from './elmanByHand.js';
import { randomNetwork } from './network.js';
import type { CopyNodesResult } from './result.js';

async function run(options: GivenOptions = {}, seeds = 1): Promise<CopyNodesResult> {
  return (await runExperiment(anyExperiment(copyNodes), { options, seeds })).result as unknown as CopyNodesResult;
}

describe('copy-nodes', () => {
  test('stepped by hand and unrolled give the same bits, for networks of many sizes', async () => {
    for (const options of [{}, { inputs: 5, hidden: 6, outputs: 3, steps: 50 }, { inputs: 1, hidden: 1, outputs: 1, steps: 7 }]) {
      const result = await run(options, 3);
      expect(result.traces.map(({ differences }) => differences)).toEqual(Array.from({ length: 3 }, () => ({ interpreter: 0, compiled: 0 })));
      expect(copyNodes.verdict(result).holds).toBe(true);
    }
  });

  test('the first copies are zeros, the next ones the hidden values of the step before', async () => {
    const { steps } = (await run()).traces[0];
    expect(steps[0].copy).toEqual([0, 0, 0]);
    for (let step = 1; step < steps.length; step++) expect(steps[step].copy).toEqual(steps[step - 1].hidden);
    expect(steps[1].hidden).not.toEqual(steps[0].hidden);
  });

  test('without connections from the copy nodes nothing is remembered: equal inputs give equal hidden values', () => {
    const { weights, inputs } = randomNetwork({ inputs: 2, hidden: 3, outputs: 1, steps: 1 }, 1);
    const twice = [inputs[0], inputs[0]];
    const forgetful = { ...weights, copyToHidden: weights.copyToHidden.map((row) => row.map(() => 0)) };
    const [first, second] = stepByHand(forgetful, twice);
    expect(second.hidden).toEqual(first.hidden);
    const [before, after] = stepByHand(weights, twice);
    expect(after.hidden).not.toEqual(before.hidden);
  });

  test('the verdict fails where a value differs or a copy is wrong', async () => {
    const { traces } = await run();
    const wrongBits = { traces: [{ ...traces[0], differences: { interpreter: 1, compiled: 0 } }] };
    expect(copyNodes.verdict(wrongBits)).toMatchObject({ holds: false, lines: [{}, { en: 'Unrolled over the whole sequence, interpreted and compiled, 1 of 32 values differ from those stepped by hand.' }] });
    const wrongCopy = { traces: [{ ...traces[0], steps: traces[0].steps.map((step) => ({ ...step, copy: [0, 0, 0] })) }] };
    expect(copyNodes.verdict(wrongCopy).holds).toBe(false);
  });

  test('the table has a row for each step', async () => {
    const rows = copyNodes.table(await run());
    expect(rows[0]).toEqual(['step', 'input', 'copy nodes', 'hidden', 'output']);
    expect(rows).toHaveLength(5);
    expect(rows[1][2]).toBe('0.000 0.000 0.000');
    expect(copyNodes.table(await run(), 'ko')[0]).toEqual(['시점', '입력', '복사 노드', '은닉층', '출력']);
  });
});
