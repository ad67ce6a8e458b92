import { PADDING } from '../chart.js';

/** Room left of a plot for ticks of an axis with `EXTENT`, and for its title. */
const EXTENT = 42;
const TITLE = 18;
/** Room right of it, for half a label of the axis below. */
const OVERHANG = 10;

/** Properties of the axes left of plots that stand above each other: as wide as each other, so that the plots are aligned. */
export const alignedAxis = { minExtent: EXTENT, maxExtent: EXTENT } as const;

/** Pixels that plots with an `alignedAxis` have across. */
export function panelWidth(width: number): number {
  return width - 2 * PADDING - EXTENT - TITLE - OVERHANG;
}

/** The axis of time steps or steps of training below a plot: as many whole numbers as have room, each with its label. */
export function stepTicks(plotWidth: number) {
  return { grid: false, format: ',d', tickMinStep: 1, tickCount: Math.max(2, Math.floor(plotWidth / 80)), labelOverlap: false } as const;
}
