import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { stateTrajectories } from './stateTrajectories.js';

const walk = { name: 'we see birds', points: [[0, 0], [1, 0.4], [1.2, 1.5], [-0.3, 1.1]], tokens: ['<s>', 'we', 'see', 'birds'] };
const other = { name: 'I like cats', points: [[0, 0], [-1, -0.4], [-1.2, 0.5], [0.3, -1.1]], tokens: ['<s>', 'I', 'like', 'cats'] };

test('trajectories are drawn in every look, with each token once', async () => {
  const svgs = await expectEveryLook((options) => stateTrajectories({ trajectories: [walk, other], explained: [0.61, 0.225] }, options));
  for (const svg of svgs) for (const token of ['&lt;s&gt;', 'birds', 'cats']) expect(svg.split(`>${token}<`)).toHaveLength(2);
});

test('paths of one name share a colour, and long ones need no tokens', async () => {
  const spiral = (turn: number): number[][] => Array.from({ length: 90 }, (_, time) => [Math.exp(-time / 30) * Math.cos(time / 5 + turn), Math.exp(-time / 30) * Math.sin(time / 5 + turn)]);
  await expectEveryLook((options) => stateTrajectories({ trajectories: [0, 1, 2, 3].map((turn) => ({ name: turn % 2 ? 'odd' : 'even', points: spiral(turn) })) }, options));
});

test('a state that stands still is drawn', async () => {
  await expectEveryLook((options) => stateTrajectories({ trajectories: [{ name: 'still', points: [[2, 3], [2, 3]] }] }, options));
});

test('arrows point the way the path goes, in degrees clockwise from upwards', () => {
  const { spec } = stateTrajectories({ trajectories: [{ name: 'square', points: [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]] }] });
  const [plot] = (spec as unknown as { vconcat: { layer: { data: { values: { angle?: number }[] } }[] }[] }).vconcat;
  expect(plot.layer[1].data.values.map(({ angle }) => angle)).toEqual([0, 90, 180, -90]);
});

test('the description tells how much the plane shows', () => {
  expect(stateTrajectories({ trajectories: [walk, other], explained: [0.61, 0.225] }).description).toBe(
    'Hidden states of 2 sequences (we see birds, I like cats) as paths in two dimensions. Both axes show 83.5% of the variance.',
  );
});

test('ragged points, tokens and shares are refused', () => {
  expect(() => stateTrajectories({ trajectories: [] })).toThrow('stateTrajectories: nothing to draw: trajectories is empty');
  expect(() => stateTrajectories({ trajectories: [{ name: 'a', points: [[1, 2, 3]] }] })).toThrow('stateTrajectories: ragged data: point 0 of a has 3 items; expected 2');
  expect(() => stateTrajectories({ trajectories: [{ ...walk, tokens: ['we'] }] })).toThrow('stateTrajectories: ragged data: tokens of we see birds has 1 items; expected 4');
  expect(() => stateTrajectories({ trajectories: [walk], explained: [1] })).toThrow('stateTrajectories: ragged data: explained has 1 items; expected 2');
});
