import { expect, test } from 'vitest';
import { expectEveryLook } from '../testing/everyLook.js';
import { weightHistograms } from './weightHistograms.js';

const tensors = [
  { name: 'weight_hh_l0', values: Float32Array.from({ length: 400 }, (_, index) => Math.sin(index * 7.3) ** 3) },
  { name: 'bias_hh_l0', values: [0, 0, 0] },
  { name: 'head.weight', values: [1e-6, -2e-6, NaN, Infinity] },
  { name: 'a name that is a good deal longer than its plot is wide', values: [5] },
];

interface Plot {
  readonly layer: readonly { readonly data: { readonly values: readonly { readonly from: number; readonly to: number; readonly share: number }[] } }[];
}
const plotsOf = (...given: Parameters<typeof weightHistograms>): readonly Plot[] => (weightHistograms(...given).spec as unknown as { concat: Plot[] }).concat;

test('histograms are drawn in every look', async () => {
  await expectEveryLook((options) => weightHistograms({ tensors }, options));
  await expectEveryLook((options) => weightHistograms({ tensors: tensors.slice(0, 1), bins: 5 }, options));
});

test('bars touch, and their shares add up to all that is finite', () => {
  for (const { layer } of plotsOf({ tensors, bins: 7 })) {
    const bars = layer[0].data.values;
    expect(bars.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    bars.slice(1).forEach(({ from }, index) => expect(from).toBe(bars[index].to));
  }
});

test('four numbers in two bins, by hand: the largest belongs to the last bin', () => {
  expect(plotsOf({ tensors: [{ name: 'four', values: [0, 1, 3, 4] }], bins: 2 })[0].layer[0].data.values).toEqual([
    { from: 0, to: 2, share: 0.5 },
    { from: 2, to: 4, share: 0.5 },
  ]);
});

test('the description tells mean, deviation, and how many are not finite', () => {
  expect(weightHistograms({ tensors: [{ name: 'W', values: [1, 3] }, { name: 'b', values: [2, NaN] }] }).description).toBe(
    'Histograms of 2 tensors, with mean and standard deviation: W 2 ± 1; b 2 ± 0, 1 not finite.',
  );
});

test('no tensors, none that is finite, and bins out of range are refused', () => {
  expect(() => weightHistograms({ tensors: [] })).toThrow('weightHistograms: nothing to draw: tensors is empty');
  expect(() => weightHistograms({ tensors: [{ name: 'W', values: [NaN] }] })).toThrow('weightHistograms: nothing to draw: W has no finite numbers; at least one is expected');
  expect(() => weightHistograms({ tensors, bins: 0 })).toThrow('weightHistograms: bins out of range: 0; a whole number from 1 to 200 is expected');
});
