import { measureTextWidth } from '../render/textWidth.js';

/** Dashes and shapes of series in order, beside the theme's colours: a series is known by either alone. */
const DASHES = [[1, 0], [6, 3], [2, 2], [9, 3, 2, 3], [12, 4], [4, 6], [2, 5], [9, 3, 2, 3, 2, 3]];
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down', 'triangle-right', 'triangle-left'];

/** A legend above the plot, in as many columns as fit; none for a single series. */
function legendOf(names: readonly string[], plotWidth: number) {
  if (names.length < 2) return null;
  const entry = Math.max(...names.map((name) => measureTextWidth(name, 11))) + 44;
  const columns = Math.min(names.length, Math.max(1, Math.floor(plotWidth / entry)));
  return { orient: 'top', direction: 'horizontal', columns, symbolSize: 90 } as const;
}

/** Colour and dash for lines named by the field `series`. */
export function lineChannels(names: readonly string[], plotWidth: number) {
  const shared = { field: 'series', type: 'nominal', title: null, legend: legendOf(names, plotWidth) } as const;
  return {
    color: { ...shared, scale: { domain: [...names] } },
    strokeDash: { ...shared, scale: { domain: [...names], range: names.map((_, index) => DASHES[index % DASHES.length]) } },
  };
}

/** Colour and shape for points named by the field `series`. */
export function pointChannels(names: readonly string[], plotWidth: number) {
  const { color, strokeDash } = lineChannels(names, plotWidth);
  const range = names.map((_, index) => SHAPES[index % SHAPES.length]);
  return { color, shape: { ...strokeDash, scale: { domain: [...names], range } } };
}
