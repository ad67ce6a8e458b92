import { copyNodes } from '@rekur/experiments';
import { elmanFrames, elmanNetwork } from '@rekur/viz';
import { describe, expect, test } from 'vitest';
import { arrowId, connectionsAt, connectionsOf, matricesOf, type Place, placeAfter, withTargets } from './connections.js';
import { inputs, sizes, traceOf, weights, withoutMemory } from './network.js';
import { equationsOf, formatNumber } from './numbers.js';
import { act, actionOfKey, atStart, type StepAction } from './stepper.js';
import { connectionWords } from './texts.js';

const matrices = matricesOf(weights);

describe('the network of the page', () => {
  test('steps to the same bits as the experiment on copy nodes, which adds its biases', async () => {
    const { weights: drawn, steps } = await copyNodes.runPart({ key: 'seed 1', seed: 1 }, { inputs: 2, hidden: 3, outputs: 1, steps: 6 }, { onProgress: () => undefined });
    // The biases become weights from inputs that are always 1.
    const inputHidden = drawn.inputToHidden.map((row, unit) => [...row, drawn.inputBias[unit] + drawn.copyBias[unit]]);
    const trace = traceOf({ inputHidden, copyHidden: drawn.copyToHidden, hiddenOutput: drawn.hiddenToOutput }, steps.map(({ input }) => [...input, 1]));
    trace.forEach(({ hidden, output }, index) => {
      hidden.forEach((value, unit) => expect(value).toBeCloseTo(steps[index].hidden[unit], 5));
      expect(output[0] + drawn.outputBias[0]).toBeCloseTo(steps[index].output[0], 5);
    });
  });

  test('holds zeros in its copy nodes at first, then the hidden values of the step before', () => {
    const trace = traceOf(weights, inputs);
    expect(trace[0].copy).toEqual([0, 0, 0]);
    trace.slice(1).forEach(({ copy }, index) => expect(copy).toEqual(trace[index].hidden));
  });

  test('answers the same input otherwise the second time, and something to no input at all; with the way back cut, it does not', () => {
    const hidden = traceOf(weights, inputs).map((step) => step.hidden);
    expect(inputs[2]).toEqual(inputs[0]);
    // What the remark of the page compares, as it is printed.
    expect([hidden[0][1], hidden[2][1]].map(formatNumber)).toEqual(['−0.46', '−0.22']);
    expect(hidden[3].every((value) => Math.abs(value) > 0.01)).toBe(true);
    const cut = traceOf(withoutMemory(weights), inputs).map((step) => step.hidden);
    expect(cut[2]).toEqual(cut[0]);
    expect(cut[3]).toEqual([0, 0, 0]);
  });
});

describe('stepping', () => {
  const after = (...actions: StepAction[]) => actions.reduce((state, action) => act(state, action, 3), atStart);

  test('goes forward and back within the row, and rewinds', () => {
    expect(after('forward', 'forward')).toEqual({ position: 2, playing: false });
    expect(after('toEnd', 'forward').position).toBe(3);
    expect(after('back').position).toBe(0);
    expect(after('forward', 'back', 'back', 'forward').position).toBe(1);
    expect(after('toEnd', 'rewind')).toEqual(atStart);
  });

  test('plays to the end, stops there, and begins anew', () => {
    expect(after('playOrPause', 'tick')).toEqual({ position: 1, playing: true });
    expect(after('playOrPause', 'tick', 'tick', 'tick')).toEqual({ position: 3, playing: false });
    expect(after('toEnd', 'playOrPause')).toEqual({ position: 0, playing: true });
    expect(after('playOrPause', 'tick', 'playOrPause', 'tick')).toEqual({ position: 1, playing: false });
    expect(after('playOrPause', 'forward').playing).toBe(false);
  });

  test('has keys', () => {
    expect(['ArrowRight', 'ArrowLeft', 'Home', 'End', ' ', 'x', 'toString'].map(actionOfKey)).toEqual(['forward', 'back', 'rewind', 'toEnd', 'playOrPause', undefined, undefined]);
  });
});

describe('what is computed', () => {
  const trace = traceOf(weights, inputs);
  const frames = elmanFrames(trace);
  const equationsAt = (position: number) => equationsOf(frames[position], trace[frames[position].step - 1].copy, weights);

  test('is written out with every number', () => {
    expect(equationsAt(0)).toEqual([]);
    expect(equationsAt(1)).toEqual([
      'h₁ = tanh(0.90·1.00 − 0.40·0.00 + 0.50·0.00 − 0.30·0.00 + 0.40·0.00) = 0.72',
      'h₂ = tanh(−0.50·1.00 + 0.80·0.00 + 0.20·0.00 + 0.60·0.00 − 0.50·0.00) = −0.46',
      'h₃ = tanh(0.30·1.00 + 0.60·0.00 − 0.70·0.00 + 0.30·0.00 + 0.50·0.00) = 0.29',
    ]);
    expect(equationsAt(2)).toEqual(['o₁ = 0.80·0.72 − 0.60·(−0.46) + 0.70·0.29 = 1.05']);
    expect(equationsAt(3)).toEqual(['c₁: 0.00 → 0.72 = h₁', 'c₂: 0.00 → −0.46 = h₂', 'c₃: 0.00 → 0.29 = h₃']);
    expect(equationsAt(8)[0]).toMatch(/^c₁: 0\.72 → /);
  });

  test('has a true minus sign and no negative zero', () => {
    expect([-0.001, -0.5, 0.005].map(formatNumber)).toEqual(['0.00', '−0.50', '0.01']);
  });
});

describe('connections', () => {
  const { svg } = elmanNetwork({ sizes, weights, frame: elmanFrames(traceOf(weights, inputs))[1] });

  test('are the arrows of the drawing, each with the weight that stands at it', () => {
    const all = matrices.flatMap(({ rows }) => rows.flat()).filter(({ weight }) => weight !== undefined);
    expect(all).toHaveLength(6 + 9 + 3 + 3);
    for (const connection of all) expect(new RegExp(`id="${arrowId(connection)}"[^>]*data-weight="([^"]*)"`).exec(svg)?.[1]).toBe(String(connection.weight));
  });

  test('lead from a copy node to every hidden unit, from a hidden unit to its own copy node only', () => {
    expect(connectionsAt(matrices, 'elman-copy-2').map(arrowId)).toEqual([1, 2, 3].map((unit) => `elman-arrow-copy-2-hidden-${unit}`));
    expect(connectionsAt(matrices, 'elman-hidden-2').map(arrowId)).toEqual(['elman-arrow-hidden-2-copy-2', 'elman-arrow-hidden-2-output-1']);
    expect(connectionsAt(matrices, 'elman-arrow-copy-1-hidden-3').map(arrowId)).toEqual(['elman-arrow-copy-1-hidden-3']);
    expect(connectionsAt(matrices, 'elman-output-1')).toEqual([]);
  });

  test('say which units they join, and how', () => {
    const words = (id: string) => connectionWords(connectionsAt(matrices, id)).en;
    expect(words('elman-copy-2')).toBe('c₂ leads to every unit of the layer: h₁, h₂, h₃.');
    expect(words('elman-hidden-2')).toBe('h₂ is copied to c₂ and to no other, and goes on to o₁.');
    expect(words('elman-arrow-hidden-1-copy-1')).toBe('h₁ → c₁: a copy, weight fixed at 1. h₁ is copied to no other node.');
    expect(words('elman-arrow-copy-1-hidden-3')).toBe('c₁ → h₃: weight −0.70, on the way back: every copy node leads to every hidden unit.');
  });

  test('have targets that are wide enough for a finger', () => {
    const widened = withTargets(svg);
    expect(widened.match(/class="target"/g)).toHaveLength(21);
    expect(widened.replaceAll(/<path class="target"[^>]*>/g, '')).toBe(svg);
  });

  test('are walked by arrow keys, from table to table, and the names of senders among them', () => {
    const walk = (from: Place, ...keys: string[]) => keys.reduce<Place | undefined>((place, key) => place && placeAfter(matrices, place, key), from);
    expect(walk({ matrix: 0, row: 1, column: 0 }, 'ArrowRight', 'ArrowRight')).toEqual({ matrix: 1, row: 1, column: 0 });
    expect(walk({ matrix: 1, row: 3, column: 0 }, 'ArrowLeft')).toEqual({ matrix: 0, row: 3, column: 1 });
    expect(walk({ matrix: 2, row: 3, column: 2 }, 'ArrowRight')).toEqual({ matrix: 3, row: 1, column: 0 });
    expect(walk({ matrix: 3, row: 1, column: 2 }, 'ArrowRight')).toBeUndefined();
    expect(walk({ matrix: 1, row: 1, column: 1 }, 'ArrowUp', 'ArrowUp')).toBeUndefined();
    expect(connectionsOf(matrices, { matrix: 1, row: 0, column: 1 }).map(arrowId)).toEqual(connectionsAt(matrices, 'elman-copy-2').map(arrowId));
    expect(connectionsOf(matrices, { matrix: 2, row: 1, column: 1 })).toEqual([]);
    expect(connectionsOf(matrices, { matrix: 2, row: 2, column: 1 })).toHaveLength(1);
  });
});
